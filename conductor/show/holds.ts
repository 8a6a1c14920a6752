import type { CueAffect, Show } from '#contracts/show';
import { covers, kept, lastOf } from './hold-log.ts';
import type { CueHold, DirectorState } from './state.ts';

/** What somebody says of the feeling, for who reads it; `agoS`: it was said so long ago. */
export type Taken = CueAffect & { readonly agoS?: number };

/** A cue, or a state of the evening, takes what is felt into its hands, or gives it back. */
export const withHold = (
  state: DirectorState,
  affect: CueAffect,
  of: CueHold['of'],
  realMs: number,
): DirectorState => ({
  ...state,
  holds: kept([...state.holds, { affect, atMs: realMs, of, isNew: true }], realMs),
  affects: [...state.affects, affect],
});

/** A hand has taken what is felt, or given it back: whoever reads the feeling has heard it already. */
export const heldByHand = (
  state: DirectorState,
  affect: CueAffect,
  realMs: number,
): DirectorState => ({
  ...state,
  holds: kept([...state.holds, { affect, atMs: realMs, of: 'hand', isNew: true }], realMs),
});

const said = ({ affect, atMs }: CueHold, realMs: number): Taken => {
  const agoS = Math.max(0, realMs - atMs) / 1000;
  return agoS > 0 ? { ...affect, agoS } : affect;
};

const GIVEN_BACK: CueAffect = { mode: 'live', seconds: 0 };

/** Said anew from the beginning, not on top of what is felt. */
export const isSaidAnew = ({ mode, seconds }: Taken): boolean => mode === 'live' && seconds === 0;

/**
 * What must be said so that these bodies feel what was said in `holds`, each at its time, and nothing else: the
 * feeling of other bodies is left as it is.
 */
const saidAnew = (
  show: Show,
  bodies: readonly string[],
  holds: readonly CueHold[],
  realMs: number,
): readonly Taken[] => {
  if (bodies.length === 0) return [];
  if (bodies.length === show.bodies.length)
    return [GIVEN_BACK, ...holds.map((hold) => said(hold, realMs))];
  return bodies.flatMap((body): Taken[] => [
    { ...GIVEN_BACK, body },
    ...holds.filter((hold) => covers(hold, body)).map((hold) => ({ ...said(hold, realMs), body })),
  ]);
};

/** What was said before is said again to whoever reads the feeling and knows nothing of it. */
export const saidBefore = (holds: readonly CueHold[], realMs: number): readonly Taken[] =>
  holds.map((hold) => said(hold, realMs));

/** The same for some bodies alone. */
const only = (show: Show, hold: CueHold, bodies: readonly string[]): readonly CueHold[] => {
  const meant = bodies.filter((body) => covers(hold, body));
  if (meant.length === show.bodies.length) return [hold];
  return meant.map((body) => ({ ...hold, affect: { ...hold.affect, body } }));
};

/**
 * Without what a state of the evening said: bodies that it had go back to what was said before. One that a hand has
 * taken since stays in it, from where that has taken it.
 */
export const withoutStanding = (
  show: Show,
  state: DirectorState,
  realMs: number,
): DirectorState => {
  const { holds } = state;
  if (holds.every(({ of }) => of !== 'standing')) return state;
  const isIn = (body: string): boolean => lastOf(holds, body)?.of === 'standing';
  const free = show.bodies.filter((body) => !isIn(body));
  const own = holds.flatMap((hold) =>
    hold.of === 'standing' ? only(show, { ...hold, of: 'hand' }, free) : [hold],
  );
  return {
    ...state,
    holds: own,
    affects: [...state.affects, ...saidAnew(show, show.bodies.filter(isIn), own, realMs)],
  };
};

/** Whoever reads the feeling is told of it with its time: what is felt now says nothing of where it came from. */
const known = ({ isNew: _, ...hold }: CueHold): CueHold => hold;

/**
 * What is held after a jump: what the list said on its way there, each at its time. A body that a hand holds stays in
 * it, unless a cue has taken it since, or does on that way.
 */
export const heldThere = (
  show: Show,
  state: DirectorState,
  played: DirectorState,
  realMs: number,
): Pick<DirectorState, 'holds' | 'affects'> => {
  const own = state.holds.filter(({ of }) => of !== 'standing');
  const isPlayed = (body: string): boolean => played.holds.some((hold) => covers(hold, body));
  const stays = show.bodies.filter((body) => lastOf(own, body)?.of === 'hand' && !isPlayed(body));
  const holds = [...own.flatMap((hold) => only(show, hold, stays)), ...played.holds.map(known)];
  const turns = show.bodies.filter((body) => {
    const is = lastOf(state.holds, body)?.of;
    return isPlayed(body) || (is !== undefined && is !== 'hand');
  });
  return { holds, affects: [...state.affects, ...saidAnew(show, turns, holds, realMs)] };
};
