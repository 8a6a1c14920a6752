import type { SampleBlock, StreamInfo } from '#contracts/sensor';

/** One channel over a quarter of a second. The object is reused. */
export interface Quarter {
  /** Samples, after thinning. */
  count: number;
  mean: number;
  low: number;
  high: number;
  /** Root mean square of the change from sample to sample: hum and hiss, not blinks and drift. */
  rough: number;
  /** Samples that lie exactly on the quarter's lowest and highest value. */
  atLow: number;
  atHigh: number;
  /** True where every sample is a whole number. */
  whole: boolean;
}

export const QUARTER_S = 0.25;
/** Faster streams are averaged down to about this, Hz, so that roughness means the same at every rate. */
const THIN_HZ = 200;

/**
 * Sums up each channel of a stream by quarter seconds and calls `each` once a quarter. A stream
 * without a rate is cut by its stamps.
 */
export const quarters = (
  { rateHz, channels }: StreamInfo,
  each: (all: readonly Quarter[]) => void,
): ((block: SampleBlock, frames: number) => void) => {
  const every = rateHz > 0 ? Math.max(1, Math.floor(rateHz / THIN_HZ)) : 1;
  const length = Math.max(1, Math.round(rateHz * QUARTER_S));
  const tallies = channels.map(() => tally(every));
  const all = tallies.map((t) => t.quarter);
  let inQuarter = 0;
  let begunMs = Number.NaN;
  const close = (): void => {
    for (const t of tallies) t.close();
    each(all);
    inQuarter = 0;
  };
  return (block, frames) => {
    if (rateHz === 0) {
      const sinceMs = block.atMs - begunMs;
      if (!(sinceMs >= 0 && sinceMs < 1000 * QUARTER_S)) {
        if (inQuarter > 0) close();
        begunMs = block.atMs;
      }
    }
    for (let i = 0; i < frames; i++) {
      for (let c = 0; c < tallies.length; c++)
        tallies[c]?.push(block.data[i * block.channels + c] ?? Number.NaN);
      inQuarter++;
      if (rateHz > 0 && inQuarter >= length) close();
    }
  };
};

const tally = (every: number) => {
  const quarter: Quarter = {
    ...{ count: 0, mean: 0, low: 0, high: 0, rough: 0, atLow: 0, atHigh: 0, whole: true },
  };
  let [sum, squares, count, low, high, atLow, atHigh] = [0, 0, 0, 0, 0, 0, 0];
  let whole = true;
  let part = 0;
  let parts = 0;
  let last = Number.NaN;
  const clear = (): void => {
    sum = squares = count = atLow = atHigh = 0;
    low = Number.POSITIVE_INFINITY;
    high = Number.NEGATIVE_INFINITY;
    whole = true;
  };
  const take = (x: number): void => {
    count++;
    sum += x;
    if (x < low) atLow = 0;
    if (x > high) atHigh = 0;
    low = Math.min(low, x);
    high = Math.max(high, x);
    if (x === low) atLow++;
    if (x === high) atHigh++;
    if (!Number.isNaN(last)) squares += (x - last) ** 2;
    last = x;
  };
  clear();
  return {
    quarter,
    push(x: number): void {
      if (!Number.isFinite(x)) return;
      if (!Number.isInteger(x)) whole = false;
      part += x;
      if (++parts < every) return;
      take(part / parts);
      part = parts = 0;
    },
    close(): void {
      quarter.count = count;
      quarter.whole = whole;
      if (count > 0) {
        quarter.mean = sum / count;
        quarter.low = low;
        quarter.high = high;
        quarter.rough = Math.sqrt(squares / count);
        quarter.atLow = atLow;
        quarter.atHigh = atHigh;
      }
      clear();
    },
  };
};

/** Over some quarters: lowest and highest value, and the shares of samples that lie exactly on them. */
export const extremes = (quarters: readonly Quarter[]) => {
  let [low, high, count, atLow, atHigh] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0,
    0,
    0,
  ];
  for (const q of quarters) {
    low = Math.min(low, q.low);
    high = Math.max(high, q.high);
    count += q.count;
  }
  for (const q of quarters) {
    if (q.low === low) atLow += q.atLow;
    if (q.high === high) atHigh += q.atHigh;
  }
  return { low, high, atLow: atLow / count, atHigh: atHigh / count };
};
