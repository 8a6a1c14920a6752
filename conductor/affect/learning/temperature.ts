import { fitLogistic, softmaxInPlace } from './logistic.ts';
import { tableOf } from './table.ts';

const lossAt = (
  logits: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  temperature: number,
): number => {
  let loss = 0;
  logits.forEach((row, i) => {
    const p = softmaxInPlace(Float64Array.from(row, (v) => v / temperature));
    loss -= Math.log(Math.max(1e-12, p[y[i] ?? 0] ?? 0));
  });
  return loss / Math.max(1, logits.length);
};

/**
 * The number that logits are divided by so that probabilities are as sure as they are right (Guo et al. 2017):
 * golden-section search of the log loss over 0.2 .. 20 on a log scale. Fit it on rows that the model did not
 * see. A single logit a row counts against 0.
 */
export const fitTemperature = (
  logits: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
): number => {
  const rows = logits.map((row) => (row.length === 1 ? [0, row[0] ?? 0] : row));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.2), Math.log(20)];
  for (let i = 0; i < 40; i++) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (lossAt(rows, y, Math.exp(a)) < lossAt(rows, y, Math.exp(b))) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
};

/** Slope and constant that make a score a log-odds (Platt 1999), with his softened targets. */
export const fitPlatt = (
  scores: ArrayLike<number>,
  y: ArrayLike<number>,
): { readonly a: number; readonly b: number } => {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i] ?? 0;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (y.length - positives + 2);
  const soft = Array.from(y, (v) => (v > 0.5 ? high : low));
  const { weights, bias } = fitLogistic(tableOf(Array.from(scores, (s) => [s])), soft, {
    l2: 1e-9,
  });
  return { a: weights[0] ?? 1, b: bias };
};
