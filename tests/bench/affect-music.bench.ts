import type { EvalRow } from '../../training/evaluation.ts';
import { movementRows } from '../../training/movement/evaluate.ts';
import { RATINGS } from '../../training/movement/ratings.ts';
import { musicRows } from '../../training/music/evaluate.ts';
import { PHRASES } from '../../training/music/phrases.ts';
import { happySadRows } from '../../training/walking/evaluate.ts';
import { WALKING } from '../../training/walking/recordings.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

/** The first row that fits, as a measurement. */
const measured = (rows: readonly EvalRow[], isIt: (row: EvalRow) => boolean): Measured => {
  const row = rows.find(isIt);
  if (!row) return { value: null, n: 0, load: '', reason: 'there is no such row' };
  const [low, high] = row.ci ?? [Number.NaN, Number.NaN];
  const load = `${row.decoder}, ${row.data}, ${row.split}; 95 % ${low.toFixed(3)}..${high.toFixed(3)}${row.note ? `; ${row.note}` : ''}`;
  return { value: row.value, n: row.n, load };
};

const withData = async (
  name: string,
  run: () => Measured | Promise<Measured>,
): Promise<Measured> =>
  hasData(name) ? run() : { value: null, n: 0, load: '', reason: `${name} is not there` };

let music: Promise<EvalRow[]> | undefined;
const area = (dimension: string): Promise<Measured> =>
  withData(PHRASES, async () => {
    music ??= musicRows(dataFolder());
    return measured(await music, (row) => row.data.endsWith(dimension));
  });

export const benches: Bench[] = [
  {
    name: 'affect-music-arousal-auc',
    unit: 'auc',
    op: '>=',
    goal: 0.88,
    run: () => area('arousal'),
  },
  {
    name: 'affect-music-valence-auc',
    unit: 'auc',
    op: '>=',
    goal: 0.75,
    run: () => area('valence'),
  },
  {
    name: 'affect-movement-r',
    unit: 'r',
    op: '>=',
    goal: 0.8,
    run: () =>
      withData(RATINGS, () =>
        measured(movementRows(dataFolder()), (row) => row.split === 'leave one walk out'),
      ),
  },
  {
    // An alarm: anything near 1 here is a leak, as a walk after a film hardly tells which film it was.
    name: 'affect-walking-happy-sad-auc',
    unit: 'auc',
    op: '<=',
    goal: 0.95,
    run: () =>
      withData(WALKING, () => measured(happySadRows(dataFolder()), (row) => row.metric === 'auc')),
  },
];
