import { type Linear, scoreOf, sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { rowOf, type Table } from '../../conductor/affect/learning/table.ts';
import type { Sign } from './signs.ts';

export interface SignedOptions {
  readonly l2: number;
  readonly weights: ArrayLike<number>;
  /** For each column the sign its weight may have. */
  readonly signs: readonly Sign[];
}

const STEPS = 25;
const SWEEPS = 60;
const SETTLED = 1e-6;

/**
 * Logistic regression whose weights keep their signs: Newton steps, each a quadratic problem that is solved by
 * coordinate descent with projection (Friedman, Hastie and Tibshirani 2010). Minimises the weighted mean log loss
 * + l2 / 2 |weights|^2; `x` is standardised.
 */
export const fitSigned = (x: Table, y: ArrayLike<number>, options: SignedOptions): Linear => {
  const n = x.cols + 1;
  const beta = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < x.rows; i++) total += options.weights[i] ?? 0;
  for (let step = 0; step < STEPS; step++) {
    const { gram, right } = quadratic(x, y, options.weights, beta, total);
    const before = beta.slice();
    for (let sweep = 0; sweep < SWEEPS; sweep++)
      if (descend(beta, gram, right, options) < SETTLED) break;
    if (beta.every((b, j) => Math.abs(b - (before[j] ?? 0)) < 10 * SETTLED)) break;
  }
  return { weights: beta.slice(0, x.cols), bias: beta[x.cols] ?? 0 };
};

/** Curvature and right-hand side of the loss about `beta`; the constant is the last column. */
const quadratic = (
  x: Table,
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  beta: Float64Array,
  total: number,
) => {
  const n = x.cols + 1;
  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  const one = new Float64Array(n).fill(1);
  const model = { weights: beta.subarray(0, x.cols), bias: beta[x.cols] ?? 0 };
  for (let i = 0; i < x.rows; i++) {
    one.set(rowOf(x, i));
    const z = scoreOf(model, rowOf(x, i));
    const p = sigmoid(z);
    const share = (weights[i] ?? 0) / total;
    const v = share * Math.max(1e-6, p * (1 - p));
    const target = v * z + share * ((y[i] ?? 0) - p);
    for (let j = 0; j < n; j++) {
      const a = one[j] as number;
      right[j] = (right[j] as number) + a * target;
      for (let k = 0; k <= j; k++)
        gram[j * n + k] = (gram[j * n + k] as number) + v * a * (one[k] as number);
    }
  }
  for (let j = 0; j < n; j++)
    for (let k = 0; k < j; k++) gram[k * n + j] = gram[j * n + k] as number;
  return { gram, right };
};

/** One sweep over the coordinates; returns the largest step. */
const descend = (
  beta: Float64Array,
  gram: Float64Array,
  right: Float64Array,
  { l2, signs }: SignedOptions,
): number => {
  const n = beta.length;
  let moved = 0;
  for (let j = 0; j < n; j++) {
    const own = gram[j * n + j] as number;
    let sum = right[j] as number;
    for (let k = 0; k < n; k++)
      if (k !== j) sum -= (gram[j * n + k] as number) * (beta[k] as number);
    const pull = j === n - 1 ? 1e-9 : l2;
    const free = own + pull > 0 ? sum / (own + pull) : 0;
    const sign = j === n - 1 ? 0 : (signs[j] ?? 0);
    const next = sign > 0 ? Math.max(0, free) : sign < 0 ? Math.min(0, free) : free;
    moved = Math.max(moved, Math.abs(next - (beta[j] as number)));
    beta[j] = next;
  }
  return moved;
};
