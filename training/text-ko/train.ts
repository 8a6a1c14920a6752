import { pearson } from '../../conductor/affect/learning/metrics.ts';
import type { Training } from '../training.ts';
import { koreanCard } from './card.ts';
import { fingerprints } from './fingerprints.ts';
import { koreanGraph } from './graph.ts';
import { learnKorean } from './model.ts';
import { type HeldOut, nested } from './nested.ts';
import { apartRows, strictRows } from './scores.ts';
import { type Kote, readKote } from './table.ts';

/** How far held-out answers go with the labels, in the order of the outputs; how much is known has none. */
const correlations = (kote: Kote, held: HeldOut): number[] => {
  const heard = kote.rows.flatMap((row, i) => (row.arousal === null ? [] : [i]));
  const strict = kote.strict.flatMap((side, i) => (side === null ? [] : [i]));
  const at = (values: Float64Array, places: readonly number[]) => places.map((i) => values[i] ?? 0);
  return [
    pearson(
      held.positive,
      kote.rows.map((row) => (row.positive > 0 ? 1 : 0)),
    ),
    pearson(
      held.negative,
      kote.rows.map((row) => (row.negative > 0 ? 1 : 0)),
    ),
    pearson(
      at(held.arousal, heard),
      heard.map((i) => kote.rows[i]?.arousal ?? 0),
    ),
    pearson(
      at(held.polarity, strict),
      strict.map((i) => kote.strict[i] ?? 0),
    ),
    0,
  ];
};

export const training: Training = {
  name: 'text-ko',
  makes: ['text-ko'],
  async run({ data, log, write }) {
    const kote = readKote(data);
    log(
      `${kote.rows.length} comments, ${new Set(kote.groups).size} after joining near-identical ones`,
    );
    const held = nested(kote, log);
    const model = learnKorean(
      kote,
      kote.rows.map((_, i) => i),
    );
    const rows = [...strictRows(kote, held), ...apartRows(kote, held)];
    const comments = fingerprints(kote.rows.map(({ text }) => text));
    await write(koreanCard(rows, correlations(kote, held), comments), koreanGraph(model));
  },
};
