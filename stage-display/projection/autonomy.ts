import type { Look } from '#contracts/look';
import { restLook, type SceneId } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';

/** How a display goes on when the conductor is silent, as the show says. */
export interface OnLoss {
  readonly picture: 'hold' | 'dark';
  readonly afterS: number;
}

export const HOLD: OnLoss = { picture: 'hold', afterS: 30 };

/** How alone the display is. */
export interface Autonomy {
  /** Seconds since the conductor fell silent; 0 while it speaks. */
  readonly silentS: number;
  /** 0: all as the conductor says .. 1: all by itself. Moves slowly both ways: no jump. */
  readonly alone: number;
  /** 1 is black. */
  readonly dark: number;
}

export const TOGETHER: Autonomy = { silentS: 0, alone: 0, dark: 0 };

/** Silence shorter than this is a hiccup and changes nothing. */
export const PATIENCE_S = 1.5;
const ALONE_S = 9;
const BACK_S = 2.5;
const DARK_S = 8;
const LIGHT_S = 3;
/** What a display that hears nobody may claim to know: haze. */
export const ALONE_FOCUS = 0.18;

const ease = (from: number, to: number, dt: number, tauS: number): number =>
  to + (from - to) * Math.exp(-dt / tauS);

const ramp = (from: number, up: boolean, dt: number, upS: number, downS: number): number =>
  up ? Math.min(1, from + dt / upS) : Math.max(0, from - dt / downS);

/** Goes on by `dt` seconds. `heard`: a state came lately. */
export const stepAutonomy = (
  before: Autonomy,
  heard: boolean,
  onLoss: OnLoss,
  dt: number,
): Autonomy => {
  const silentS = heard ? 0 : before.silentS + dt;
  const isAlone = silentS > PATIENCE_S;
  const dark = onLoss.picture === 'dark' && silentS > onLoss.afterS;
  return {
    silentS,
    alone: ease(before.alone, isAlone ? 1 : 0, dt, isAlone ? ALONE_S : BACK_S),
    dark: ramp(before.dark, dark, dt, DARK_S, LIGHT_S),
  };
};

/** A look on its way to rest, `alone` 0..1; focus falls to haze: nobody is read. */
export const aloneLook = (look: Look, scene: SceneId, alone: number): Look => {
  if (alone <= 0) return look;
  const rest = restLook(scene);
  const out: Record<string, number> = {};
  for (const [name, value] of Object.entries(look)) {
    const aim = name === 'focus' ? ALONE_FOCUS : (rest[name] ?? value);
    out[name] = value + (aim - value) * alone;
  }
  return out;
};

/** The body's share of a state: without a conductor no heart is claimed, and breath stands in the middle. */
export const alonePulse = (
  state: Pick<StageState, 'breath' | 'beats'>,
  alone: number,
): { readonly breath: number; readonly beats: number; readonly heart: number } => ({
  breath: state.breath + (0.5 - state.breath) * alone,
  beats: state.beats,
  heart: 1 - alone,
});
