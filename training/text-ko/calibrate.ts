import { fitLogistic } from '../../conductor/affect/learning/logistic.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';

/** A score becomes a log-odds: a * score + b. */
export interface Platt {
  readonly a: number;
  readonly b: number;
}

/**
 * Platt scaling (Platt 1999) of scores that were held out.
 * @param even true: as if both answers were equally frequent (each class weighs half), so that 0 is the
 * fairest threshold; false: at the data's own frequencies
 */
export const platt = (
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
  even: boolean,
): Platt => {
  let share = 0;
  for (let i = 0; i < truth.length; i++) share += (truth[i] ?? 0) / truth.length;
  const weights = Array.from(truth, (t) => (even ? 0.5 / (t > 0.5 ? share : 1 - share) : 1));
  const { weights: slope, bias } = fitLogistic(tableOf(Array.from(scores, (s) => [s])), truth, {
    l2: 1e-6,
    weights,
  });
  return { a: slope[0] ?? 1, b: bias };
};

export const logOdds = ({ a, b }: Platt, score: number): number => a * score + b;
