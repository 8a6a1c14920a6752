import type { Csr } from './csr.ts';

export interface SparseLinear {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** One target for the same rows, and how strongly its weights are held down. */
export interface RidgeProblem {
  /** Null: this row says nothing of it and is taken as the mean of the others. */
  readonly y: readonly (number | null)[];
  readonly l2: number;
}

const MOST_STEPS = 40;
/** Length of what is left, relative to the start: far below what the scores can tell. */
const SETTLED = 5e-3;

const meanOf = (y: readonly (number | null)[]): number => {
  const given = y.filter((v) => v !== null);
  return given.reduce((a, b) => a + b, 0) / Math.max(1, given.length);
};

/** Numbers of many problems beside one another: row i of problem p at i * problems + p. */
const side = (problems: readonly RidgeProblem[], means: readonly number[]): Float64Array => {
  const n = problems[0]?.y.length ?? 0;
  const out = new Float64Array(n * problems.length);
  problems.forEach(({ y }, p) => {
    for (let i = 0; i < n; i++)
      out[i * problems.length + p] = (y[i] ?? means[p] ?? 0) - (means[p] ?? 0);
  });
  return out;
};

/** columns += X' rows, for every problem at once: a column is fetched once for all of them. */
const press = (x: Csr, rows: Float64Array, many: number, columns: Float32Array): void => {
  const { starts, indices, values } = x;
  columns.fill(0);
  for (let i = 0; i < x.rows; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const value = values[k] as number;
      const at = (indices[k] as number) * many;
      for (let p = 0; p < many; p++)
        columns[at + p] = (columns[at + p] as number) + value * (rows[i * many + p] as number);
    }
};

/** rows = X columns, for every problem at once. */
const spreadOut = (x: Csr, columns: Float32Array, many: number, rows: Float64Array): void => {
  const { starts, indices, values } = x;
  rows.fill(0);
  for (let i = 0; i < x.rows; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const value = values[k] as number;
      const at = (indices[k] as number) * many;
      for (let p = 0; p < many; p++)
        rows[i * many + p] = (rows[i * many + p] as number) + value * (columns[at + p] as number);
    }
};

/** One inner product a problem. */
const dots = (a: Float64Array, b: Float64Array, many: number): Float64Array => {
  const sums = new Float64Array(many);
  for (let i = 0; i < a.length; i += many)
    for (let p = 0; p < many; p++)
      sums[p] = (sums[p] as number) + (a[i + p] as number) * (b[i + p] as number);
  return sums;
};

/** a = keep a + by b, each problem with its own numbers. */
const blend = (
  a: Float64Array,
  keep: Float64Array | 1,
  b: Float64Array,
  by: Float64Array | 1,
): void => {
  const many = keep === 1 ? (by === 1 ? 1 : by.length) : keep.length;
  for (let i = 0; i < a.length; i++) {
    const p = i % many;
    a[i] =
      (keep === 1 ? 1 : (keep[p] as number)) * (a[i] as number) +
      (by === 1 ? 1 : (by[p] as number)) * (b[i] as number);
  }
};

const ratio = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((v, p) => ((b[p] as number) > 1e-300 ? v / (b[p] as number) : 0));

/**
 * Ridge regressions on the same sparse rows in their dual, (X X' + l2 I) a = y - mean, by conjugate
 * gradients (Hestenes and Stiefel 1952) side by side: as many unknowns as rows, two passes over the values a
 * step. The weights are X'a, the bias the mean. No chance in it: the same rows give the same weights.
 */
export const fitRidges = (x: Csr, problems: readonly RidgeProblem[]): SparseLinear[] => {
  const many = problems.length;
  const means = problems.map(({ y }) => meanOf(y));
  const l2 = Float64Array.from(problems, (problem) => problem.l2);
  const rest = side(problems, means);
  const dual = new Float64Array(rest.length);
  const way = rest.slice();
  const pressed = new Float64Array(rest.length);
  const columns = new Float32Array(x.columns * many);
  const start = dots(rest, rest, many);
  let size = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (size.every((s, p) => s <= SETTLED ** 2 * (start[p] as number))) break;
    press(x, way, many, columns);
    spreadOut(x, columns, many, pressed);
    blend(pressed, 1, way, l2);
    const length = ratio(size, dots(way, pressed, many));
    blend(dual, 1, way, length);
    blend(
      rest,
      1,
      pressed,
      length.map((v) => -v),
    );
    const next = dots(rest, rest, many);
    blend(way, ratio(next, size), rest, 1);
    size = next;
  }
  press(x, dual, many, columns);
  return problems.map((_, p) => ({
    weights: Float64Array.from({ length: x.columns }, (_v, j) => columns[j * many + p] as number),
    bias: means[p] ?? 0,
  }));
};
