import type { CueAffect } from '#contracts/show';
import type { CueHold, DirectorState } from './state.ts';

/** A cue, or a state of the evening, takes what is felt into its hands, or gives it back; each keeps only its own. */
export const withHold = (
  state: DirectorState,
  affect: CueAffect,
  of: CueHold['of'],
  realMs: number,
): DirectorState => {
  const others = state.holds.filter(
    (hold) => hold.of !== of || (affect.body !== undefined && hold.affect.body !== affect.body),
  );
  return {
    ...state,
    holds: affect.mode === 'live' ? others : [...others, { affect, atMs: realMs, of }],
    affects: [...state.affects, affect],
  };
};

const backAt = ({ affect, atMs }: CueHold): number =>
  affect.backS === undefined ? Number.POSITIVE_INFINITY : atMs + affect.backS * 1000;

/** Forgets what has gone back to the decoders by now. */
export const withoutEnded = (state: DirectorState, realMs: number): DirectorState => {
  const left = state.holds.filter((hold) => backAt(hold) > realMs);
  return left.length === state.holds.length ? state : { ...state, holds: left };
};

/** As it has to be asked for at a later moment: what is left of its way there, and of its time. */
const leftOf = ({ affect, atMs }: CueHold, realMs: number): CueAffect => {
  const goneS = Math.max(0, realMs - atMs) / 1000;
  return {
    ...affect,
    seconds: Math.max(0, affect.seconds - goneS),
    ...(affect.backS === undefined ? {} : { backS: Math.max(0, affect.backS - goneS) }),
  };
};

const GIVEN_BACK: CueAffect = { mode: 'live', seconds: 0 };

/**
 * What must be asked for, so that what is felt is in the hands of these holds alone and no longer in those of
 * `before`: nothing is touched that no cue took.
 */
export const takenAnew = (
  before: readonly CueHold[],
  now: readonly CueHold[],
  realMs: number,
): readonly CueAffect[] => {
  if (before.length === 0 && now.length === 0) return [];
  return [...(before.length > 0 ? [GIVEN_BACK] : []), ...now.map((hold) => leftOf(hold, realMs))];
};
