import { solveSymmetric } from './solve.ts';
import { rowOf, type Table } from './table.ts';

/** A weighted sum and a constant. */
export interface Linear {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface RidgeOptions {
  /** Strength of the pull to 0, in units of one row's weight times rows: independent of how many there are. */
  readonly l2: number;
  /** Weight of each row; 1 where absent. */
  readonly weights?: ArrayLike<number>;
}

/** The sum for one row. */
export const scoreOf = ({ weights, bias }: Linear, row: ArrayLike<number>): number => {
  let sum = bias;
  for (let j = 0; j < weights.length; j++) sum += (weights[j] ?? 0) * (row[j] ?? 0);
  return sum;
};

/**
 * Minimises sum w (y - f(x))^2 / (2 sum w) + l2 / 2 |weights|^2 exactly (Hoerl and Kennard 1970); the
 * constant is not pulled.
 */
export const fitRidge = (x: Table, y: ArrayLike<number>, options: RidgeOptions): Linear =>
  weightedStep(x, y, options.weights, options.l2);

/** One weighted least-squares problem with a constant in the last place. */
export const weightedStep = (
  x: Table,
  target: ArrayLike<number>,
  rowWeights: ArrayLike<number> | undefined,
  l2: number,
  total = sumOf(rowWeights, x.rows),
): Linear => {
  const n = x.cols + 1;
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  const one = new Float64Array(n);
  one[x.cols] = 1;
  for (let i = 0; i < x.rows; i++) {
    one.set(rowOf(x, i));
    const w = rowWeights ? (rowWeights[i] ?? 0) : 1;
    if (w === 0) continue;
    for (let j = 0; j < n; j++) {
      const v = w * (one[j] ?? 0);
      if (v === 0) continue;
      b[j] = (b[j] ?? 0) + v * (target[i] ?? 0);
      for (let k = 0; k <= j; k++) a[j * n + k] = (a[j * n + k] ?? 0) + v * (one[k] ?? 0);
    }
  }
  for (let j = 0; j < x.cols; j++) a[j * n + j] = (a[j * n + j] ?? 0) + l2 * total;
  a[n * n - 1] = (a[n * n - 1] ?? 0) + 1e-9 * total;
  for (let j = 0; j < n; j++) for (let k = 0; k < j; k++) a[k * n + j] = a[j * n + k] ?? 0;
  const found = solveSymmetric(a, b);
  return { weights: found.slice(0, x.cols), bias: found[x.cols] ?? 0 };
};

/** Sum of the rows' weights. */
export const sumOf = (weights: ArrayLike<number> | undefined, rows: number): number => {
  if (!weights) return rows;
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += weights[i] ?? 0;
  return sum;
};
