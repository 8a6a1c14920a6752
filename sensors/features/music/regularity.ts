import { medianOf, unit } from '../dsp/running.ts';

/** Intervals without which nothing is said: five onsets. */
export const LEAST_INTERVALS = 4;
/** The pulse is looked for near the median interval divided by these; a finer one must explain more. */
const PARTS: readonly (readonly [part: number, worth: number])[] = [
  [1, 1],
  [2, 0.97],
  [3, 0.93],
  [4, 0.9],
];
/** Around each of them this far, as a share, in steps. */
const AROUND = 0.12;
const STEPS = 13;
/** What the best of so many pulses reaches by chance, in standard errors of one. */
const CHANCE = 1.8;
/** Standard deviation of the cosine of a random angle. */
const SPREAD = Math.SQRT1_2;

/**
 * How evenly onsets come, 0 free .. 1 a clock, from the intervals between them in seconds; 0 under four of
 * them. Intervals that are whole multiples of one pulse count as even (a melody of quarters and halves): the
 * mean cosine of their phase (Rayleigh's statistic with known direction; Batschelet, Circular Statistics in
 * Biology, 1981) at the best pulse, above what the best pulse would reach in chance intervals.
 */
export const regularityOf = (intervals: readonly number[]): number => {
  const n = intervals.length;
  if (n < LEAST_INTERVALS) return 0;
  const median = medianOf(intervals);
  if (!(median > 0)) return 0;
  let best = 0;
  for (const [part, worth] of PARTS) {
    for (let step = 0; step < STEPS; step++) {
      const off = AROUND * ((2 * step) / (STEPS - 1) - 1);
      const pulse = (median / part) * (1 + off);
      best = Math.max(best, worth * alignment(intervals, pulse));
    }
  }
  const chance = Math.min(0.9, (CHANCE * SPREAD) / Math.sqrt(n));
  return unit((best - chance) / (1 - chance));
};

const alignment = (intervals: readonly number[], pulse: number): number =>
  intervals.reduce((sum, x) => sum + Math.cos((2 * Math.PI * x) / pulse), 0) / intervals.length;
