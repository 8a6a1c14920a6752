import { at } from './biquad.ts';
import { history } from './history.ts';

/** A running statistic of one channel. Samples that are not finite are passed over. */
export interface Running {
  push(x: number): number;
  reset(): void;
  readonly value: number;
}

/** Share of the way to a new value after `dtS` at a time constant of `tauS` (one-pole smoother). */
export const easing = (dtS: number, tauS: number): number => 1 - Math.exp(-dtS / tauS);

/** Mean of the last `length` samples; the sum is rebuilt once a turn, so that rounding cannot grow. */
export const movingMean = (length: number): Running => {
  const n = Math.max(1, Math.round(length));
  const values = new Float64Array(n);
  let i = 0;
  let count = 0;
  let sum = 0;
  return {
    push(x) {
      if (!Number.isFinite(x)) return count ? sum / count : 0;
      sum += x - at(values, i);
      values[i] = x;
      i = i + 1 === n ? 0 : i + 1;
      if (count < n) count++;
      if (i === 0) sum = values.reduce((a, b) => a + b, 0);
      return sum / count;
    },
    reset() {
      values.fill(0);
      i = 0;
      count = 0;
      sum = 0;
    },
    get value() {
      return count ? sum / count : 0;
    },
  };
};

/** A one-pole mean that starts at its first sample. `alpha` is the share of a new sample. */
export const smoother = (alpha: number): Running => {
  let mean = Number.NaN;
  return {
    push(x) {
      if (Number.isFinite(x)) mean = Number.isNaN(mean) ? x : mean + alpha * (x - mean);
      return mean;
    },
    reset() {
      mean = Number.NaN;
    },
    get value() {
      return mean;
    },
  };
};

/** A running quantile of the last `length` samples, exact, for short windows (some tens of values). */
export const runningQuantile = (length: number, p: number): Running => {
  const values = history(length);
  const sorted = new Float64Array(length);
  let value = Number.NaN;
  return {
    push(x) {
      if (!Number.isFinite(x)) return value;
      values.push(x);
      const view = sorted.subarray(0, values.size);
      values.copyTo(view);
      value = quantileOf(view.sort(), p);
      return value;
    },
    reset() {
      values.clear();
      value = Number.NaN;
    },
    get value() {
      return value;
    },
  };
};

/** The median of the last `length` samples. */
export const runningMedian = (length: number): Running => runningQuantile(length, 0.5);

/** Quantile of sorted numbers, linear (Hyndman and Fan 1996, type 7); NaN for none. */
export const quantileOf = (sorted: Float64Array, p: number): number => {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * p;
  const low = at(sorted, Math.floor(place));
  return low + (at(sorted, Math.ceil(place)) - low) * (place - Math.floor(place));
};

/** Median of any few numbers. */
export const medianOf = (values: readonly number[]): number =>
  quantileOf(Float64Array.from(values).sort(), 0.5);

/** Keeps a value in [0, 1]; what is not a number is 0. */
export const unit = (x: number): number => (x > 0 ? Math.min(1, x) : 0);
