/** The small copy the gate judges a picture by: means over a grid of cells that lie over the whole stage. */
export const CELLS = { width: 64, height: 36 } as const;
export const CELL_COUNT = CELLS.width * CELLS.height;

/**
 * Four numbers a cell, rows from the bottom: the means of red, green and blue as the screen codes them
 * (sRGB, 0..1, before master and dither), and the share of its pixels that are lit.
 */
export type Cells = Float32Array;

export const emptyCells = (): Cells => new Float32Array(CELL_COUNT * 4);

/**
 * The metric of continuity, 0..1: root of the mean squared difference of all cells and channels. A quarter
 * of the stage that jumps counts half as much as the whole of it. It is a norm: half the way is half as far.
 * NaN where a cell is not a number.
 */
export const distance = (a: Cells, b: Cells): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 4) {
    const r = (a[i] ?? 0) - (b[i] ?? 0);
    const g = (a[i + 1] ?? 0) - (b[i + 1] ?? 0);
    const v = (a[i + 2] ?? 0) - (b[i + 2] ?? 0);
    sum += r * r + g * g + v * v;
  }
  return Math.sqrt(sum / (3 * CELL_COUNT));
};

/** Takes `shown` the share `k` of the way to `candidate`, in place. */
export const approach = (shown: Cells, candidate: Cells, k: number): void => {
  for (let i = 0; i < shown.length; i++) {
    const from = shown[i] ?? 0;
    shown[i] = from + ((candidate[i] ?? 0) - from) * k;
  }
};

/** Share of the picture's pixels that are lit. */
export const litShare = (cells: Cells): number => {
  let sum = 0;
  for (let i = 3; i < cells.length; i += 4) sum += cells[i] ?? 0;
  return sum / CELL_COUNT;
};

const STEPS = 2048;
const TABLE = Float32Array.from({ length: STEPS + 2 }, (_, i) => {
  const v = i / STEPS;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

/** Linear light of a coded value, both 0..1 (IEC 61966-2-1), from a table. */
export const decoded = (coded: number): number => {
  const at = (coded > 0 ? Math.min(1, coded) : 0) * STEPS;
  const low = Math.floor(at);
  const from = TABLE[low] ?? 0;
  return from + ((TABLE[low + 1] ?? from) - from) * (at - low);
};
