import type { PictureNeed } from '../wire/pictures.ts';
import type { Wanted } from './composer.ts';

/** What of pictures is of use to the displays. */
export type PictureWish = PictureNeed;

/** How many lines are painted, and how often. */
export interface Plan {
  readonly lines: number;
  readonly periodMs: number;
  /** Until when no larger size is tried, and how long the next such bar is. */
  readonly barUntilMs: number;
  readonly barMs: number;
}

export interface PlanInputs {
  readonly want: Wanted;
  readonly wish: PictureWish;
  /** Lines the engine paints natively, smallest first. */
  readonly sizes: readonly number[];
  /** How long the last `count` pictures took: their median. */
  readonly medianMs: number;
  readonly count: number;
  /** How long somebody looks at one before it is shown: the next is looked at after it. 0: nobody looks. */
  readonly lookMs: number;
  readonly nowMs: number;
}

export const RATE = { most: 30, least: 8 } as const;
/** Pictures a second while a scene only stands by or nobody looks: enough to be ready. */
const READY_HZ = 4;
/** Of an engine's time, so much is left free. */
const SPARE = 1.15;
/** So many pictures are looked at before the size changes. */
const ENOUGH = 24;
/** A size is tried where its pictures should take less, and left where they take more. */
const TRY_MS = 100;
const LEAVE_MS = 70;
const BAR = { firstMs: 60_000, longestMs: 600_000 } as const;

export const SMALL = 256;

export const firstPlan = (): Plan => ({
  lines: SMALL,
  periodMs: 1000 / RATE.most,
  barUntilMs: Number.NEGATIVE_INFINITY,
  barMs: BAR.firstMs,
});

const largestUpTo = (sizes: readonly number[], lines: number): number =>
  sizes.filter((size) => size <= lines).at(-1) ?? sizes[0] ?? SMALL;

const sized = (plan: Plan, inputs: PlanInputs): Plan => {
  const { sizes, wish, medianMs, count, nowMs } = inputs;
  const most = largestUpTo(sizes, wish.lines);
  const lines = sizes.includes(plan.lines) ? plan.lines : largestUpTo(sizes, SMALL);
  if (lines > most) return { ...plan, lines: most };
  if (count < ENOUGH) return { ...plan, lines };
  const smaller = sizes.filter((size) => size < lines).at(-1);
  if (smaller !== undefined && medianMs > LEAVE_MS) {
    const barMs = Math.min(BAR.longestMs, plan.barMs * 2);
    return { ...plan, lines: smaller, barUntilMs: nowMs + plan.barMs, barMs };
  }
  const larger = sizes.find((size) => size > lines);
  const fits = larger !== undefined && larger <= most && medianMs * (larger / lines) ** 2 <= TRY_MS;
  return { ...plan, lines: fits && nowMs >= plan.barUntilMs ? larger : lines };
};

/** How long a look takes as of late: the mean of about eight. */
export const looksTake = (beforeMs: number, tookMs: number): number =>
  beforeMs + (tookMs - beforeMs) / (beforeMs > 0 ? 8 : 1);

/** Size and rate from now on: what the displays acknowledge, what the engine can, and no more than is wanted. */
export const nextPlan = (before: Plan, inputs: PlanInputs): Plan => {
  const { want, wish, medianMs, count, lookMs } = inputs;
  const plan = sized(before, inputs);
  if (want === 'soon' || wish.watchers === 0) return { ...plan, periodMs: 1000 / READY_HZ };
  const busyMs = Math.max(count >= 8 ? medianMs : 0, lookMs);
  const canHz = busyMs > 0 ? 1000 / (busyMs * SPARE) : RATE.most;
  const rateHz = Math.min(RATE.most, Math.max(RATE.least, Math.min(wish.rateHz, canHz)));
  return { ...plan, periodMs: 1000 / rateHz };
};

/** Sizes at which pictures are written besides the one they are painted at. */
export const sizesBeside = ({ lines }: Plan, { small }: PictureWish): readonly number[] =>
  small && lines > SMALL ? [SMALL] : [];
