import type { Show, StandingLook } from '#contracts/show';
import {
  type Aim,
  cueAim,
  entryLook,
  firstAim,
  firstScene,
  paletteValues,
  withLook,
} from './picture.ts';
import type { DirectorState } from './state.ts';

/** A state of the evening that is not the show. */
export type StandingName = Exclude<DirectorState['evening'], 'show'>;

/** The picture of the list: that of the last cue that had one. */
export const listAim = (show: Show, aim: number | null): Aim => {
  const cue = aim === null ? undefined : show.cues[aim];
  return (cue && cueAim(show, cue)) ?? firstAim(show);
};

/** The scene entry that is asked for: by the state of the evening where it names one, else by the list. */
export const sceneAsked = (
  show: Show,
  { evening, aim }: Pick<DirectorState, 'evening' | 'aim'>,
): string => {
  const own = evening === 'show' ? undefined : show.standing[evening]?.scene;
  return own ?? (aim === null ? undefined : show.cues[aim]?.scene) ?? firstScene(show);
};

/** How bright the states are that a show says nothing of, and how calm its picture is while it is stopped. */
const DIM = 0.3;
const SAFE = 0.25;
const CALM = { pace: 0.1, touch: 0, swell: 0.1, trail: 0.3 };

const plain = (base: Aim, name: StandingName): Aim => {
  if (name === 'stopped') return { ...base, look: withLook(base.look, CALM), cap: SAFE };
  return { ...base, cap: name === 'bows' ? 1 : DIM };
};

/** The picture of a state of the evening. One that the show writes without a scene leaves the picture as it is. */
export const standingAim = (show: Show, aim: number | null, name: StandingName): Aim => {
  const base = listAim(show, aim);
  const look = show.standing[name];
  if (!look) return plain(base, name);
  const entry = show.scenes[look.scene ?? ''];
  if (look.scene === undefined || !entry) return base;
  return {
    scene: look.scene,
    look: withLook(entryLook(entry), look.look),
    palette: paletteValues(show, look.palette),
    cap: look.black ? 0 : look.levelCap,
  };
};

const FADE_S = 4;
/** What a state does that the show says nothing of: it fades there. */
const NOTHING_ELSE: StandingLook = {
  fade: { seconds: FADE_S, curve: 'smooth' },
  look: {},
  palette: {},
  levelCap: 1,
  black: false,
  sounds: [],
  osc: [],
  midi: [],
  shutters: [],
};

export const standingLook = (show: Show, name: StandingName): StandingLook =>
  show.standing[name] ?? NOTHING_ELSE;
