import type { CueAffect, Show } from '#contracts/show';
import type { CueHold } from './state.ts';

/** So many of the newest words about a body are remembered, whatever fade cut off whatever fade. */
const RECENT = 40;

export const covers = ({ affect }: CueHold, body: string | undefined): boolean =>
  affect.body === undefined || affect.body === body;

export const lastOf = (holds: readonly CueHold[], body: string): CueHold | undefined =>
  holds.findLast((hold) => covers(hold, body));

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;

/** Once it has arrived, nothing of what was before it is left in it. */
const isWhole = ({ affect }: CueHold): boolean =>
  affect.mode === 'live' ||
  affect.mode === 'trajectory' ||
  DIMENSIONS.every((one) => affect[one] !== undefined);

/** From then on nothing of what was before it is seen, if it is whole; cut short by its `backS`, once that has arrived. */
const arrivesMs = ({ affect: { mode, seconds, backS }, atMs }: CueHold): number => {
  const isCutShort = mode !== 'live' && backS !== undefined && backS < seconds;
  return atMs + (isCutShort ? backS + seconds : seconds) * 1000;
};

/**
 * What can still be seen of what was said of one body, in its order. Of a long row of words on their way the oldest go,
 * but for those that nothing newer has replaced: what they stand on, and the last word about each dimension.
 */
const seenOf = (said: readonly CueHold[], realMs: number): readonly CueHold[] => {
  const base = said.findLastIndex(
    (hold, i) => isWhole(hold) && arrivesMs(hold) <= (said[i + 1]?.atMs ?? realMs),
  );
  const left = base > 0 ? said.slice(base) : said;
  const older = left.slice(0, -RECENT);
  if (older.length === 0) return left;
  const on = older.slice(Math.max(0, older.findLastIndex(isWhole)));
  const stand = new Set([
    on[0],
    on.findLast(({ affect }) => affect.mode === 'hold'),
    ...DIMENSIONS.map((one) => on.findLast(({ affect }) => affect[one] !== undefined)),
  ]);
  return [...older.filter((hold) => stand.has(hold)), ...left.slice(-RECENT)];
};

/**
 * Without what a later one has replaced for good: a few words a body, however many were said. What a state of the
 * evening says comes off again, so what was before it stays.
 */
export const kept = (holds: readonly CueHold[], realMs: number): readonly CueHold[] => {
  const seen = new Set<CueHold>();
  // Undefined: any body that is not named.
  for (const body of new Set([undefined, ...holds.map(({ affect }) => affect.body)])) {
    const said = holds.filter((hold) => covers(hold, body));
    for (const hold of seenOf(said, realMs)) seen.add(hold);
    if (said.every(({ of }) => of !== 'standing')) continue;
    const own = said.filter(({ of }) => of !== 'standing');
    for (const hold of seenOf(own, realMs)) seen.add(hold);
  }
  return holds.filter((hold) => seen.has(hold));
};

type Values = Record<(typeof DIMENSIONS)[number], number>;

/** What is felt in a body. */
export type Felt = (body: string) => Values;

/** As it may be kept; null where it is no feeling. */
const valuesIn = (felt: Felt, body: string): Values | null => {
  const { positive, negative, arousal } = felt(body);
  if (![positive, negative, arousal].every(Number.isFinite)) return null;
  const unit = (x: number): number => Math.min(1, Math.max(0, x));
  return { positive: unit(positive), negative: unit(negative), arousal: unit(arousal) };
};

const isLed = ({ mode }: CueAffect): boolean => mode === 'hold' || mode === 'manual';

/** What it leaves open is as it was felt. */
const completed = (hold: CueHold, was: Values | null): CueHold =>
  was && isLed(hold.affect) ? { ...hold, affect: { ...was, ...hold.affect } } : hold;

/** What is felt the moment it was said, where `was` was felt before; null: nobody knows. */
const feltAfter = ({ affect }: CueHold, was: Values): Values | null => {
  if (affect.seconds > 0) return was;
  const { positive = was.positive, negative = was.negative, arousal = was.arousal } = affect;
  return isLed(affect) ? { positive, negative, arousal } : null;
};

/** A fade comes from what was felt as it began, whatever that was of. */
const fromThere = (hold: CueHold, was: Values): readonly CueHold[] => {
  const { affect, atMs, of } = hold;
  const isStill = isLed(affect) && DIMENSIONS.every((one) => affect[one] === was[one]);
  if (affect.seconds === 0 || isStill) return [hold];
  return [{ affect: { mode: 'hold', body: affect.body, ...was, seconds: 0 }, atMs, of }, hold];
};

/** New words of one body: the first comes from what is felt, each further one from what that made of it. */
const grounded = (said: readonly CueHold[], felt: Values | null): readonly CueHold[] => {
  let was = felt;
  let isFirst = true;
  return said.flatMap((one): readonly CueHold[] => {
    if (!one.isNew) return [one];
    const { isNew: _, ...hold } = completed(one, was);
    const rows = was && isFirst ? fromThere(hold, was) : [hold];
    was = was && feltAfter(hold, was);
    isFirst = false;
    return rows;
  });
};

/** Held as it was felt, and nobody has written down how that was. */
const isOpen = (hold: CueHold, realMs: number): boolean => {
  const { mode, backS } = hold.affect;
  const isBack = backS !== undefined && hold.atMs + backS * 1000 <= realMs;
  return mode === 'hold' && !isWhole(hold) && !isBack;
};

export interface Reading {
  readonly felt: Felt;
  readonly atMs: number;
  /** Who reads the feeling knows all that was said, but for what is new. */
  readonly goesOn: boolean;
  /** They know that, too. */
  readonly isTold: boolean;
}

/**
 * What was said keeps from then on what nobody else remembers after a restart: the feeling that a fade came from, and
 * what was held, or left open, as it was felt.
 */
export const withFelt = (
  show: Show,
  holds: readonly CueHold[],
  { felt, atMs, goesOn, isTold }: Reading,
): readonly CueHold[] => {
  const isOpenIn = (hold: CueHold, body: string): boolean =>
    isTold && isOpen(hold, atMs) && lastOf(holds, body) === hold;
  const isDue = (hold: CueHold): boolean =>
    hold.isNew === true || show.bodies.some((body) => covers(hold, body) && isOpenIn(hold, body));
  if (!holds.some(isDue)) return holds;
  const rows = show.bodies.flatMap((body) => {
    const said = holds.filter((hold) => covers(hold, body));
    const was = said.some(isDue) ? valuesIn(felt, body) : null;
    const own = said.map((hold): CueHold => {
      const row = { ...hold, affect: { ...hold.affect, body } };
      return !hold.isNew && isOpenIn(hold, body) ? completed(row, was) : row;
    });
    return grounded(own, goesOn ? was : null);
  });
  return kept(rows, atMs);
};
