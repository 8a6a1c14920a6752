import { type Linear, type RidgeOptions, scoreOf, sumOf, weightedStep } from './ridge.ts';
import { solveSymmetric } from './solve.ts';
import { rowOf, type Table } from './table.ts';

export type { Linear } from './ridge.ts';
export { scoreOf } from './ridge.ts';

/** One weighted sum a class; the largest wins. */
export interface SoftmaxModel {
  readonly weights: readonly Float64Array[];
  readonly bias: Float64Array;
}

const MOST_STEPS = 40;
const SETTLED = 1e-7;

export const sigmoid = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/** Shares that add up to 1, from logits; written over. */
export const softmaxInPlace = (z: Float64Array): Float64Array => {
  let top = Number.NEGATIVE_INFINITY;
  for (const v of z) top = Math.max(top, v);
  let sum = 0;
  for (let k = 0; k < z.length; k++) {
    const e = Math.exp((z[k] ?? 0) - top);
    z[k] = e;
    sum += e;
  }
  for (let k = 0; k < z.length; k++) z[k] = (z[k] ?? 0) / sum;
  return z;
};

/**
 * Minimises the mean log loss + l2 / 2 |weights|^2 by Newton steps (iteratively reweighted least squares;
 * Hastie, Tibshirani and Friedman 2009, 4.4.1). `y` is 0..1: soft labels are allowed.
 */
export const fitLogistic = (x: Table, y: ArrayLike<number>, options: RidgeOptions): Linear => {
  const { l2, weights } = options;
  const total = sumOf(weights, x.rows);
  const w = new Float64Array(x.rows);
  const target = new Float64Array(x.rows);
  let model: Linear = { weights: new Float64Array(x.cols), bias: 0 };
  for (let step = 0; step < MOST_STEPS; step++) {
    for (let i = 0; i < x.rows; i++) {
      const z = scoreOf(model, rowOf(x, i));
      const p = sigmoid(z);
      const v = Math.max(1e-6, p * (1 - p));
      w[i] = v * (weights ? (weights[i] ?? 0) : 1);
      target[i] = z + ((y[i] ?? 0) - p) / v;
    }
    const next = weightedStep(x, target, w, l2, total);
    let moved = Math.abs(next.bias - model.bias);
    for (let j = 0; j < x.cols; j++)
      moved = Math.max(moved, Math.abs((next.weights[j] ?? 0) - (model.weights[j] ?? 0)));
    model = next;
    if (moved < SETTLED) break;
  }
  return model;
};

/** Logits of one row. */
export const logitsOf = ({ weights, bias }: SoftmaxModel, row: ArrayLike<number>): Float64Array =>
  Float64Array.from(weights, (w, k) => scoreOf({ weights: w, bias: bias[k] ?? 0 }, row));

/** Shares of the classes for one row. */
export const softmaxOf = (model: SoftmaxModel, row: ArrayLike<number>): Float64Array =>
  softmaxInPlace(logitsOf(model, row));

/**
 * Multinomial logistic regression: mean log loss + l2 / 2 |weights|^2. Steps with the fixed bound
 * (1 - 1/K)/2 X'X on the Hessian (Boehning 1992), factored once, with Nesterov's momentum restarted where the
 * loss rises: every class moves by one solve a step.
 */
