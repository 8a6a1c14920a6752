import type { Reading } from './strands.ts';

/** A number must be believed this much on average within a window to count there. */
const LEAST_WEIGHT = 0.3;
/** Slopes and spreads of fewer values are noise. */
const LEAST_VALUES = 3;

/** What a window says of one thing; NaN where it cannot tell. */
export interface TrackReading {
  readonly value: number;
  /** Mean weight of the values behind it, 0..1. */
  readonly weight: number;
}

/** The newest values of one feature or band, for as long as windows need them. */
export interface Track {
  /** A value taken at `atMs`; a time already heard is passed over. */
  push(value: number, weight: number, atMs: number): void;
  /** Of the values in (fromMs, toMs]; a mean also of the last value before them while it is still true. */
  read(reading: Reading, fromMs: number, toMs: number): TrackReading;
  /** Lets go what is older, but for the newest of it. */
  forget(beforeMs: number): void;
  clear(): void;
}

const NOTHING: TrackReading = { value: Number.NaN, weight: 0 };

interface Sample {
  readonly value: number;
  readonly weight: number;
  readonly atMs: number;
}

/** Moments of a few samples, each by its weight. */
const moments = (samples: readonly Sample[]) => {
  let [total, mean, meanMs] = [0, 0, 0];
  for (const { value, weight, atMs } of samples) {
    total += weight;
    mean += weight * value;
    meanMs += weight * (atMs - (samples[0]?.atMs ?? 0));
  }
  mean /= total;
  meanMs = meanMs / total + (samples[0]?.atMs ?? 0);
  let [spread, spreadMs, shared] = [0, 0, 0];
  for (const { value, weight, atMs } of samples) {
    spread += weight * (value - mean) ** 2;
    spreadMs += weight * (atMs - meanMs) ** 2;
    shared += weight * (value - mean) * (atMs - meanMs);
  }
  return { weight: total / samples.length, total, mean, spread, spreadMs, shared };
};

/** @param holdMs how long a value stays true without a new one */
export const track = (holdMs: number): Track => {
  let samples: Sample[] = [];
  return {
    push(value, weight, atMs) {
      if (!Number.isFinite(value) || !(atMs > (samples.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY)))
        return;
      samples.push({ value, weight, atMs });
    },
    read(reading, fromMs, toMs) {
      const inside = samples.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
      if (inside.length === 0) {
        const last = samples.filter(({ atMs }) => atMs <= toMs).at(-1);
        if (reading !== 'mean' || !last || toMs - last.atMs > holdMs) return NOTHING;
        return last.weight >= LEAST_WEIGHT ? last : NOTHING;
      }
      const found = moments(inside);
      if (!(found.weight >= LEAST_WEIGHT)) return NOTHING;
      if (reading === 'mean') return { value: found.mean, weight: found.weight };
      if (inside.length < LEAST_VALUES) return NOTHING;
      if (reading === 'sd')
        return { value: Math.sqrt(found.spread / found.total), weight: found.weight };
      if (!(found.spreadMs > 0)) return NOTHING;
      return { value: (1000 * found.shared) / found.spreadMs, weight: found.weight };
    },
    forget(beforeMs) {
      const first = samples.findIndex(({ atMs }) => atMs >= beforeMs);
      const keep = first < 0 ? samples.length - 1 : first - 1;
      if (keep > 0) samples = samples.slice(keep);
    },
    clear() {
      samples = [];
    },
  };
};
