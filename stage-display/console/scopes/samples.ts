import type { ScopeFrame } from '#contracts/wire';

/** The newest frames of one stream with their times, oldest first; a fixed amount of memory. */
export interface Samples {
  readonly channels: number;
  readonly count: number;
  /** Show time of frame `i`, 0 the oldest. */
  timeAt(i: number): number;
  valueAt(i: number, channel: number): number;
  push(atMs: number, values: ArrayLike<number>, from: number): void;
  clear(): void;
}

/** A time that steps back further than this is a new beginning, not jitter. */
const RESTART_MS = 1_000;

export const samples = (channels: number, capacity: number): Samples => {
  const times = new Float64Array(capacity);
  const data = new Float32Array(capacity * channels);
  let head = 0;
  let count = 0;
  const slot = (i: number): number => (head + i) % capacity;
  const clear = (): void => {
    head = 0;
    count = 0;
  };
  return {
    channels,
    get count() {
      return count;
    },
    timeAt: (i) => times[slot(i)] ?? Number.NaN,
    valueAt: (i, channel) => data[slot(i) * channels + channel] ?? Number.NaN,
    push(atMs, values, from) {
      const newest = count > 0 ? (times[slot(count - 1)] ?? atMs) : Number.NEGATIVE_INFINITY;
      if (atMs < newest - RESTART_MS) clear();
      else if (atMs <= newest) return;
      if (count === capacity) head = slot(1);
      else count++;
      const at = slot(count - 1);
      times[at] = atMs;
      for (let c = 0; c < channels; c++) data[at * channels + c] = values[from + c] ?? Number.NaN;
    },
    clear,
  };
};

/** Seconds of a stream that are kept: the window and a little before it. */
const KEPT_S = 8;
const IRREGULAR_FRAMES = 512;
const MAX_FRAMES = 16_384;

/** Frames to keep for a stream of this rate. */
export const capacityFor = (rateHz: number): number =>
  rateHz > 0 ? Math.min(MAX_FRAMES, Math.max(64, Math.ceil(KEPT_S * rateHz))) : IRREGULAR_FRAMES;

/** Puts a scope frame's samples in place; its `atMs` is the time of its last one. */
export const pushScope = (into: Samples, frame: ScopeFrame): void => {
  const frames = Math.floor(frame.data.length / frame.channels);
  const stepMs = frame.rateHz > 0 ? 1000 / frame.rateHz : 0;
  for (let i = 0; i < frames; i++) {
    into.push(frame.atMs - (frames - 1 - i) * stepMs, frame.data, i * frame.channels);
  }
};

/** Two frames further apart than this have a gap between them. Irregular streams are given seconds. */
export const gapMsFor = (rateHz: number): number =>
  rateHz > 0 ? Math.max(120, 2_500 / rateHz) : 2_500;
