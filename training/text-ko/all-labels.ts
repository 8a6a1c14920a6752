import { binaryF1 } from '../../conductor/affect/learning/metrics.ts';
import type { EvalRow } from '../evaluation.ts';
import { KOTE_LABELS } from './labels.ts';
import { foldsWithin, learn, PENALTY, ready, SEED, scored } from './learn.ts';
import { measured } from './scores.ts';
import type { Kote } from './table.ts';
import { hasLabel } from './targets.ts';

const LESSONS = KOTE_LABELS.map((_, k) => ({ target: hasLabel(k), l2: PENALTY }));

const hasIt = (kote: Kote, places: readonly number[], label: number): number[] =>
  places.map((place) => (kote.rows[place]?.labels.includes(label) ? 1 : 0));

/** The threshold of best F1 among quantiles of held-out scores. */
const bestF1 = (scores: Float64Array, truth: readonly number[]): number => {
  const sorted = [...scores].sort((a, b) => a - b);
  const tries = Array.from(
    { length: 49 },
    (_, q) => sorted[Math.floor(((q + 1) / 50) * sorted.length)] ?? 0,
  );
  const worth = tries.map((t) =>
    binaryF1(
      Array.from(scores, (s) => (s > t ? 1 : 0)),
      truth,
    ),
  );
  return tries[worth.indexOf(Math.max(...worth))] ?? 0;
};

/** Labels learnt side by side: more of them no longer fit a processor's cache. */
const TOGETHER = 8;

/** Scores of some rows by models of other rows, one list a label. */
const scoresOf = (
  kote: Kote,
  train: readonly number[],
  test: readonly number[],
): Float64Array[] => {
  const rows = ready(kote, train);
  const scores: Float64Array[] = [];
  for (let k = 0; k < LESSONS.length; k += TOGETHER)
    for (const model of learn(kote, rows, LESSONS.slice(k, k + TOGETHER)))
      scores.push(scored(kote, model, test));
  return scores;
};

/** The threshold of each label, found on a quarter of these rows by models of the rest. */
const thresholdsWithin = (kote: Kote, places: readonly number[]): number[] => {
  const [inner] = foldsWithin(kote, places, 4, SEED + 1);
  return inner
    ? scoresOf(kote, inner.train, inner.test).map((scores, k) =>
        bestF1(scores, hasIt(kote, inner.test, k)),
      )
    : [];
};

/** Mean F1 of the 44 labels, on the first of the five folds. */
export const allLabelRow = (kote: Kote): EvalRow[] => {
  const every = kote.rows.map((_, i) => i);
  const fold = foldsWithin(kote, every, 5, SEED)[0];
  if (!fold) return [];
  const { train, test } = fold;
  const thresholds = thresholdsWithin(kote, train);
  const said = scoresOf(kote, train, test).map((scores, k) =>
    Array.from(scores, (s) => (s > (thresholds[k] ?? 0) ? 1 : 0)),
  );
  const truth = KOTE_LABELS.map((_, k) => hasIt(kote, test, k));
  const mean = (places: readonly number[]): number =>
    truth.reduce(
      (sum, t, k) =>
        sum +
        binaryF1(
          places.map((i) => said[k]?.[i] ?? 0),
          places.map((i) => t[i] ?? 0),
        ),
      0,
    ) / truth.length;
  const shares = truth.map((t) => t.reduce((a, b) => a + b, 0) / t.length);
  const row = measured(
    {
      data: 'KOTE, 44 labels',
      metric: 'macroF1',
      said: test.map((_, i) => i),
      truth: test.map(() => 0),
      groups: test.map((place) => kote.groups[place] ?? ''),
      of: mean,
      chance: shares.reduce((a, b) => a + b, 0) / shares.length,
      note: '4,000 comments to learn from: not comparable with the published 0.56 (KcELECTRA, 40,000)',
    },
    'first of the 5 folds; thresholds from a quarter of its training rows',
  );
  return [row];
};
