import { type Drawn, SKETCH, type Sketched } from './sketch.ts';

/** Lines and columns of the grid of bending; the same as a sketch's. */
export const BEND = SKETCH;
/** Numbers a cell: where matter is fetched from (2, units), how much higher it stands, light that gathers. */
export const BEND_WIDE = 4;

/** Where she is, how hard she moves; y 0 top. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  readonly energy: number;
}

const RADIUS = 0.12;
const PRESS_S = 0.35;
/** Less than this is nothing: numbers that fade for ever become slow to reckon with. */
const FAINT = 1e-3;
/** Slower than it tore. */
const HEAL_S = 7;

/** Keeps what movement has pressed into the matter. */
export interface Pressed {
  readonly depth: Float32Array;
  press(touch: Touch, dtS: number): void;
}

export const pressed = (): Pressed => {
  const depth = new Float32Array(BEND * BEND);
  return {
    depth,
    press({ x, y, energy }, dtS) {
      const heal = Math.exp(-dtS / HEAL_S);
      const rise = 1 - Math.exp(-dtS / PRESS_S);
      for (let iy = 0, o = 0; iy < BEND; iy += 1)
        for (let ix = 0; ix < BEND; ix += 1, o += 1) {
          const dx = ((ix + 0.5) / BEND - x) / RADIUS;
          const dy = ((iy + 0.5) / BEND - y) / (RADIUS * 1.5);
          const much = energy * Math.exp(-dx * dx - dy * dy);
          const healed = (depth[o] ?? 0) * heal;
          const next = much > healed ? healed + (much - healed) * rise : healed;
          depth[o] = next > FAINT ? next : 0;
        }
    },
  };
};

const SHORE = 0.035;
const FOLD = 0.09;

const bell = (v: number): number => Math.exp(-(v ** 2));

/** What a sketch does to each cell: how much higher matter stands, how near a shore is, light that gathers. */
const addSketch = (
  grid: Float32Array,
  heights: Float32Array,
  { drawn: { distance, filled }, share }: Sketched,
): void => {
  const gather = share * (1 - 0.85 * filled);
  for (let o = 0; o < distance.length; o += 1) {
    const d = distance[o] as number;
    const line = bell(d / SHORE);
    heights[o] = (heights[o] ?? 0) + 0.6 * share * bell(d / FOLD);
    const w = o * BEND_WIDE;
    grid[w + 2] = (grid[w + 2] ?? 0) + share * line * 0.5;
    grid[w + 3] = (grid[w + 3] ?? 0) + gather * (0.75 * line + 0.25 * Math.exp(-d / 0.12));
  }
};

/** Fills the grid from what was pressed and what was drawn: of each sketch as much as is there. */
export const fillBend = (
  grid: Float32Array,
  press: Pick<Pressed, 'depth'>,
  sketches: readonly Sketched[],
): void => {
  const { depth } = press;
  const heights = new Float32Array(BEND * BEND);
  grid.fill(0);
  for (const sketch of sketches) addSketch(grid, heights, sketch);
  for (let o = 0; o < heights.length; o += 1)
    heights[o] = (heights[o] as number) - (depth[o] as number);
  const height = (o: number): number => heights[o] as number;
  for (let iy = 0, o = 0; iy < BEND; iy += 1)
    for (let ix = 0; ix < BEND; ix += 1, o += 1) {
      const left = height(ix > 0 ? o - 1 : o);
      const right = height(ix < BEND - 1 ? o + 1 : o);
      const up = height(iy > 0 ? o - BEND : o);
      const down = height(iy < BEND - 1 ? o + BEND : o);
      const w = o * BEND_WIDE;
      grid[w] = (right - left) * 0.7;
      grid[w + 1] = (down - up) * 0.7;
      grid[w + 2] = (grid[w + 2] as number) - 0.8 * (depth[o] ?? 0);
      grid[w + 3] = (grid[w + 3] as number) - 0.35 * (depth[o] ?? 0);
    }
};

/** How far each column of the horizon is drawn toward the lines that pass near it, pictures, positive down. */
export const horizonBend = (sketch: Drawn, ground: number, columns: number): Float32Array => {
  const out = new Float32Array(columns);
  const row = Math.round(ground * BEND);
  const reach = Math.round(0.2 * BEND);
  for (let i = 0; i < columns; i += 1) {
    const ix = Math.min(BEND - 1, Math.floor((i / columns) * BEND));
    let sum = 0;
    let weight = 0.35;
    for (let iy = Math.max(0, row - reach); iy < Math.min(BEND, row + reach); iy += 1) {
      const near = Math.exp(-(((sketch.distance[iy * BEND + ix] ?? 1) / 0.02) ** 2));
      sum += near * ((iy + 0.5) / BEND - ground);
      weight += near;
    }
    out[i] = 0.9 * (sum / weight) * (1 - 0.9 * sketch.filled);
  }
  return smoothed(out);
};

const smoothed = (row: Float32Array): Float32Array => {
  const span = Math.max(1, Math.round(row.length / 24));
  return row.map((_, i) => {
    let sum = 0;
    for (let k = -span; k <= span; k += 1)
      sum += row[Math.min(row.length - 1, Math.max(0, i + k))] ?? 0;
    return sum / (2 * span + 1);
  });
};
