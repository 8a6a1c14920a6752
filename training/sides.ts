import { clusterInterval } from '../conductor/affect/learning/bootstrap.ts';
import {
  balancedAccuracy,
  ece,
  macroF1,
  weightedF1,
} from '../conductor/affect/learning/metrics.ts';
import { picked } from '../conductor/affect/learning/table.ts';
import type { EvalRow } from './evaluation.ts';

/** What was said of one of two sides, 1 or 0, and what is true. */
export interface Sides {
  readonly said: readonly number[];
  readonly truth: readonly number[];
  /** What may differ, a row each: the intervals are over them. */
  readonly groups: readonly string[];
}

export type Frame = Pick<EvalRow, 'decoder' | 'data' | 'split'> & { readonly note?: string };

type Statistic = (said: number[], truth: number[]) => number;
type Baselines = Pick<EvalRow, 'chance' | 'majority'>;

const ROUNDS = 500;

/** One statistic of what was said and what is true, with its interval over groups. */
const measured = (
  frame: Frame,
  { said, truth, groups }: Sides,
  metric: string,
  of: Statistic,
  baselines: Baselines,
): EvalRow => {
  const at = (places: number[]): number => of(picked(said, places), picked(truth, places));
  return {
    ...frame,
    metric,
    value: at(truth.map((_, i) => i)),
    ci: clusterInterval(groups, at, { seed: 1, rounds: ROUNDS }),
    ...baselines,
    n: truth.length,
  };
};

/** Balanced accuracy, macro and weighted F1, beside guessing by frequencies and always saying the more frequent side. */
export const sideRows = (frame: Frame, sides: Sides): EvalRow[] => {
  const share = sides.truth.reduce((a, b) => a + b, 0) / sides.truth.length;
  const most = Math.max(share, 1 - share);
  const ofMost = (2 * most) / (1 + most);
  const row = (metric: string, of: Statistic, chance: number, majority: number): EvalRow =>
    measured(frame, sides, metric, of, { chance, majority });
  return [
    row('balancedAccuracy', (s, t) => balancedAccuracy(s, t, 2), 0.5, 0.5),
    row('macroF1', (s, t) => macroF1(s, t, 2), 0.5, ofMost / 2),
    row('weightedF1', (s, t) => weightedF1(s, t, 2), share ** 2 + (1 - share) ** 2, most * ofMost),
  ];
};

/** Calibration error of shares 0..1 against what is true, 0..1; what guessing gives says nothing here. */
export const eceRow = (frame: Frame, sides: Sides): EvalRow =>
  measured(frame, sides, 'ece', (s, t) => ece(s, t), { chance: null, majority: null });
