import { DEFAULT_PALETTE, INKS, type Palette, type Rgb, rgbOf } from '#contracts/look';
import { restLook, type SceneId } from '#contracts/scenes';
import type { StageLayer, StageState } from '#contracts/stage';
import {
  type Autonomy,
  aloneLook,
  alonePulse,
  HOLD,
  type OnLoss,
  stepAutonomy,
  TOGETHER,
} from './autonomy.ts';
import { asksOf } from './gate/asks.ts';
import type { Asks } from './gate/keeper.ts';
import { type LocalKeys, NO_KEYS, stepKeys } from './keys.ts';
import { drawnLayers, mixedLook } from './layers.ts';
import { levelOf, type Overlays } from './overlays.ts';
import type { Pulse } from './scenes/scene.ts';

/** A layer with the scene behind its entry. */
export interface SceneLayer extends StageLayer {
  readonly sceneId: SceneId;
  /** Whose movement touches it; everybody's where absent. */
  readonly moved?: readonly string[];
}

/** Everything that is drawn at one moment, decided; drawing adds only the movement. */
export interface Picture {
  readonly layers: readonly SceneLayer[];
  readonly palette: Palette;
  readonly pulse: Pulse;
  /** Light left by master and overlays, 0..1. */
  readonly level: number;
  /** Light that everything but the master leaves, 0..1: what PANIC and blackout take from test patterns too. */
  readonly open: number;
  /** 0 sure .. 1 knows nothing. */
  readonly doubt: number;
  /** Seconds the matter goes on by: less than the frame's while freezing, 0 when frozen. */
  readonly dt: number;
  /** Seconds since the last picture, frozen or not. */
  readonly passedS: number;
  readonly asks: Asks;
}

/** What the display carries from picture to picture. */
export interface Going {
  readonly state: StageState | null;
  readonly autonomy: Autonomy;
  readonly keys: LocalKeys;
  /** How far the picture has come up since the page opened. */
  readonly risen: number;
  /** How far the conductor's picture has taken over from the first one. */
  readonly met: number;
  /** How fast time passes for the matter: 0 frozen .. 1. */
  readonly rate: number;
}

/** What is heard at this frame. */
export interface Heard {
  /** The state to draw; null where none ever came. */
  readonly state: StageState | null;
  /** Whether the conductor spoke lately. */
  readonly isLive: boolean;
  readonly onLoss?: OnLoss;
  readonly panicS?: number;
  /** Which scene an entry is. */
  readonly sceneOf: (entry: string) => SceneId;
  /** What cues leave to this display of its light, 0..1; 1 where absent. */
  readonly light?: number;
  /** Whose movement touches an entry; undefined: everybody's. */
  readonly movedOf?: (entry: string) => readonly string[] | undefined;
}

export const FIRST: Going = {
  state: null,
  autonomy: TOGETHER,
  keys: NO_KEYS,
  risen: 0,
  met: 0,
  rate: 1,
};

const RISE_S = 2.5;
const MEET_S = 4;
const FREEZE_S = 0.2;
/** The entry of the picture before any conductor has spoken; no show can use this name. */
const FIRST_ENTRY = '(first)';

const smooth = (x: number): number => x * x * (3 - 2 * x);

export const restPalette = (): Palette =>
  Object.fromEntries(INKS.map((ink) => [ink, rgbOf(DEFAULT_PALETTE[ink])])) as unknown as Palette;

const REST_PALETTE = restPalette();

/** One step of the display: decides the next picture from what it carried and what it hears. */
export const nextPicture = (
  before: Going,
  heard: Heard,
  dt: number,
): { readonly going: Going; readonly picture: Picture } => {
  const state = heard.state ?? before.state;
  const going: Going = {
    state,
    autonomy: stepAutonomy(
      before.autonomy,
      heard.isLive || state === null,
      heard.onLoss ?? HOLD,
      dt,
    ),
    keys: stepKeys(before.keys, dt, heard.panicS ?? 1),
    risen: Math.min(1, before.risen + dt / RISE_S),
    met: state ? Math.min(1, before.met + dt / MEET_S) : before.met,
    rate: nextRate(before.rate, state?.frozen === true && heard.isLive, dt),
  };
  return { going, picture: pictureOf(going, heard, dt) };
};

const nextRate = (rate: number, isFrozen: boolean, dt: number): number => {
  const next = (isFrozen ? 0 : 1) + (rate - (isFrozen ? 0 : 1)) * Math.exp(-dt / FREEZE_S);
  return isFrozen && next < 0.01 ? 0 : next;
};

const pictureOf = (going: Going, heard: Heard, dt: number): Picture => {
  const { state, autonomy } = going;
  const met = smooth(going.met);
  const layers = [...firstLayers(met), ...stateLayers(state, met, heard, autonomy.alone)];
  const share = state ? met : 0;
  const pulse = state ? alonePulse(state, autonomy.alone) : { breath: 0.5, beats: 0, heart: 0 };
  const overlays = overlaysOf(going, heard.light ?? 1);
  return {
    layers,
    palette: state ? mixPalette(REST_PALETTE, state.palette, share) : REST_PALETTE,
    pulse: { ...pulse, heart: pulse.heart * share },
    level: levelOf(overlays),
    open: levelOf({ ...overlays, master: 1, risen: 1 }),
    doubt: 1 - mixedLook(layers, 'focus', 0.6),
    dt: dt * going.rate,
    passedS: dt,
    asks: asksOf({ heard: heard.state, drawn: state, layers, overlays, rate: going.rate }),
  };
};

/** What cues leave to this display is a master of its own. */
const overlaysOf = ({ state, keys, autonomy, risen }: Going, light: number): Overlays => ({
  master: (state?.master ?? 1) * light,
  blackout: state?.blackout ?? 0,
  panic: state?.panic ?? 0,
  localBlackout: keys.blackoutLevel,
  localPanic: keys.panicLevel,
  lost: autonomy.dark,
  risen: smooth(risen),
});

/** Tide at rest: what is there before anybody has spoken. */
const firstLayers = (met: number): SceneLayer[] =>
  met < 1 ? [{ entry: FIRST_ENTRY, sceneId: 'tide', weight: 1 - met, look: restLook('tide') }] : [];

const stateLayers = (
  state: StageState | null,
  met: number,
  heard: Heard,
  alone: number,
): SceneLayer[] =>
  drawnLayers(state && met > 0 ? state.layers : []).map((layer) => {
    const sceneId = heard.sceneOf(layer.entry);
    const moved = heard.movedOf?.(layer.entry);
    return {
      ...layer,
      sceneId,
      ...(moved && { moved }),
      weight: layer.weight * met,
      look: aloneLook(layer.look, sceneId, alone),
    };
  });

const mixPalette = (a: Palette, b: Palette, k: number): Palette => {
  const rgb = (x: Rgb, y: Rgb): Rgb => [
    x[0] + (y[0] - x[0]) * k,
    x[1] + (y[1] - x[1]) * k,
    x[2] + (y[2] - x[2]) * k,
  ];
  return Object.fromEntries(INKS.map((ink) => [ink, rgb(a[ink], b[ink])])) as unknown as Palette;
};
