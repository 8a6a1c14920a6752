import type { CueAffect, Show } from '#contracts/show';
import type { CueHold, DirectorState } from './state.ts';

/** What somebody says of the feeling, for who reads it; `agoS`: it was said so long ago. */
export type Taken = CueAffect & { readonly agoS?: number };

/** So many are remembered; of more the oldest are folded into those after them. */
const MOST_HOLDS = 64;

const covers = ({ affect }: CueHold, body: string): boolean =>
  affect.body === undefined || affect.body === body;

const meet = (a: CueHold, b: CueHold): boolean =>
  a.affect.body === undefined || covers(b, a.affect.body);

/** Once it has arrived, nothing of what was before it is left in it. */
const isWhole = ({ mode, positive, negative, arousal }: CueAffect): boolean =>
  mode === 'live' ||
  mode === 'trajectory' ||
  [positive, negative, arousal].every((x) => x !== undefined);

/** What a later one has replaced for good; what a state of the evening says comes off again and replaces nothing. */
const isOver = (holds: readonly CueHold[], hold: CueHold, index: number, realMs: number): boolean =>
  holds.some((later, i) => {
    if (i <= index || !isWhole(later.affect)) return false;
    if (later.affect.body !== undefined && later.affect.body !== hold.affect.body) return false;
    if (later.of === 'standing' && hold.of !== 'standing') return false;
    const next = holds.slice(i + 1).find((one) => meet(one, later));
    return later.atMs + later.affect.seconds * 1000 <= (next?.atMs ?? realMs);
  });

/** Without the oldest of too many: what it says and the next one leaves open is said by that, and is there at once. */
const folded = (holds: readonly CueHold[]): readonly CueHold[] => {
  const [first, ...rest] = holds;
  if (!first || holds.length <= MOST_HOLDS) return holds;
  const { mode, body, positive, negative, arousal } = first.affect;
  const next = rest.findIndex(({ affect }) => affect.mode === 'manual' && affect.body === body);
  if (mode !== 'manual') return rest;
  const said = { positive, negative, arousal };
  return rest.map((hold, i) =>
    i === next ? { ...hold, affect: { ...said, ...hold.affect, seconds: 0 } } : hold,
  );
};

const kept = (holds: readonly CueHold[], realMs: number): readonly CueHold[] =>
  folded(holds.filter((hold, i) => !isOver(holds, hold, i, realMs)));

/** A cue, or a state of the evening, takes what is felt into its hands, or gives it back. */
export const withHold = (
  state: DirectorState,
  affect: CueAffect,
  of: CueHold['of'],
  realMs: number,
): DirectorState => ({
  ...state,
  holds: kept([...state.holds, { affect, atMs: realMs, of }], realMs),
  affects: [...state.affects, affect],
});

/** A hand has taken what is felt, or given it back: whoever reads the feeling has heard it already. */
export const heldByHand = (
  state: DirectorState,
  affect: CueAffect,
  realMs: number,
): DirectorState => ({
  ...state,
  holds: kept([...state.holds, { affect, atMs: realMs, of: 'hand' }], realMs),
});

const said = ({ affect, atMs }: CueHold, realMs: number): Taken => {
  const agoS = Math.max(0, realMs - atMs) / 1000;
  return agoS > 0 ? { ...affect, agoS } : affect;
};

const GIVEN_BACK: CueAffect = { mode: 'live', seconds: 0 };

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

const lastOf = (holds: readonly CueHold[], body: string): CueHold | undefined =>
  holds.findLast((hold) => covers(hold, body));

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
  const holds = [...own.flatMap((hold) => only(show, hold, stays)), ...played.holds];
  const turns = show.bodies.filter((body) => {
    const is = lastOf(state.holds, body)?.of;
    return isPlayed(body) || (is !== undefined && is !== 'hand');
  });
  return { holds, affects: [...state.affects, ...saidAnew(show, turns, holds, realMs)] };
};

/** What is felt in a body. */
type Felt = (body: string) => { positive: number; negative: number; arousal: number };

/** What was held as it was felt keeps its values from then on: nobody else remembers them after a restart. */
export const withFelt = (
  show: Show,
  holds: readonly CueHold[],
  felt: Felt,
  nowMs: number,
): readonly CueHold[] => {
  const isOpen = (hold: CueHold): boolean =>
    hold.affect.mode === 'hold' && !isWhole(hold.affect) && hold.atMs < nowMs;
  if (!holds.some(isOpen)) return holds;
  return holds.flatMap((hold) => {
    if (!isOpen(hold)) return [hold];
    const bodies = show.bodies.filter((body) => covers(hold, body));
    return bodies.map((body) => {
      // Under what was said since it cannot be read any more.
      const { affect } = hold;
      const values = lastOf(holds, body) === hold ? valuesOf(felt(body)) : {};
      return { ...hold, affect: { ...values, ...affect, body } };
    });
  });
};

const valuesOf = ({ positive, negative, arousal }: ReturnType<Felt>): ReturnType<Felt> => ({
  positive,
  negative,
  arousal,
});
