import {
  COLUMNS_A_SLOT,
  ENGLISH_BUCKETS,
  type EnglishFeatures,
  englishColumn,
} from '../../conductor/affect/text/english-features.ts';

/** Which hashed columns a model knows, and as which row of its tables. Row 0 of every table is the unknown one. */
export interface Known {
  /** For every sixteen columns: sixteen times the row, and which of the columns it is of. 0: none is known. */
  readonly slots: Int32Array;
  /** Rows 1 .. unigrams are single tokens; up to `words` they are of the words' block, then runs of letters. */
  readonly unigrams: number;
  readonly words: number;
  readonly rows: number;
  /** Inverse document frequency, 1 + ln((1 + n) / (1 + df)); 0 for row 0 and for words that are known from elsewhere alone. */
  readonly idf: Float32Array;
  /** Row among the pieces of tokens, 0 where it is none; `pieces` counts them and the unknown one. */
  readonly pieceOf: Int32Array;
  readonly pieces: number;
  /** Row among the words whose meaning is known from elsewhere, 0 where it is not. */
  readonly meaningOf: Int32Array;
}

/** A column must occur in so many sentences; a piece of a token too: rarer ones are learnt by heart. */
export interface Rarity {
  readonly feature: number;
  readonly piece: number;
}

/** The row of a column in the tables. */
export const rowOf = ({ slots }: Pick<Known, 'slots'>, column: number): number => {
  const slot = slots[Math.floor(column / COLUMNS_A_SLOT)] as number;
  return slot % COLUMNS_A_SLOT === column % COLUMNS_A_SLOT ? Math.floor(slot / COLUMNS_A_SLOT) : 0;
};

/** In how many lists each column occurs. */
const counted = (lists: Iterable<Iterable<number>>): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const list of lists)
    for (const column of new Set(list)) counts.set(column, (counts.get(column) ?? 0) + 1);
  return counts;
};

function* piecesOf({ pieces }: EnglishFeatures): Generator<number> {
  for (const columns of pieces) yield* columns;
}

/** Row of each word's column in the order of the words; the first of two with one column. */
const meaningRows = (words: readonly string[]): Map<number, number> => {
  const rows = new Map<number, number>();
  words.forEach((word, i) => {
    const column = englishColumn(`w:${word}`);
    if (!rows.has(column)) rows.set(column, i + 1);
  });
  return rows;
};

/**
 * What is known after reading these sentences.
 * @param words whose meaning is known from elsewhere
 */
export const knownFrom = (
  sentences: readonly EnglishFeatures[],
  rarity: Rarity,
  words: readonly string[] = [],
): Known => {
  const inWords = counted(sentences.map((s) => s.words.indices));
  const meanings = meaningRows(words);
  const runs = counted(sentences.map((s) => s.runs.indices));
  const pieces = counted(sentences.map(piecesOf));
  const tokens = counted(sentences.map((s) => s.pieces.map((columns) => columns[0] ?? 0)));
  const slots = new Int32Array(ENGLISH_BUCKETS / COLUMNS_A_SLOT);
  const idf = [0];
  const pieceOf = [0];
  const meaningOf = [0];
  let pieceRows = 1;
  const free = (c: number): boolean => slots[Math.floor(c / COLUMNS_A_SLOT)] === 0;
  const put = (c: number, rarityOf: number): void => {
    slots[Math.floor(c / COLUMNS_A_SLOT)] = idf.length * COLUMNS_A_SLOT + (c % COLUMNS_A_SLOT);
    idf.push(rarityOf);
    pieceOf.push((pieces.get(c) ?? 0) >= rarity.piece ? pieceRows++ : 0);
    meaningOf.push(meanings.get(c) ?? 0);
  };
  /** Frequent columns come first: where two want one slot, the rarer stays unknown. */
  const take = (wanted: (column: number) => boolean, df: Map<number, number>): number => {
    const often = [...df].filter(([c, n]) => n >= rarity.feature && wanted(c));
    often.sort(([a, m], [b, n]) => n - m || a - b);
    for (const [c, n] of often) if (free(c)) put(c, 1 + Math.log((1 + sentences.length) / (1 + n)));
    return idf.length - 1;
  };
  take((c) => tokens.has(c), inWords);
  for (const c of meanings.keys()) if (free(c)) put(c, 0);
  const unigrams = idf.length - 1;
  const wordRows = take(() => true, inWords);
  take(() => true, runs);
  return {
    slots,
    unigrams,
    words: wordRows,
    rows: idf.length,
    idf: Float32Array.from(idf),
    pieceOf: Int32Array.from(pieceOf),
    pieces: pieceRows,
    meaningOf: Int32Array.from(meaningOf),
  };
};
