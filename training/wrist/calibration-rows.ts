import type { EvalRow } from '../evaluation.ts';
import { FIRST_MINUTES } from './first-minutes.ts';
import type { Tested } from './protocols.ts';
import { f1Rows, row } from './row.ts';
import { balanced, calibrationError, pooledAuc } from './scores.ts';

const SPLIT = `causal calibration on the first ${FIRST_MINUTES} minutes; leave one person out, later windows alone`;
const PLAIN = `leave one person out, windows after the first ${FIRST_MINUTES} minutes alone`;
const HOW = `log-odds less their mean over the person's first ${FIRST_MINUTES} minutes, taken as rest; threshold and calibration from training people treated so`;
const WITHOUT = 'the windows of the causal calibration without it: to compare with';

const rowsOf = (tested: readonly Tested[], split: string, note: string): EvalRow[] =>
  [
    row('auc', pooledAuc(tested)),
    row('balancedAccuracy', balanced(tested)),
    ...f1Rows(tested),
    row('ece', calibrationError(tested), { chance: null, majority: null }),
  ].map((one) => ({ ...one, split, note }));

/** What a person's own first minutes of rest add, beside the same windows without them. */
export const firstMinutesRows = (all: readonly Tested[]): EvalRow[] => {
  const later = all.flatMap((one) =>
    one.afterMinutes ? [{ plain: one, own: { ...one, ...one.afterMinutes } }] : [],
  );
  if (later.length === 0) return [];
  return [
    ...rowsOf(
      later.map(({ own }) => own),
      SPLIT,
      HOW,
    ),
    ...rowsOf(
      later.map(({ plain }) => plain),
      PLAIN,
      WITHOUT,
    ),
  ];
};
