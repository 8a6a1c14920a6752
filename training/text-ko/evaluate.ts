import type { Evaluation } from '../evaluation.ts';
import { allLabelRow } from './all-labels.ts';
import { leakyRows } from './leaky.ts';
import { nested } from './nested.ts';
import { apartRows, strictRows } from './scores.ts';
import { shippedRows } from './shipped.ts';
import { readKote } from './table.ts';

export const evaluation: Evaluation = {
  name: 'text-ko',
  needs: ['kote'],
  async run({ data, log }) {
    const kote = readKote(data);
    const shipped = await shippedRows(kote, log);
    const held = nested(kote, log);
    log('leaky protocol, then the 44 labels');
    return [
      ...strictRows(kote, held),
      ...shipped,
      ...leakyRows(kote),
      ...apartRows(kote, held),
      ...allLabelRow(kote),
    ];
  },
};
