import type { Sketch } from '#contracts/picture';

/** Cells of the field; a drawing lies over 16:9, so they are square. */
export const FAR = { width: 256, height: 144 } as const;
/** Height of the stage: 1. */
const ASPECT = FAR.width / FAR.height;
const NONE = -1;

interface Segments {
  /** ax, ay, bx, by of each, in heights of the drawing. */
  readonly ends: Float64Array;
  /** The segment that goes through a cell; NONE: none does. */
  readonly seeds: Int32Array;
}

const segmentsOf = (lines: Sketch): Segments => {
  const ends: number[] = [];
  for (const line of lines)
    for (let i = 0; i < Math.max(1, line.length - 1); i++) {
      const [a, b] = [line[i], line[i + 1] ?? line[i]];
      if (a && b) ends.push(a[0] * ASPECT, a[1], b[0] * ASPECT, b[1]);
    }
  const seeds = new Int32Array(FAR.width * FAR.height).fill(NONE);
  const cellOf = (v: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(v)));
  for (let n = 0; n < ends.length / 4; n++) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = ends.slice(4 * n, 4 * n + 4);
    const steps = 1 + Math.ceil(1.5 * FAR.height * Math.max(Math.abs(bx - ax), Math.abs(by - ay)));
    for (let s = 0; s <= steps; s++) {
      const x = cellOf((ax + ((bx - ax) * s) / steps) * FAR.height, FAR.width);
      const y = cellOf((ay + ((by - ay) * s) / steps) * FAR.height, FAR.height);
      seeds[y * FAR.width + x] = n;
    }
  }
  return { ends: Float64Array.from(ends), seeds };
};

/** For every cell the nearest seed in its column, as a row; NONE: the column has none. */
const columnsOf = (seeds: Int32Array): Int32Array => {
  const { width, height } = FAR;
  const rows = new Int32Array(width * height);
  for (let x = 0; x < width; x++) {
    let last = NONE;
    for (let y = 0; y < height; y++) {
      if ((seeds[y * width + x] ?? NONE) !== NONE) last = y;
      rows[y * width + x] = last;
    }
    last = NONE;
    for (let y = height - 1; y >= 0; y--) {
      const at = y * width + x;
      if ((seeds[at] ?? NONE) !== NONE) last = y;
      const above = rows[at] ?? NONE;
      if (last !== NONE && (above === NONE || last - y < y - above)) rows[at] = last;
    }
  }
  return rows;
};

const toSegment = (ends: Float64Array, n: number, x: number, y: number): number => {
  const [ax = 0, ay = 0, bx = 0, by = 0] = ends.subarray(4 * n, 4 * n + 4);
  const [wx, wy] = [bx - ax, by - ay];
  const long = wx * wx + wy * wy;
  const k = long > 0 ? Math.min(1, Math.max(0, ((x - ax) * wx + (y - ay) * wy) / long)) : 0;
  return Math.hypot(x - ax - k * wx, y - ay - k * wy);
};

/**
 * How far every cell lies from the nearest line of a drawing, in heights of it, rows from the bottom; null without a
 * line. The nearest cell of a line by two passes (Felzenszwalb and Huttenlocher 2012: lower envelope of parabolas
 * along each row), then exactly, to the segment that goes through that cell.
 */
export const farFrom = (lines: Sketch): Float32Array | null => {
  const { ends, seeds } = segmentsOf(lines);
  if (ends.length === 0) return null;
  const { width, height } = FAR;
  const rows = columnsOf(seeds);
  const out = new Float32Array(width * height);
  const hull = new Int32Array(width);
  const from = new Float64Array(width + 1);
  for (let y = 0; y < height; y++) {
    const cost = (x: number) => ((rows[y * width + x] ?? NONE) - y) ** 2 + x * x;
    let k = -1;
    for (let x = 0; x < width; x++) {
      if ((rows[y * width + x] ?? NONE) === NONE) continue;
      let meets = Number.NEGATIVE_INFINITY;
      while (k >= 0) {
        const v = hull[k] ?? 0;
        meets = (cost(x) - cost(v)) / (2 * (x - v));
        if (meets > (from[k] ?? 0)) break;
        k--;
        meets = Number.NEGATIVE_INFINITY;
      }
      k++;
      hull[k] = x;
      from[k] = meets;
    }
    let at = 0;
    for (let x = 0; x < width; x++) {
      while (at < k && (from[at + 1] ?? 0) < x) at++;
      const column = hull[at] ?? 0;
      const seed = seeds[(rows[y * width + column] ?? 0) * width + column] ?? NONE;
      out[y * width + x] = toSegment(ends, seed, (x + 0.5) / height, (y + 0.5) / height);
    }
  }
  return out;
};
