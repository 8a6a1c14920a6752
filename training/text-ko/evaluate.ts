import type { Evaluation } from '../evaluation.ts';
import { allLabelRow } from './all-labels.ts';
import { leakyRows } from './leaky.ts';
import { nested } from './nested.ts';
import { apartRows, strictRows } from './scores.ts';
import { readKote } from './table.ts';

export const evaluation: Evaluation = {
  name: 'text-ko',
  needs: ['kote'],
  run({ data, log }) {
    const kote = readKote(data);
    const held = nested(kote, log);
    log('leaky protocol, then the 44 labels');
    return Promise.resolve([
      ...strictRows(kote, held),
      ...leakyRows(kote),
      ...apartRows(kote, held),
      ...allLabelRow(kote),
    ]);
  },
};
