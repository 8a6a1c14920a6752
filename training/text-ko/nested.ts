import { sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { logOdds } from './calibrate.ts';
import { foldsWithin, SEED, scored } from './learn.ts';
import { learnKorean, type Side } from './model.ts';
import type { Kote } from './table.ts';

export const FOLDS = 5;

/** What models that did not see a comment say of it; one number a comment. */
export interface HeldOut {
  /** Probabilities at the data's own frequencies. */
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly polarity: Float64Array;
  /** Log-odds of positive against negative as if both were equally frequent: its sign is the answer. */
  readonly lean: Float64Array;
  readonly arousal: Float64Array;
}

const own = ({ own }: Side, scores: Float64Array): Float64Array =>
  scores.map((score) => sigmoid(logOdds(own, score)));

const put = (into: Float64Array, places: readonly number[], values: Float64Array): void => {
  places.forEach((place, i) => {
    into[place] = values[i] ?? Number.NaN;
  });
};

/**
 * Five folds of whole groups of near-identical texts; penalty, calibration, threshold and the worth of
 * columns are found inside each fold's training rows.
 */
export const nested = (kote: Kote, log: (text: string) => void): HeldOut => {
  const blank = (): Float64Array => new Float64Array(kote.rows.length).fill(Number.NaN);
  const out = {
    positive: blank(),
    negative: blank(),
    polarity: blank(),
    lean: blank(),
    arousal: blank(),
  };
  const every = kote.rows.map((_, i) => i);
  for (const { train, test } of foldsWithin(kote, every, FOLDS, SEED)) {
    const model = learnKorean(kote, train);
    log(`fold of ${test.length}: penalty ${model.l2}`);
    const lean = scored(kote, model.polarity.sum, test);
    put(
      out.lean,
      test,
      lean.map((score) => logOdds(model.polarity.even, score)),
    );
    put(out.polarity, test, own(model.polarity, lean));
    put(out.positive, test, own(model.positive, scored(kote, model.positive.sum, test)));
    put(out.negative, test, own(model.negative, scored(kote, model.negative.sum, test)));
    put(out.arousal, test, scored(kote, model.arousal, test));
  }
  return out;
};
