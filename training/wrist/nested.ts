import type { Linear } from '../../conductor/affect/learning/logistic.ts';
import { auc, balancedAccuracy } from '../../conductor/affect/learning/metrics.ts';
import { groupFolds } from '../../conductor/affect/learning/splits.ts';
import { fitPlatt } from '../../conductor/affect/learning/temperature.ts';
import { everyScore, type Scored } from './easing.ts';
import { afterFirstMinutes } from './first-minutes.ts';
import { fitWrist, type Streams } from './model.ts';
import type { Row } from './rows.ts';

/** What may be chosen, on training people alone. */
const L2 = [0.003, 0.01, 0.03, 0.1] as const;
const EASE_S = [0, 15, 30, 60] as const;
const INNER_FOLDS = 4;
const SEED = 4;

/** What makes log-odds a probability and an answer. */
export interface Saying {
  /** Slope and constant that make eased log-odds calibrated ones. */
  readonly platt: { readonly a: number; readonly b: number };
  /** Log-odds, uncalibrated, from which on stress is said. */
  readonly threshold: number;
}

/** A model with everything that was settled on its training people. */
export interface Settled extends Saying {
  readonly linear: Linear;
  readonly l2: number;
  readonly easeS: number;
  /** The same for log-odds against a person's own first minutes, from training people treated so. */
  readonly afterMinutes: Saying;
}

/** All rows of some people, one list a person, in order of time. */
export type People = readonly (readonly Row[])[];

/** Training rows: overlapping windows, each sample in two. */
const TRAIN_STEP_S = 15;
const trains = (row: Row): boolean => row.label !== null && (row.atMs / 1000) % TRAIN_STEP_S === 0;

export const trainingRows = (people: People): Row[] =>
  people.flatMap((rows) => rows.filter(trains));

/** Eased log-odds of one person's scored windows. */
export const scoresOf = (model: Linear, rows: readonly Row[], easeS: number): Scored[] =>
  everyScore(model, rows, easeS, ({ scored }) => scored);

const truthOf = (scored: readonly Scored[]): number[] =>
  scored.map(({ row }) => row.label?.stress ?? 0);
const logitsOf = (scored: readonly Scored[]): number[] => scored.map(({ logit }) => logit);

/** The threshold of most balanced accuracy among the scores. */
export const bestThreshold = (logits: readonly number[], truth: readonly number[]): number => {
  const sorted = [...logits].sort((a, b) => a - b);
  let best = { threshold: 0, value: -1 };
  for (let k = 1; k < 100; k++) {
    const threshold = sorted[Math.floor((k * sorted.length) / 100)] ?? 0;
    const said = logits.map((l) => (l >= threshold ? 1 : 0));
    const value = balancedAccuracy(said, truth, 2);
    if (value > best.value) best = { threshold, value };
  }
  return best.threshold;
};

const saying = (scored: readonly Scored[]): Saying => {
  const [logits, truth] = [logitsOf(scored), truthOf(scored)];
  return { platt: fitPlatt(logits, truth), threshold: bestThreshold(logits, truth) };
};

/** Fits on people and settles strength, easing, calibration and threshold by leaving folds of them out. */
export const settle = (people: People, streams: Streams): Settled => {
  const folds = groupFolds(
    people.map((rows) => rows[0]?.person ?? ''),
    INNER_FOLDS,
    SEED,
  );
  const at = (places: readonly number[]): People => places.map((i) => people[i] ?? []);
  const tried = L2.flatMap((l2) => {
    const models = folds.map(({ train }) => fitWrist(trainingRows(at(train)), l2, streams));
    return EASE_S.map((easeS) => {
      const scored = folds.flatMap(({ test }, f) =>
        at(test).flatMap((rows) => scoresOf(models[f] as Linear, rows, easeS)),
      );
      return { l2, easeS, models, scored, value: auc(logitsOf(scored), truthOf(scored)) };
    });
  });
  const best = tried.reduce((a, b) => (b.value > a.value ? b : a));
  const later = folds.flatMap(({ test }, f) =>
    at(test).flatMap((rows) => afterFirstMinutes(best.models[f] as Linear, rows, best.easeS)),
  );
  return {
    linear: fitWrist(trainingRows(people), best.l2, streams),
    l2: best.l2,
    easeS: best.easeS,
    ...saying(best.scored),
    afterMinutes: saying(later),
  };
};
