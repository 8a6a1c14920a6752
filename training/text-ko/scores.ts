import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import {
  auc,
  balancedAccuracy,
  ece,
  macroF1,
  pearson,
  weightedF1,
} from '../../conductor/affect/learning/metrics.ts';
import type { EvalRow } from '../evaluation.ts';
import { SEED } from './learn.ts';
import type { HeldOut } from './nested.ts';
import type { Kote } from './table.ts';

export const GOAL = 0.88;
export const SPLIT = '5 folds of texts, near-identical together; choices in nested folds';
const ROUNDS = 1000;

/** One statistic of what was said and what is true, with its interval over groups of texts. */
export interface Measure {
  readonly metric: string;
  readonly data: string;
  readonly said: ArrayLike<number>;
  readonly truth: readonly number[];
  readonly groups: readonly string[];
  readonly of: (said: number[], truth: number[]) => number;
  readonly chance?: number;
  readonly majority?: number;
  readonly note?: string;
}

export const measured = (m: Measure, split = SPLIT): EvalRow => {
  const at = (places: readonly number[]): number =>
    m.of(
      places.map((i) => m.said[i] ?? Number.NaN),
      places.map((i) => m.truth[i] ?? Number.NaN),
    );
  return {
    decoder: 'text-ko',
    data: m.data,
    split,
    metric: m.metric,
    value: at(m.truth.map((_, i) => i)),
    ci: clusterInterval(m.groups, at, { seed: SEED, rounds: ROUNDS }),
    chance: m.chance ?? null,
    majority: m.majority ?? null,
    n: m.truth.length,
    ...(m.note && { note: m.note }),
  };
};

const share = (truth: readonly number[]): number => truth.reduce((a, b) => a + b, 0) / truth.length;
const answers = (scores: readonly number[]): number[] => scores.map((s) => (s > 0 ? 1 : 0));

/** Scores of the rows whose polar labels agree. */
export const strictRows = (
  kote: Pick<Kote, 'strict' | 'groups'>,
  held: Pick<HeldOut, 'lean' | 'polarity'>,
  split = SPLIT,
): EvalRow[] => {
  const places = kote.strict.flatMap((side, i) => (side === null ? [] : [i]));
  const truth = places.map((i) => kote.strict[i] ?? 0);
  const of = {
    data: 'KOTE strict polarity',
    truth,
    groups: places.map((i) => kote.groups[i] ?? ''),
  };
  const lean = places.map((i) => held.lean[i] ?? 0);
  const p = Math.max(share(truth), 1 - share(truth));
  const byChance = p * p + (1 - p) * (1 - p);
  const majorityF1 = (2 * p) / (1 + p);
  return [
    {
      ...measured(
        {
          ...of,
          metric: 'balancedAccuracy',
          said: lean,
          chance: 0.5,
          majority: 0.5,
          of: (s, t) => balancedAccuracy(answers(s), t, 2),
        },
        split,
      ),
      goal: { op: '>=', value: GOAL },
    },
    measured({ ...of, metric: 'auc', said: lean, chance: 0.5, of: auc }, split),
    measured(
      {
        ...of,
        metric: 'macroF1',
        said: lean,
        chance: 0.5,
        majority: majorityF1 / 2,
        of: (s, t) => macroF1(answers(s), t, 2),
      },
      split,
    ),
    measured(
      {
        ...of,
        metric: 'weightedF1',
        said: lean,
        chance: byChance,
        majority: p * majorityF1,
        of: (s, t) => weightedF1(answers(s), t, 2),
      },
      split,
    ),
    measured(
      {
        ...of,
        metric: 'ece',
        said: places.map((i) => held.polarity[i] ?? 0),
        of: ece,
        note: "at KOTE's own frequencies",
      },
      split,
    ),
  ];
};

/** Positive and negative apart, over every comment, and arousal by the labels' places on the circle. */
export const apartRows = (kote: Kote, held: HeldOut): EvalRow[] => {
  const of = { data: 'KOTE, all comments', groups: kote.groups };
  const positive = kote.rows.map((row) => (row.positive > 0 ? 1 : 0));
  const negative = kote.rows.map((row) => (row.negative > 0 ? 1 : 0));
  return [
    measured({
      ...of,
      metric: 'auc positive',
      said: held.positive,
      truth: positive,
      chance: 0.5,
      of: auc,
    }),
    measured({
      ...of,
      metric: 'auc negative',
      said: held.negative,
      truth: negative,
      chance: 0.5,
      of: auc,
    }),
    measured({ ...of, metric: 'ece positive', said: held.positive, truth: positive, of: ece }),
    measured({ ...of, metric: 'ece negative', said: held.negative, truth: negative, of: ece }),
    ...arousalRows(kote, held),
  ];
};

const arousalRows = (kote: Kote, held: HeldOut): EvalRow[] => {
  const places = kote.rows.flatMap((row, i) => (row.arousal === null ? [] : [i]));
  const truth = places.map((i) => kote.rows[i]?.arousal ?? 0.5);
  const middle = [...truth].sort((a, b) => a - b)[Math.floor(truth.length / 2)] ?? 0.5;
  const of = {
    data: 'KOTE, labels placed on the circumplex',
    groups: places.map((i) => kote.groups[i] ?? ''),
    said: places.map((i) => held.arousal[i] ?? 0.5),
    note: 'nobody rated arousal: heights of the labels by Russell 1980',
  };
  return [
    measured({ ...of, metric: 'r arousal', truth, chance: 0, of: pearson }),
    measured({
      ...of,
      metric: 'auc arousal',
      truth: truth.map((v) => (v > middle ? 1 : 0)),
      chance: 0.5,
      of: auc,
    }),
  ];
};
