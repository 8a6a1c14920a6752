import type { Samples } from './samples.ts';

/** Lowest and highest value in each pixel column; NaN where there is none. */
export interface Columns {
  readonly low: Float32Array;
  readonly high: Float32Array;
}

export const columns = (n: number): Columns => ({
  low: new Float32Array(n),
  high: new Float32Array(n),
});

/** Time window of a plot, cut into columns on an absolute grid. */
export interface Window {
  /** Show time of the left edge of column 0. */
  readonly fromMs: number;
  readonly columnMs: number;
  /** How far column 0 lies left of the plot's edge, in columns: 0 .. 1. */
  readonly shift: number;
  readonly count: number;
}

/**
 * The window of `spanMs` that ends at `toMs`, as `width` columns and one more. Columns keep their
 * place in time while the window slides, so that peaks do not shimmer.
 */
export const windowAt = (toMs: number, spanMs: number, width: number): Window => {
  const columnMs = spanMs / width;
  const first = (toMs - spanMs) / columnMs;
  const whole = Math.floor(first);
  return { fromMs: whole * columnMs, columnMs, shift: first - whole, count: width + 1 };
};

const widen = (out: Columns, column: number, value: number): void => {
  const low = out.low[column];
  if (low === undefined) return;
  // NaN compares false both ways: an empty column takes the first value.
  if (!(low <= value)) out.low[column] = value;
  if (!((out.high[column] ?? Number.NaN) >= value)) out.high[column] = value;
};

/** Index of the first frame at or after `atMs`. */
const firstFrom = (data: Samples, atMs: number): number => {
  let lo = 0;
  let hi = data.count;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (data.timeAt(mid) < atMs) lo = mid + 1;
    else hi = mid;
  }
  return lo;
};

/**
 * Decimates one channel to the minimum and maximum of each pixel column, the line between two
 * frames included, so that no peak is lost and steep edges stay joined. Frames further apart than
 * `gapMs` are not joined: a gap stays a gap.
 */
export const fillColumns = (
  data: Samples,
  channel: number,
  view: Window,
  gapMs: number,
  out: Columns,
): void => {
  out.low.fill(Number.NaN);
  out.high.fill(Number.NaN);
  const endMs = view.fromMs + view.count * view.columnMs;
  let t0 = Number.NaN;
  let v0 = Number.NaN;
  for (let i = Math.max(0, firstFrom(data, view.fromMs) - 1); i < data.count; i++) {
    const t1 = data.timeAt(i);
    const v1 = data.valueAt(i, channel);
    if (Number.isFinite(v1)) {
      if (Number.isFinite(v0) && t1 - t0 <= gapMs) join(view, t0, v0, t1, v1, out);
      else widen(out, Math.floor((t1 - view.fromMs) / view.columnMs), v1);
    }
    t0 = t1;
    v0 = v1;
    if (t1 > endMs) break;
  }
};

/** Draws the line between two frames into the columns it crosses. */
const join = (view: Window, t0: number, v0: number, t1: number, v1: number, out: Columns): void => {
  const c0 = Math.floor((t0 - view.fromMs) / view.columnMs);
  const c1 = Math.floor((t1 - view.fromMs) / view.columnMs);
  const slope = t1 > t0 ? (v1 - v0) / (t1 - t0) : 0;
  const first = Math.max(0, c0);
  const last = Math.min(view.count - 1, c1);
  for (let c = first; c <= last; c++) {
    const leftMs = view.fromMs + c * view.columnMs;
    widen(out, c, c === c0 ? v0 : v0 + slope * (leftMs - t0));
    widen(out, c, c === c1 ? v1 : v0 + slope * (leftMs + view.columnMs - t0));
  }
};

/** Lowest and highest value of all columns; null where every column is empty. */
export const extent = (of: Columns): readonly [number, number] | null => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < of.low.length; i++) {
    const l = of.low[i] ?? Number.NaN;
    const h = of.high[i] ?? Number.NaN;
    if (l < low) low = l;
    if (h > high) high = h;
  }
  return low <= high ? [low, high] : null;
};
