import { at } from '../../../../sensors/features/dsp/biquad.ts';
import type { Said } from './labelling.ts';

/** One weighted sum a class, in arrays that are used again for every labelling. */
export interface Sums {
  /** Class means of the recalls but `out` (-1: of all); `said` must not change while it is asked about. */
  learn(said: readonly Said[], out: number): void;
  /**
   * The sums under an inverse covariance: x S^-1 m - m S^-1 m / 2, the linear discriminant with equal
   * priors (Fisher 1936; Friedman 1989): rare feelings weigh as much as frequent ones. A class without
   * rows gets a sum that never wins.
   */
  shape(inverse: Float64Array): void;
  /** Sum of class `k` for a row that begins at `from` of `data`. */
  of(k: number, data: Float64Array, from: number): number;
  /** The class with the greatest sum. */
  best(data: Float64Array, from: number): number;
  /** Classes x columns. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

export const sums = (classes: number, d: number): Sums => {
  const means = new Float64Array(classes * d);
  const rows = new Float64Array(classes);
  const weights = new Float64Array(classes * d);
  const bias = new Float64Array(classes);
  // Of all recalls of the labelling that was asked about last: one left out is taken off, not the others added anew.
  const all = new Float64Array(classes * d);
  const allRows = new Float64Array(classes);
  let summed: readonly Said[] | null = null;
  const total = (said: readonly Said[]): void => {
    summed = said;
    all.fill(0);
    allRows.fill(0);
    for (const one of said) {
      for (let k = 0; k < classes; k++) allRows[k] = at(allRows, k) + at(one.weight, k);
      for (let j = 0; j < all.length; j++) all[j] = at(all, j) + at(one.sum, j);
    }
  };
  const of = (k: number, data: Float64Array, from: number): number => {
    let sum = at(bias, k);
    for (let j = 0; j < d; j++) sum += at(weights, k * d + j) * at(data, from + j);
    return sum;
  };
  return {
    learn(said, out) {
      if (said !== summed) total(said);
      const left = said[out];
      for (let k = 0; k < classes; k++) rows[k] = at(allRows, k) - (left ? at(left.weight, k) : 0);
      for (let k = 0; k < classes; k++) {
        const n = at(rows, k);
        for (let j = k * d; j < (k + 1) * d; j++)
          means[j] = n > 0 ? (at(all, j) - (left ? at(left.sum, j) : 0)) / n : 0;
      }
    },
    shape(inverse) {
      for (let k = 0; k < classes; k++) {
        let half = 0;
        for (let j = 0; j < d; j++) {
          let v = 0;
          for (let i = 0; i < d; i++) v += at(inverse, j * d + i) * at(means, k * d + i);
          weights[k * d + j] = v;
          half += (v * at(means, k * d + j)) / 2;
        }
        bias[k] = at(rows, k) > 0 ? -half : Number.NEGATIVE_INFINITY;
      }
    },
    of,
    best(data, from) {
      let [top, most] = [0, Number.NEGATIVE_INFINITY];
      for (let k = 0; k < classes; k++) {
        const sum = of(k, data, from);
        if (sum > most) {
          most = sum;
          top = k;
        }
      }
      return top;
    },
    weights,
    bias,
  };
};
