/** Who takes frames at a steady rate. */
export interface SlotSink {
  /** What came before is over: a gap, or a clock that jumped. */
  restart(): void;
  /** One frame; numbers that are not known are NaN. The array is reused: copy what must last. */
  step(frame: Float64Array): void;
}

/** Lays the samples of one or more streams of one sensor on a common grid of time. */
export interface Slots {
  /** One sample of a part. Time of a part must rise; where it falls, the grid begins anew. */
  push(part: number, values: Float64Array, atMs: number): void;
}

/** Samples further apart than this are not joined by a line. */
const JOIN_MS = 300;
/** Slots that a part may lag behind before the others go on without it. */
const LAG = 8;
/** Slots that may pass at once; a longer gap begins anew. */
const GAP = 10;
const KEPT = 32;
/** A sample so little before its slot is in it, slots: what milliseconds of today round to. */
const EARLY = 1e-3;

interface Part {
  readonly from: number;
  readonly width: number;
  readonly before: Float64Array;
  beforeMs: number;
  /** The newest slot this part has reached. */
  slot: number;
}

/**
 * A grid of `hz` that begins with the first sample; values between samples lie on the line between them.
 * `widths` are the numbers a sample of each part has. At most 10 slots pass in one call.
 */
export const slots = (hz: number, widths: readonly number[], sink: SlotSink): Slots => {
  const periodMs = 1000 / hz;
  const total = widths.reduce((a, b) => a + b, 0);
  const ring = new Float64Array(KEPT * total);
  const tags = new Float64Array(KEPT).fill(-1);
  const frame = new Float64Array(total);
  const parts: Part[] = widths.map((width, i) => ({
    from: widths.slice(0, i).reduce((a, b) => a + b, 0),
    width,
    before: new Float64Array(width),
    beforeMs: Number.NaN,
    slot: -1,
  }));
  let startMs = Number.NaN;
  /** The newest slot that was handed on. */
  let done = -1;

  const begin = (atMs: number): void => {
    startMs = atMs;
    done = -1;
    tags.fill(-1);
    for (const part of parts) {
      part.beforeMs = Number.NaN;
      part.slot = -1;
    }
    sink.restart();
  };

  const lay = (part: Part, slot: number, values: Float64Array, share: number): void => {
    const row = slot % KEPT;
    if (tags[row] !== slot) {
      tags[row] = slot;
      ring.fill(Number.NaN, row * total, (row + 1) * total);
    }
    for (let c = 0; c < part.width; c++) {
      const b = values[c] as number;
      const a = part.before[c] as number;
      ring[row * total + part.from + c] = share >= 1 ? b : a + (b - a) * share;
    }
  };

  /** Hands on every slot that all parts still in step have reached. */
  const flow = (): void => {
    let newest = -1;
    for (const part of parts) newest = Math.max(newest, part.slot);
    let ready = newest;
    for (const part of parts)
      if (part.slot >= 0 && newest - part.slot < LAG) ready = Math.min(ready, part.slot);
    if (ready - done > GAP && done >= 0) {
      sink.restart();
      done = ready - 1;
    }
    for (; done < ready; ) {
      done++;
      const row = done % KEPT;
      if (tags[row] === done) frame.set(ring.subarray(row * total, (row + 1) * total));
      else frame.fill(Number.NaN);
      sink.step(frame);
    }
  };

  return {
    push(index, values, atMs) {
      const part = parts[index];
      if (!part || !Number.isFinite(atMs)) return;
      if (atMs === part.beforeMs) return;
      if (!(atMs >= startMs) || atMs < part.beforeMs) begin(atMs);
      const spanMs = atMs - part.beforeMs;
      const joined = spanMs <= JOIN_MS;
      const last = Math.floor((atMs - startMs) / periodMs + EARLY);
      const first = joined ? part.slot + 1 : last;
      for (let slot = first; slot <= last; slot++) {
        if (slot <= done) continue;
        const share = joined ? 1 - (atMs - startMs - slot * periodMs) / spanMs : 1;
        lay(part, slot, values, share);
      }
      part.slot = last;
      part.before.set(values.subarray(0, part.width));
      part.beforeMs = atMs;
      flow();
    },
  };
};
