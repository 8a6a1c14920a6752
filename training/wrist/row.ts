import { WRIST_MODEL } from '../../conductor/affect/decoders/wrist.ts';
import type { EvalRow } from '../evaluation.ts';
import { DATA_SET } from './people.ts';
import type { Tested } from './protocols.ts';
import { type Measured, macro, weighted } from './scores.ts';

const LOPO =
  'leave one person out; 30 s windows, causal normalisation, log-odds eased over the windows before; choices in nested folds';

/** One row of the wrist; people left out unless said otherwise. */
export const row = (metric: string, score: Measured, more: Partial<EvalRow> = {}): EvalRow => ({
  decoder: WRIST_MODEL,
  data: DATA_SET,
  split: LOPO,
  metric,
  ...score,
  chance: 0.5,
  majority: 0.5,
  ...more,
});

/** F1 at the threshold, beside guessing by frequencies and always saying the more frequent class. */
export const f1Rows = (tested: readonly Tested[]): EvalRow[] => {
  const share = tested.filter(({ stress }) => stress === 1).length / tested.length;
  const most = Math.max(share, 1 - share);
  const ofMost = (2 * most) / (1 + most);
  return [
    row('macroF1', macro(tested), { majority: ofMost / 2 }),
    row('weightedF1', weighted(tested), {
      chance: share ** 2 + (1 - share) ** 2,
      majority: most * ofMost,
    }),
  ];
};
