import { at } from '../../../../sensors/features/dsp/biquad.ts';
import { inverse } from './inverse.ts';
import { type Problem, problemRow, spans } from './problem.ts';

/** Below this a column does not change but by rounding. */
const LEAST_VARIANCE = 1e-18;

/** Sums over the rows of one recall that know nothing of labels. */
export interface RecallMoments {
  readonly weight: number;
  readonly sum: Float64Array;
  /** Sum of x times x transposed, columns x columns. */
  readonly outer: Float64Array;
}

const momentsOfRows = (problem: Problem, first: number, end: number): RecallMoments => {
  const d = problem.x.cols;
  const sum = new Float64Array(d);
  const outer = new Float64Array(d * d);
  let weight = 0;
  for (let i = first; i < end; i++) {
    const row = problemRow(problem, i);
    const w = problem.weights[i] ?? 0;
    weight += w;
    for (let j = 0; j < d; j++) {
      const v = w * (row[j] ?? 0);
      sum[j] = (sum[j] ?? 0) + v;
      for (let k = 0; k <= j; k++) outer[j * d + k] = (outer[j * d + k] ?? 0) + v * (row[k] ?? 0);
    }
  }
  return { weight, sum, outer };
};

/** Moments of every recall. */
export const recallMoments = (problem: Problem): RecallMoments[] =>
  spans(problem).map(([first, end]) => momentsOfRows(problem, first, end));

/** Covariance (columns x columns) of the recalls that are not left out. */
export const spreadOf = (
  moments: readonly RecallMoments[],
  isOut: (recall: number) => boolean,
): Float64Array => {
  const d = moments[0]?.sum.length ?? 0;
  const mean = new Float64Array(d);
  const covariance = new Float64Array(d * d);
  let weight = 0;
  moments.forEach((m, r) => {
    if (isOut(r)) return;
    weight += m.weight;
    for (let j = 0; j < d; j++) mean[j] = at(mean, j) + at(m.sum, j);
    for (let j = 0; j < covariance.length; j++) covariance[j] = at(covariance, j) + at(m.outer, j);
  });
  for (let j = 0; j < d; j++) mean[j] = at(mean, j) / weight;
  for (let j = 0; j < d; j++)
    for (let k = 0; k <= j; k++) {
      const value = at(covariance, j * d + k) / weight - at(mean, j) * at(mean, k);
      covariance[j * d + k] = value;
      covariance[k * d + j] = value;
    }
  return covariance;
};

/**
 * Inverse of (1 - share) x covariance + share x its diagonal: columns keep their spread, what ties them
 * together is believed less (Friedman 1989). A column that is constant in these rows has no say.
 */
export const shrunk = (covariance: Float64Array, share: number): Float64Array => {
  const d = Math.round(Math.sqrt(covariance.length));
  const sd = Float64Array.from({ length: d }, (_, j) => {
    const variance = at(covariance, j * d + j);
    return variance > LEAST_VARIANCE ? Math.sqrt(variance) : 0;
  });
  const a = new Float64Array(d * d);
  for (let j = 0; j < d; j++)
    for (let k = 0; k < d; k++) {
      const scale = at(sd, j) * at(sd, k);
      const r = scale > 0 ? at(covariance, j * d + k) / scale : 0;
      a[j * d + k] = j === k ? 1 : (1 - share) * r;
    }
  const out = inverse(a, d);
  for (let j = 0; j < d; j++)
    for (let k = 0; k < d; k++) {
      const scale = at(sd, j) * at(sd, k);
      out[j * d + k] = scale > 0 ? at(out, j * d + k) / scale : 0;
    }
  return out;
};
