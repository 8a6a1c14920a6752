import type { Model } from '../../conductor/affect/decoder.ts';
import { outputOf } from '../../conductor/affect/text/korean.ts';
import { koreanRow } from '../../conductor/affect/text/korean-features.ts';
import { askSparse } from '../../conductor/affect/text/rows.ts';
import type { EvalRow } from '../evaluation.ts';
import { shippedContext } from '../memories/shipped.ts';
import { metBy } from './fingerprints.ts';
import { strictRows } from './scores.ts';
import type { Kote } from './table.ts';

const ID = 'text-ko';

/** What the model says of every comment whose labels agree; NaN for the others. */
const saidOf = async (model: Model, kote: Kote) => {
  const lean = new Float64Array(kote.rows.length).fill(Number.NaN);
  const polarity = lean.slice();
  for (const [i, { text }] of kote.rows.entries()) {
    if (kote.strict[i] === null) continue;
    const row = koreanRow(text);
    if (row.indices.length === 0) continue;
    const p = outputOf(await askSparse(model, row), 'polarity');
    polarity[i] = p;
    lean[i] = Math.log(p / (1 - p));
  }
  return { lean, polarity };
};

/** The strict rows among these that were heard: a comment without any feature is not asked about, here as live. */
const among = (
  kote: Kote,
  lean: Float64Array,
  isOne: (i: number) => boolean,
): Pick<Kote, 'strict' | 'groups'> => ({
  groups: kote.groups,
  strict: kote.strict.map((side, i) => (isOne(i) && !Number.isNaN(lean[i]) ? side : null)),
});

const MET = 'the model as it ships, on comments it was trained on';
const NOT_MET = 'the model as it ships, on comments it was not trained on';
const EVEN = 'both sides taken for equally frequent';
/** Fewer give no score: some are met by chance, as what everybody writes. */
const LEAST = 30;

/** Nobody may hold a goal against comments that the model knows. */
const inSample = ({ goal: _, ...row }: EvalRow): EvalRow => ({
  ...row,
  leaky: true,
  note: `in sample${row.note ? `; ${row.note}` : ''}`,
});

const withoutFrequencies = (row: EvalRow): EvalRow =>
  row.metric === 'ece' ? { ...row, note: EVEN } : row;

/**
 * The model as it ships on the strict rows: on comments it has not met, and apart from them on those it was trained
 * on, which its card tells by their fingerprints, in whatever file they are.
 */
export const shippedRows = async (kote: Kote, log: (text: string) => void): Promise<EvalRow[]> => {
  const model = (await shippedContext([ID])).model(ID);
  const comments = model?.card.settings.comments;
  if (!model || typeof comments !== 'string') {
    log(`${ID} does not ship, or not with the comments it knows: its rows are left out`);
    return [];
  }
  const said = await saidOf(model, kote);
  const isMet = metBy(comments);
  const met = kote.rows.map(({ text }) => isMet(text));
  const rowsOf = (split: string, is: boolean): EvalRow[] => {
    const rows = among(kote, said.lean, (i) => met[i] === is);
    const n = rows.strict.filter((side) => side !== null).length;
    log(`${split}: ${n}${n < LEAST ? ', too few for a score' : ''}`);
    return n < LEAST ? [] : strictRows(rows, said, split).map(withoutFrequencies);
  };
  return [...rowsOf(NOT_MET, false), ...rowsOf(MET, true).map(inSample)];
};
