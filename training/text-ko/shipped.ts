import type { Model } from '../../conductor/affect/decoder.ts';
import { outputOf } from '../../conductor/affect/text/korean.ts';
import { koreanRow } from '../../conductor/affect/text/korean-features.ts';
import { askSparse } from '../../conductor/affect/text/rows.ts';
import type { EvalRow } from '../evaluation.ts';
import { shippedContext } from '../memories/shipped.ts';
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

/** A comment without any feature is not asked about, here as live. */
const heard = (kote: Kote, lean: Float64Array): Pick<Kote, 'strict' | 'groups'> => ({
  groups: kote.groups,
  strict: kote.strict.map((side, i) => (Number.isNaN(lean[i]) ? null : side)),
});

const MET = 'the model as it ships, on the comments it was trained on';
const NOT_MET = 'the model as it ships, on a file it was not trained on';
const BY_FILE = 'told by the file: comments that a part or a mixture shares with it are not seen';
const EVEN = 'both sides taken for equally frequent';

/** Nobody may hold a goal against comments that the model knows. */
const inSample = ({ goal: _, ...row }: EvalRow): EvalRow => ({ ...row, leaky: true });

const noted = (row: EvalRow, note: string): EvalRow => ({
  ...row,
  note: row.metric === 'ece' ? `${note}; ${EVEN}` : note,
});

/**
 * The model as it ships on the strict rows; in sample where this is the very file it was trained on.
 * @param sha256 of the file of these comments
 */
export const shippedRows = async (
  kote: Kote,
  sha256: string,
  log: (text: string) => void,
): Promise<EvalRow[]> => {
  const model = (await shippedContext([ID])).model(ID);
  if (!model) {
    log(`${ID} does not ship: its rows are left out`);
    return [];
  }
  const said = await saidOf(model, kote);
  const isMet = model.card.settings.trainedOn === sha256;
  const rows = strictRows(heard(kote, said.lean), said, isMet ? MET : NOT_MET);
  return isMet
    ? rows.map((row) => noted(inSample(row), 'in sample'))
    : rows.map((row) => noted(row, BY_FILE));
};
