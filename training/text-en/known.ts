import {
  COLUMNS_A_SLOT,
  ENGLISH_BUCKETS,
  type EnglishFeatures,
} from '../../conductor/affect/text/english-features.ts';

/** Which hashed columns a model knows, and as which row of its tables. Row 0 of every table is the unknown one. */
export interface Known {
  /** For every sixteen columns: sixteen times the row, and which of the columns it is of. 0: none is known. */
  readonly slots: Int32Array;
  /** Rows 1 .. unigrams are single tokens; up to `words` they are of the words' block, then runs of letters. */
  readonly unigrams: number;
  readonly words: number;
  readonly rows: number;
  /** Inverse document frequency, 1 + ln((1 + n) / (1 + df)); 0 for row 0. */
  readonly idf: Float32Array;
  /** Row among the pieces of tokens, 0 where it is none; `pieces` counts them and the unknown one. */
  readonly pieceOf: Int32Array;
  readonly pieces: number;
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

/** What is known after reading these sentences. */
export const knownFrom = (sentences: readonly EnglishFeatures[], rarity: Rarity): Known => {
  const words = counted(sentences.map((s) => s.words.indices));
  const runs = counted(sentences.map((s) => s.runs.indices));
  const pieces = counted(sentences.map(piecesOf));
  const tokens = counted(sentences.map((s) => s.pieces.map((columns) => columns[0] ?? 0)));
  const slots = new Int32Array(ENGLISH_BUCKETS / COLUMNS_A_SLOT);
  const idf = [0];
  const pieceOf = [0];
  let pieceRows = 1;
  /** Frequent columns come first: where two want one slot, the rarer stays unknown. */
  const take = (wanted: (column: number) => boolean, df: Map<number, number>): number => {
    const often = [...df].filter(([c, n]) => n >= rarity.feature && wanted(c));
    often.sort(([a, m], [b, n]) => n - m || a - b);
    for (const [c, n] of often) {
      const slot = Math.floor(c / COLUMNS_A_SLOT);
      if (slots[slot] !== 0) continue;
      slots[slot] = idf.length * COLUMNS_A_SLOT + (c % COLUMNS_A_SLOT);
      idf.push(1 + Math.log((1 + sentences.length) / (1 + n)));
      pieceOf.push((pieces.get(c) ?? 0) >= rarity.piece ? pieceRows++ : 0);
    }
    return idf.length - 1;
  };
  const unigrams = take((c) => tokens.has(c), words);
  const wordRows = take(() => true, words);
  take(() => true, runs);
  return {
    slots,
    unigrams,
    words: wordRows,
    rows: idf.length,
    idf: Float32Array.from(idf),
    pieceOf: Int32Array.from(pieceOf),
    pieces: pieceRows,
  };
};
