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

/** Where the picture of the list is known from. */
type Listed = Pick<DirectorState, 'aim' | 'kept'>;

/** The picture of the list: that of the last cue that had one, also of one that is no longer in the show. */
export const listAim = (show: Show, { aim, kept }: Listed): Aim => {
  const cue = aim === null ? undefined : show.cues[aim];
  return (cue && cueAim(show, cue)) ?? kept ?? firstAim(show);
};

/** The scene entry that is asked for: by the state of the evening where it names one, else by the list. */
export const sceneAsked = (
  show: Show,
  { evening, aim, kept }: Listed & Pick<DirectorState, 'evening'>,
): string => {
  const own = evening === 'show' ? undefined : show.standing[evening]?.scene;
  const cue = aim === null ? undefined : show.cues[aim]?.scene;
  return own ?? cue ?? kept?.scene ?? firstScene(show);
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
export const standingAim = (
  show: Show,
  state: Listed & Pick<DirectorState, 'fire'>,
  name: StandingName,
): Aim => {
  const base = listAim(show, state);
  const look = show.standing[name];
  if (!look) return plain(base, name);
  const entry = show.scenes[look.scene ?? ''];
  // In a fire nobody is left in the dark that a cue had asked for.
  if (look.scene === undefined || !entry)
    return state.fire ? { ...base, cap: Math.max(SAFE, base.cap) } : base;
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
  outputs: [],
};

export const standingLook = (show: Show, name: StandingName): StandingLook =>
  show.standing[name] ?? NOTHING_ELSE;

/** The master under the safe look of a fire: as the show says it, or all of it. */
export const safeMaster = (show: Show): number => standingLook(show, 'stopped').master?.level ?? 1;
