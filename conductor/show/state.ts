import type { Text } from '#contracts/ids';
import type { Cue, Show } from '#contracts/show';
import type { Felt, MappingPlan } from './mappings.ts';
import type { Overlays } from './overlays.ts';
import type { Picture } from './picture.ts';
import type { Pulse } from './pulse.ts';

/** What the director tells the operator. */
export interface DirectorNote {
  readonly level: 'info' | 'warn' | 'fail';
  readonly text: Text;
}

/** A cue that starts by itself: `start` ends a pre-wait, `trigger` is a follow or continue. */
export interface Waiting {
  readonly kind: 'start' | 'trigger';
  readonly index: number;
  /** In show time. */
  readonly atMs: number;
}

/**
 * Everything the director knows. Show time is real time less all the time the show was frozen:
 * the picture, the pulse and the deadlines of the cue list live in it; overlays live in real time.
 */
export interface DirectorState {
  readonly plans: Readonly<Record<string, readonly MappingPlan[]>>;
  readonly seq: number;
  /** Real time of the last step. */
  readonly atMs: number;
  readonly heldMs: number;
  /** Real time at which it was frozen, or null. */
  readonly frozenAtMs: number | null;
  /** Places in the cue list: the running cue, and the one that stands by. */
  readonly cue: number | null;
  /** When the running cue started, in show time. */
  readonly cueAtMs: number;
  readonly standby: number | null;
  readonly waiting: Waiting | null;
  readonly picture: Picture;
  readonly overlays: Overlays;
  readonly felt: Felt;
  readonly pulse: Pulse;
  /** A cue of this step asked for a cut. */
  readonly cut: boolean;
  /** Said since the last step. */
  readonly notes: readonly DirectorNote[];
}

/** Show time at a real time. */
export const showTime = (state: DirectorState, realMs: number): number =>
  (state.frozenAtMs ?? realMs) - state.heldMs;

/** The real time at which something happens by itself next, or null. Step exactly then. */
export const nextDeadline = (state: DirectorState): number | null =>
  state.waiting === null || state.frozenAtMs !== null ? null : state.waiting.atMs + state.heldMs;

/** True from PANIC until GO, a cue or back lets the light return: the health is `safe`. */
export const panicStands = (state: DirectorState): boolean => state.overlays.panicOn;

export const runningCue = (show: Show, state: DirectorState): Cue | null =>
  state.cue === null ? null : (show.cues[state.cue] ?? null);

/** The running cue and how long it has run, in show time: a frozen show stands still here too. */
export const cuePlace = (
  show: Show,
  state: DirectorState,
  realMs: number,
): { readonly number: string; readonly sinceS: number } | null => {
  const cue = runningCue(show, state);
  if (!cue) return null;
  return {
    number: cue.number,
    sinceS: Math.max(0, (showTime(state, realMs) - state.cueAtMs) / 1000),
  };
};

/** More notes than this in one step are of no use to anybody; the newest stay. */
const MOST_NOTES = 64;

/** Tells the operator something with the next step. */
export const noted = (
  state: DirectorState,
  level: DirectorNote['level'],
  en: string,
  ko: string,
): DirectorState => ({
  ...state,
  notes: [...state.notes.slice(1 - MOST_NOTES), { level, text: { en, ko } }],
});
