import type { Sketch } from '#contracts/picture';

/** Lines and columns of the grid on which a sketch is understood. */
export const SKETCH = 64;
const FAR_AWAY = 1e6;

/** Marks every cell that a line of the sketch passes. y of a sketch counts from below. */
const marked = (sketch: Sketch): Float32Array => {
  const grid = new Float32Array(SKETCH * SKETCH).fill(FAR_AWAY);
  const put = (x: number, y: number): void => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const ix = Math.min(SKETCH - 1, Math.max(0, Math.floor(x * SKETCH)));
    const iy = Math.min(SKETCH - 1, Math.max(0, Math.floor((1 - y) * SKETCH)));
    grid[iy * SKETCH + ix] = 0;
  };
  for (const line of sketch) {
    let before = line[0];
    if (before) put(before[0], before[1]);
    for (const point of line.slice(1)) {
      if (!before) break;
      const [ax, ay] = before;
      const steps = Math.min(
        256,
        Math.ceil(Math.hypot(point[0] - ax, point[1] - ay) * SKETCH * 1.5),
      );
      for (let i = 1; i <= steps; i += 1)
        put(ax + ((point[0] - ax) * i) / steps, ay + ((point[1] - ay) * i) / steps);
      before = point;
    }
  }
  return grid;
};

/** One pass of the exact distance transform along a row (Felzenszwalb and Huttenlocher 2012), squared cells. */
const pass = (f: Float64Array, d: Float64Array, v: Int32Array, z: Float64Array): void => {
  const n = f.length;
  let k = 0;
  v[0] = 0;
  z[0] = -Infinity;
  z[1] = Infinity;
  const meet = (q: number, p: number): number =>
    ((f[q] ?? 0) + q * q - ((f[p] ?? 0) + p * p)) / (2 * q - 2 * p);
  for (let q = 1; q < n; q += 1) {
    let s = meet(q, v[k] ?? 0);
    while (k > 0 && s <= (z[k] ?? 0)) {
      k -= 1;
      s = meet(q, v[k] ?? 0);
    }
    k += 1;
    v[k] = q;
    z[k] = s;
    z[k + 1] = Infinity;
  }
  k = 0;
  for (let q = 0; q < n; q += 1) {
    while ((z[k + 1] ?? Infinity) < q) k += 1;
    const p = v[k] ?? 0;
    d[q] = (q - p) ** 2 + (f[p] ?? 0);
  }
};

/** A sketch as the engine sees it. */
export interface Drawn {
  /** Distance to the nearest line, pictures, from the top. [SKETCH, SKETCH] */
  readonly distance: Float32Array;
  /** How much of the page is drawn on, 0..1: light that gathers at lines is shared among them. */
  readonly filled: number;
}

/** A sketch on its way, and how much of it is there, 0..1. */
export interface Sketched {
  readonly drawn: Drawn;
  readonly share: number;
}

/** The distance field of a sketch; null for an empty one. */
export const drawn = (sketch: Sketch): Drawn | null => {
  const grid = marked(sketch);
  const filled = grid.reduce((n, v) => n + (v === 0 ? 1 : 0), 0) / grid.length;
  if (filled === 0) return null;
  const f = new Float64Array(SKETCH);
  const d = new Float64Array(SKETCH);
  const v = new Int32Array(SKETCH);
  const z = new Float64Array(SKETCH + 1);
  const along = (start: number, step: number): void => {
    for (let i = 0; i < SKETCH; i += 1) f[i] = grid[start + i * step] ?? 0;
    pass(f, d, v, z);
    for (let i = 0; i < SKETCH; i += 1) grid[start + i * step] = d[i] ?? 0;
  };
  for (let x = 0; x < SKETCH; x += 1) along(x, SKETCH);
  for (let y = 0; y < SKETCH; y += 1) along(y * SKETCH, 1);
  return { distance: grid.map((v2) => Math.sqrt(v2) / SKETCH), filled };
};
