import type { EnglishFeatures } from '../../conductor/affect/text/english-features.ts';
import type { SparseRow } from '../../conductor/affect/text/language.ts';
import { type Known, rowOf } from './known.ts';

/** Sentences as rows of a model's tables, behind one another. */
export interface Encoded {
  readonly sentences: number;
  /** Sentence i has its features at starts[i] .. starts[i + 1], each a row and a value. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** Sentence i has its tokens at tokenStarts[i] .. tokenStarts[i + 1], token t its pieces at pieceStarts[t] .. */
  readonly tokenStarts: Int32Array;
  readonly pieceStarts: Int32Array;
  readonly pieces: Int32Array;
  /** Row of each token among the words whose meaning is known from elsewhere; 0 where it is not. */
  readonly meant: Int32Array;
}

/** Known features of a block with (1 + ln count) idf, of unit length (Salton and Buckley 1988). */
const block = (row: SparseRow, known: Known, rows: number[], values: number[]): void => {
  const from = values.length;
  let squares = 0;
  row.indices.forEach((column, i) => {
    const at = rowOf(known, column);
    if (known.idf[at] === 0) return;
    const value = (1 + Math.log(row.values[i] as number)) * (known.idf[at] as number);
    rows.push(at);
    values.push(value);
    squares += value * value;
  });
  const length = Math.max(1e-6, Math.sqrt(squares));
  for (let i = from; i < values.length; i++) values[i] = (values[i] as number) / length;
};

/** What the model's graph makes of its input, for training. */
export const encoded = (sentences: readonly EnglishFeatures[], known: Known): Encoded => {
  const [starts, tokenStarts, pieceStarts] = [[0], [0], [0]];
  const [rows, values, pieces, meant]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const sentence of sentences) {
    block(sentence.words, known, rows, values);
    block(sentence.runs, known, rows, values);
    starts.push(rows.length);
    for (const columns of sentence.pieces) {
      for (const column of columns) {
        const piece = known.pieceOf[rowOf(known, column)] as number;
        if (piece > 0) pieces.push(piece);
      }
      pieceStarts.push(pieces.length);
      meant.push(known.meaningOf[rowOf(known, columns[0] ?? 0)] as number);
    }
    tokenStarts.push(pieceStarts.length - 1);
  }
  return {
    sentences: sentences.length,
    starts: Int32Array.from(starts),
    rows: Int32Array.from(rows),
    values: Float32Array.from(values),
    tokenStarts: Int32Array.from(tokenStarts),
    pieceStarts: Int32Array.from(pieceStarts),
    pieces: Int32Array.from(pieces),
    meant: Int32Array.from(meant),
  };
};