export const fitSoftmax = (
  x: Table,
  y: ArrayLike<number>,
  classes: number,
  { l2, weights }: RidgeOptions,
): SoftmaxModel => {
  const n = x.cols + 1;
  const total = sumOf(weights, x.rows);
  const inverse = inverseBound(x, classes, l2, weights, total);
  let now = new Float64Array(classes * n);
  let ahead = now.slice();
  let momentum = 1;
  let lastLoss = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 400; step++) {
    const { gradient, loss } = softmaxGradient(x, y, classes, l2, weights, total, ahead);
    if (loss > lastLoss) {
      ahead = now.slice();
      momentum = 1;
      lastLoss = Number.POSITIVE_INFINITY;
      continue;
    }
    lastLoss = loss;
    const next = ahead.slice();
    for (let k = 0; k < classes; k++)
      for (let i = 0; i < n; i++) {
        let d = 0;
        for (let j = 0; j < n; j++) d += (inverse[i * n + j] ?? 0) * (gradient[k * n + j] ?? 0);
        next[k * n + i] = (next[k * n + i] ?? 0) - d;
      }
    const grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    let moved = 0;
    for (let i = 0; i < next.length; i++) {
      const d = (next[i] ?? 0) - (now[i] ?? 0);
      moved = Math.max(moved, Math.abs(d));
      ahead[i] = (next[i] ?? 0) + ((momentum - 1) / grown) * d;
    }
    now = next;
    momentum = grown;
    if (moved < 1e-5) break;
  }
  return {
    weights: Array.from({ length: classes }, (_, k) => now.slice(k * n, k * n + x.cols)),
    bias: Float64Array.from({ length: classes }, (_, k) => now[k * n + x.cols] ?? 0),
  };
};

const inverseBound = (
  x: Table,
  classes: number,
  l2: number,
  weights: ArrayLike<number> | undefined,
  total: number,
): Float64Array => {
  const n = x.cols + 1;
  const h = new Float64Array(n * n);
  const one = new Float64Array(n);
  one[x.cols] = 1;
  const bound = (1 - 1 / classes) / 2;
  for (let i = 0; i < x.rows; i++) {
    one.set(rowOf(x, i));
    const w = (bound * (weights ? (weights[i] ?? 0) : 1)) / total;
    for (let j = 0; j < n; j++)
      for (let k = 0; k <= j; k++)
        h[j * n + k] = (h[j * n + k] ?? 0) + w * (one[j] ?? 0) * (one[k] ?? 0);
  }
  for (let j = 0; j < n; j++) {
    h[j * n + j] = (h[j * n + j] ?? 0) + (j < x.cols ? l2 : 0) + 1e-9;
    for (let k = 0; k < j; k++) h[k * n + j] = h[j * n + k] ?? 0;
  }
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    inverse.set(solveSymmetric(h.slice(), unit), j * n);
  }
  return inverse;
};

const softmaxGradient = (
  x: Table,
  y: ArrayLike<number>,
  classes: number,
  l2: number,
  weights: ArrayLike<number> | undefined,
  total: number,
  at: Float64Array,
): { gradient: Float64Array; loss: number } => {
  const n = x.cols + 1;
  const gradient = new Float64Array(classes * n);
  const z = new Float64Array(classes);
  let loss = 0;
  for (let i = 0; i < x.rows; i++) {
    const row = rowOf(x, i);
    const w = (weights ? (weights[i] ?? 0) : 1) / total;
    for (let k = 0; k < classes; k++) {
      let sum = at[k * n + x.cols] ?? 0;
      for (let j = 0; j < x.cols; j++) sum += (at[k * n + j] ?? 0) * (row[j] ?? 0);
      z[k] = sum;
    }
    softmaxInPlace(z);
    const truth = y[i] ?? 0;
    loss -= w * Math.log(Math.max(1e-300, z[truth] ?? 0));
    for (let k = 0; k < classes; k++) {
      const off = w * ((z[k] ?? 0) - (k === truth ? 1 : 0));
      for (let j = 0; j < x.cols; j++)
        gradient[k * n + j] = (gradient[k * n + j] ?? 0) + off * (row[j] ?? 0);
      gradient[k * n + x.cols] = (gradient[k * n + x.cols] ?? 0) + off;
    }
  }
  for (let k = 0; k < classes; k++)
    for (let j = 0; j < x.cols; j++) {
      const v = at[k * n + j] ?? 0;
      gradient[k * n + j] = (gradient[k * n + j] ?? 0) + l2 * v;
      loss += (l2 / 2) * v * v;
    }
  return { gradient, loss };
};
