import type { Show } from '#contracts/show';
import { groupsAt, type Loops } from './groups.ts';
import type { DirectorState } from './state.ts';

const OTHER = Symbol('another');
/** Values that differ by less are the same: rounds come together, and floats of one moment come by several ways. */
const SAME = 1e-9;
const SAME_MS = 1e-6;
/** Values that come together by the same share each round: how alike those shares must be. */
const SAME_SHARE = 1e-4;
/** So many rounds are looked at: the last one, and those that show how values come together. */
const ROUNDS_SEEN = 4;

/**
 * Where a value ends that a fade brings nearer each round and never to its end: from round to round by the same share
 * of what was left (the sum of a geometric series). OTHER where it does not go like that.
 */
const nearing = (values: readonly number[], rounds: number): number | typeof OTHER => {
  const [y, z, a, b] = values;
  if (y === undefined || z === undefined || a === undefined || b === undefined) return OTHER;
  const before = (a - z) / (z - y);
  const share = (b - a) / (a - z);
  if (!(share > 0 && share < 1 && Math.abs(share - before) < SAME_SHARE)) return OTHER;
  return b + ((b - a) * share * (1 - share ** rounds)) / (1 - share);
};

const numbers = (
  values: readonly number[],
  periodMs: number,
  rounds: number,
): number | typeof OTHER => {
  const [a = Number.NaN, b = Number.NaN] = values.slice(-2);
  if (Math.abs(b - a) <= SAME) return b;
  if (Math.abs(b - a - periodMs) <= SAME_MS) return b + rounds * periodMs;
  return nearing(values, rounds);
};

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * The last of these rounds so many rounds later, if each is the one before it a round later: every number in it stayed,
 * went on by the time of the round or came nearer to where it goes, and everything else is the same. OTHER if not.
 */
const rolled = (all: readonly unknown[], periodMs: number, rounds: number): unknown => {
  const [a, b] = all.slice(-2);
  if (Object.is(a, b)) return b;
  if (all.every(isNumber)) return numbers(all, periodMs, rounds);
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return OTHER;
  const keys = Object.keys(b);
  if (Object.keys(a).length !== keys.length) return OTHER;
  const entries: [string, unknown][] = [];
  for (const key of keys) {
    const values = all.map((one) => (isObject(one) ? one[key] : undefined));
    const next = key in a ? rolled(values, periodMs, rounds) : OTHER;
    if (next === OTHER) return OTHER;
    entries.push([key, next]);
  }
  return Array.isArray(b) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};

/** How many more rounds there are at most, and which group counts them; null: these are not two rounds of one loop. */
const goesOn = (show: Show, a: Loops, b: Loops) => {
  const ids = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const counted = ids.filter((id) => a[id] !== b[id]);
  const [id] = counted;
  if (id === undefined) return { id: null, most: Number.POSITIVE_INFINITY };
  const now = b[id] ?? 1;
  if (counted.length > 1 || now - (a[id] ?? 1) !== 1) return null;
  const times = show.groups[id]?.times;
  // The last round is another one: what follows it is not the first of the group.
  return { id, most: times === 'until-go' ? Number.POSITIVE_INFINITY : (times ?? 1) - 1 - now };
};

/**
 * Until when the rounds may be alike: a fade of the master from before them that leaves the stage dark, or begins in the
 * dark, makes another round of the one in which that turns, for what nobody sees arrives at once.
 */
const darkTurns = (a: DirectorState, b: DirectorState): number => {
  const { from, to, startMs, seconds } = b.overlays.master;
  const endMs = startMs + seconds * 1000;
  const isOfBefore = a.overlays.master.startMs === startMs && endMs > a.atMs;
  if (!isOfBefore || Math.min(from.level ?? 1, to.level ?? 1) > 0) return Number.POSITIVE_INFINITY;
  return startMs < a.atMs && endMs > b.atMs ? endMs : Number.NEGATIVE_INFINITY;
};

/**
 * Leaves out whole rounds of a loop: `seen` are the last states in which the same cue was called by itself, the oldest
 * first, one round apart. Where each is the one before a round later, every further round is the same again, for
 * nothing in it depends on what is felt; all but the last whole round until `untilMs` are left out. The state that
 * comes out is the one of playing them.
 */
const withoutRounds = (
  show: Show,
  seen: readonly DirectorState[],
  untilMs: number,
): DirectorState | null => {
  const [a, b] = seen.slice(-2);
  if (!a || !b) return null;
  const periodMs = b.atMs - a.atMs;
  const goes = goesOn(show, a.loops, b.loops);
  if (!goes || !(periodMs > 0)) return null;
  const endMs = Math.min(untilMs, darkTurns(a, b));
  const rounds = Math.min(Math.floor((endMs - b.atMs) / periodMs) - 1, goes.most);
  if (!(rounds >= 1)) return null;
  const { loops, paint } = b;
  if (a.paint.memory !== paint.memory || a.paint.engine !== paint.engine) return null;
  const alike = seen.map((state) => ({ ...state, loops, paint }));
  const next = rolled(alike, periodMs, rounds);
  if (next === OTHER) return null;
  const { id } = goes;
  const counted = id === null ? loops : { ...loops, [id]: (loops[id] ?? 1) + rounds };
  return { ...(next as DirectorState), loops: counted };
};

/** The last states in which a cue was called by itself, by what the round of it was one of. */
export type Rounds = Map<string, readonly DirectorState[]>;

/**
 * Of which loops this call begins a round: of each group around the cue, at the same rounds of all others (loops lie in
 * one another, and may begin at the same cue); in a show that loops, of the list.
 */
const roundsAt = (show: Show, called: number, loops: Loops): readonly string[] => {
  const ids = Object.keys(loops).sort();
  const but = (id: string | null): string =>
    JSON.stringify([called, id, ids.filter((one) => one !== id).map((one) => [one, loops[one]])]);
  // Of fewer than three rounds none is like the one before it and followed by another one.
  const around = groupsAt(show, called)
    .filter(({ group: { times } }) => times === 'until-go' || times > 2)
    .map(({ id }) => but(id));
  return show.loop ? [...around, but(null)] : around;
};

/** A cue was called by itself: what was seen of its rounds grows, and where some can be left out the state after them. */
export const afterRounds = (
  show: Show,
  rounds: Rounds,
  called: number,
  state: DirectorState,
  untilMs: number,
): DirectorState | null => {
  for (const key of roundsAt(show, called, state.loops)) {
    const seen = [...(rounds.get(key) ?? []).slice(1 - ROUNDS_SEEN), state];
    const left = withoutRounds(show, seen, untilMs);
    rounds.set(key, left ? [left] : seen);
    if (left) return left;
  }
  return null;
};
