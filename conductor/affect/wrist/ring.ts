import type { SampleBlock } from '#contracts/sensor';
import { type Feed, uniform } from '../../../sensors/features/uniform.ts';

/** The newest samples of one stream on a steady grid; what was not heard is NaN. */
export interface SignalRing {
  readonly feed: Feed;
  /** Time of the newest sample, NaN before the first. */
  readonly lastMs: number;
  /**
   * Writes channel `channel` as it was at `hz` up to and with `endMs` into `out`, oldest first. A faster
   * stream is averaged over each step, a slower one interpolated; samples outside the ring are NaN.
   */
  window(endMs: number, hz: number, channel: number, out: Float64Array): void;
}

/** A stream within this share of the asked rate is taken sample by sample. */
const SAME_RATE = 0.01;
/** Rounding of times must not decide which of two samples a step takes. */
const EPSILON = 1e-6;

/** Keeps `keepS` seconds of a stream that has (or is put on) a steady rate; nothing is allocated after it was made. */
export const signalRing = (
  rateHz: number,
  gridHz: number,
  channels: number,
  keepS: number,
): SignalRing => {
  let lastMs = Number.NaN;
  const source = uniform(rateHz, gridHz, channels, {
    restart() {},
    frame(frame, atMs) {
      skipTo(atMs);
      head = head + 1 === capacity ? 0 : head + 1;
      values.set(frame, head * channels);
      lastMs = atMs;
    },
  });
  const hz = source.rateHz;
  const capacity = Math.ceil(keepS * hz) + 2;
  const values = new Float64Array(capacity * channels).fill(Number.NaN);
  let head = capacity - 1;

  /** A gap stays as long as it was; a step back in time starts anew. */
  const skipTo = (atMs: number): void => {
    const steps = Math.round(((atMs - lastMs) * hz) / 1000) - 1;
    if (!(Math.abs(steps) <= capacity) || steps < -1) {
      if (!Number.isNaN(lastMs)) values.fill(Number.NaN);
      return;
    }
    for (let i = 0; i < steps; i++) {
      head = head + 1 === capacity ? 0 : head + 1;
      values.fill(Number.NaN, head * channels, (head + 1) * channels);
    }
  };
  const ago = (age: number, channel: number): number => {
    if (age < 0 || age >= capacity) return Number.NaN;
    const i = head - age;
    return values[(i < 0 ? i + capacity : i) * channels + channel] as number;
  };
  const between = (age: number, channel: number): number => {
    const low = Math.floor(age);
    const part = age - low;
    return ago(low, channel) * (1 - part) + ago(low + 1, channel) * part;
  };
  const mean = (age: number, span: number, channel: number): number => {
    let sum = 0;
    let count = 0;
    for (let k = Math.ceil(age - EPSILON); k < age + span - EPSILON; k++) {
      const x = ago(k, channel);
      if (!Number.isFinite(x)) continue;
      sum += x;
      count++;
    }
    return count > 0 ? sum / count : Number.NaN;
  };

  return {
    feed: (block: SampleBlock) => source.feed(block),
    get lastMs() {
      return lastMs;
    },
    window(endMs, wantedHz, channel, out) {
      const ratio = hz / wantedHz;
      const newest = ((lastMs - endMs) * hz) / 1000;
      for (let i = 0; i < out.length; i++) {
        const age = newest + (out.length - 1 - i) * ratio;
        if (Math.abs(ratio - 1) < SAME_RATE) out[i] = ago(Math.round(age + EPSILON), channel);
        else if (ratio > 1) out[i] = mean(age, ratio, channel);
        else out[i] = between(age, channel);
      }
    },
  };
};
