/** One signal of one body at a steady rate, in step with everybody else's: sample `k` lies at k x step. */
export interface Lane {
  /** Takes a value as it came; what does not come after the one before is left out. */
  push(value: number, confidence: number, atMs: number, recorded: boolean): void;
  /** Number of the newest sample; -1 before the first. */
  readonly newest: number;
  /** Samples without a gap up to the newest, at most the capacity. */
  readonly length: number;
  /** Copies samples `end - out.length + 1` .. `end` into `out`. False where not all of them are there. */
  copy(out: Float64Array, end: number): boolean;
  /** Mean confidence of late, 0..1. */
  readonly sure: number;
  readonly recorded: boolean;
}

export interface LaneShape {
  readonly stepMs: number;
  /** Samples kept. */
  readonly capacity: number;
  /** Values further apart than this are not joined: the lane begins anew. */
  readonly gapMs: number;
}

/** Values this unsure say nothing of a body. */
const LEAST = 0.05;
/** Share of a new value in the mean confidence. */
const EASE = 0.05;

/** A lane that joins values by straight lines. */
export const lane = ({ stepMs, capacity, gapMs }: LaneShape): Lane => {
  const ring = new Float64Array(capacity);
  let [newest, length, sure] = [-1, 0, 0];
  let [lastMs, lastValue] = [Number.NaN, Number.NaN];
  let recorded = false;

  const put = (k: number, value: number): void => {
    ring[k % capacity] = value;
    newest = k;
    if (length < capacity) length++;
  };
  const begin = (value: number, confidence: number, atMs: number): void => {
    length = 0;
    sure = confidence;
    put(Math.floor(atMs / stepMs), value);
  };
  const join = (value: number, atMs: number): void => {
    const until = Math.floor(atMs / stepMs);
    for (let k = newest + 1; k <= until; k++) {
      const part = (k * stepMs - lastMs) / (atMs - lastMs);
      put(k, lastValue + (value - lastValue) * Math.min(1, Math.max(0, part)));
    }
  };
  return {
    push(value, confidence, atMs, isRecorded) {
      if (!Number.isFinite(value) || !(confidence >= LEAST) || !(atMs >= 0)) return;
      if (atMs <= lastMs && lastMs - atMs < gapMs) return;
      const sinceMs = atMs - lastMs;
      if (sinceMs > 0 && sinceMs <= gapMs) join(value, atMs);
      else begin(value, confidence, atMs);
      sure += EASE * (Math.min(1, confidence) - sure);
      recorded = isRecorded;
      lastMs = atMs;
      lastValue = value;
    },
    get newest() {
      return newest;
    },
    get length() {
      return length;
    },
    copy(out, end) {
      const start = end - out.length + 1;
      if (end > newest || start <= newest - length) return false;
      for (let i = 0; i < out.length; i++) out[i] = ring[(start + i) % capacity] ?? Number.NaN;
      return true;
    },
    get sure() {
      return sure;
    },
    get recorded() {
      return recorded;
    },
  };
};
