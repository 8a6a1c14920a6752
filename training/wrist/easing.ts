import type { Linear } from '../../conductor/affect/learning/logistic.ts';
import { eased } from '../../conductor/affect/wrist/vector.ts';
import { logitOf } from './model.ts';
import type { Row } from './rows.ts';

export interface Scored {
  readonly row: Row;
  readonly logit: number;
}

/** Eased log-odds of one person's windows, of those that are wanted; all of them go into the easing. */
export const everyScore = (
  model: Linear,
  rows: readonly Row[],
  easeS: number,
  isWanted: (row: Row) => boolean,
): Scored[] => {
  const ease = eased(easeS);
  const out: Scored[] = [];
  for (const row of rows) {
    const x = ease.push(row.x, row.atMs);
    if (isWanted(row)) out.push({ row, logit: logitOf(model, x) });
  }
  return out;
};
