import {
  firstColumn,
  KOREAN_COLUMNS,
  koreanRow,
} from '../../conductor/affect/text/korean-features.ts';
import { type Csr, csrOf } from './csr.ts';
import { type KoteRow, koteRows, strictSide } from './kote.ts';
import { nearGroups } from './near.ts';

/** KOTE as numbers: a sparse row a comment, and which comments are nearly the same. */
export interface Kote {
  readonly rows: readonly KoteRow[];
  readonly x: Csr;
  readonly groups: readonly string[];
  /** 1 positive, 0 negative, null neither: see `strictSide`. */
  readonly strict: readonly (0 | 1 | null)[];
}

export const readKote = (data: string): Kote => {
  const rows = koteRows(data);
  const texts = rows.map(({ text }) => text);
  return {
    rows,
    x: csrOf(
      texts.map((text) => koreanRow(text)),
      KOREAN_COLUMNS,
    ),
    groups: nearGroups(texts),
    strict: rows.map(strictSide),
  };
};

/** What a root of feeling is worth: about what the other columns are in the middle. */
const TONE_WORTH = 5;

/**
 * What each column is worth: rare ones more (inverse document frequency, Spaerck Jones 1972), those of fewer
 * than three comments nothing; the tones, which are few and meant, all the same.
 */
export const worthOf = (x: Csr): Float64Array => {
  const tones = firstColumn('tones');
  const worth = new Float64Array(x.columns);
  for (const j of x.indices) worth[j] = (worth[j] ?? 0) + 1;
  for (let j = 0; j < worth.length; j++) {
    const n = worth[j] ?? 0;
    const rare = Math.log((x.rows + 1) / (n + 1)) + 1;
    worth[j] = n < 3 ? 0 : j >= tones ? TONE_WORTH : rare;
  }
  return worth;
};
