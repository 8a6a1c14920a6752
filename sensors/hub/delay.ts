import { quantileOf } from '../features/dsp/running.ts';

/** Arrival after the sample was taken, over the newest blocks; bounded. */
export interface Delay {
  heard(atMs: number, arrivedMs: number): void;
  /** Nulls where the stamps are the arrivals themselves, or nothing came yet. */
  of(): { readonly latencyMs: number | null; readonly jitterMs: number | null };
  forget(): void;
}

const BLOCKS = 128;
/** Stamps this near to the arrival, all of them, were given on arrival. */
const SAME_MS = 0.5;

/** Median, and 95th percentile less the median. */
export const delay = (): Delay => {
  const ring = new Float64Array(BLOCKS);
  let count = 0;
  return {
    heard(atMs, arrivedMs) {
      ring[count % BLOCKS] = arrivedMs - atMs;
      count++;
    },
    of() {
      const sorted = ring.slice(0, Math.min(count, BLOCKS)).sort();
      const ownClock = sorted.some((d) => Math.abs(d) > SAME_MS);
      if (!ownClock) return { latencyMs: null, jitterMs: null };
      const latencyMs = quantileOf(sorted, 0.5);
      return { latencyMs, jitterMs: quantileOf(sorted, 0.95) - latencyMs };
    },
    forget() {
      count = 0;
    },
  };
};
