import {
  float16s,
  floats,
  int64s,
  type Node,
  node,
  type Tensor,
} from '../../conductor/affect/onnx/graph.ts';
import { COLUMNS_A_SLOT } from '../../conductor/affect/text/english-features.ts';
import type { Known } from './known.ts';

/** Element types of onnx.TensorProto, for Cast. */
export const [FLOAT, INT64] = [1, 7];

/** Whole numbers of 32 bits in a row. */
export const whole32s = (name: string, data: Int32Array): Tensor => ({
  name,
  type: 'int32',
  dims: [data.length],
  raw: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
});

/** Names of what these nodes make of `input` [features, 3]. */
export interface Piece {
  readonly nodes: readonly Node[];
  readonly initializers: readonly Tensor[];
}

/** `column` [features], `value`, `place`, and `whole`: 1 where a feature speaks for the whole sentence. */
export const inputPiece = (): Piece => ({
  initializers: [
    int64s('zero', [], [0]),
    int64s('one', [], [1]),
    int64s('two', [], [2]),
    int64s('axis0', [1], [0]),
    floats('least', [], [1e-6]),
    floats('one-f', [], [1]),
    floats('half-f', [], [0.5]),
  ],
  nodes: [
    node('Gather', ['input', 'zero'], ['column-f'], { axis: { int: 1 } }),
    node('Cast', ['column-f'], ['column'], { to: { int: INT64 } }),
    node('Gather', ['input', 'one'], ['value'], { axis: { int: 1 } }),
    node('Gather', ['input', 'two'], ['place-f'], { axis: { int: 1 } }),
    node('Cast', ['place-f'], ['place'], { to: { int: INT64 } }),
    node('Less', ['place-f', 'half-f'], ['whole-b']),
    node('Cast', ['whole-b'], ['whole'], { to: { int: FLOAT } }),
  ],
});

/** The length of the part of `weighted` that `mask` keeps, and what each of its features is divided by. */
const lengthOf = (mask: string): Node[] => [
  node('Mul', ['weighted', mask], [`${mask}-part`]),
  node('ReduceSumSquare', [`${mask}-part`], [`${mask}-square`], {
    axes: { ints: [0] },
    keepdims: { int: 0 },
  }),
  node('Sqrt', [`${mask}-square`], [`${mask}-root`]),
  node('Max', [`${mask}-root`, 'least'], [`${mask}-length`]),
  node('Div', [`${mask}-part`, `${mask}-length`], [`${mask}-unit`]),
];

/**
 * `row` of each feature in the tables, `unit`: its value times its rarity, each block of unit length, and
 * `known`: how many different single tokens of the sentence are known.
 */
export const knownPiece = (known: Known): Piece => ({
  initializers: [
    whole32s('slots', known.slots),
    int64s('sixteen', [], [COLUMNS_A_SLOT]),
    float16s('idf', [known.rows], known.idf),
    int64s('last-word', [], [known.words]),
    int64s('last-unigram', [], [known.unigrams]),
  ],
  nodes: [
    node('Div', ['column', 'sixteen'], ['slot-of']),
    node('Mod', ['column', 'sixteen'], ['which']),
    node('Gather', ['slots', 'slot-of'], ['slot-32']),
    node('Cast', ['slot-32'], ['slot'], { to: { int: INT64 } }),
    node('Mod', ['slot', 'sixteen'], ['meant']),
    node('Equal', ['which', 'meant'], ['hit-b']),
    node('Cast', ['hit-b'], ['hit'], { to: { int: INT64 } }),
    node('Div', ['slot', 'sixteen'], ['slot-row']),
    node('Mul', ['slot-row', 'hit'], ['row']),
    node('Gather', ['idf', 'row'], ['rarity-16']),
    node('Cast', ['rarity-16'], ['rarity'], { to: { int: FLOAT } }),
    node('Mul', ['rarity', 'whole'], ['rarity-whole']),
    node('Mul', ['value', 'rarity-whole'], ['weighted']),
    node('LessOrEqual', ['row', 'last-word'], ['words-b']),
    node('Cast', ['words-b'], ['words'], { to: { int: FLOAT } }),
    node('Sub', ['one-f', 'words'], ['runs']),
    ...lengthOf('words'),
    ...lengthOf('runs'),
    node('Add', ['words-unit', 'runs-unit'], ['unit']),
    node('LessOrEqual', ['row', 'last-unigram'], ['unigram-b']),
    node('Cast', ['unigram-b'], ['unigram'], { to: { int: FLOAT } }),
    node('Sign', ['row'], ['there-64']),
    node('Cast', ['there-64'], ['there-f'], { to: { int: FLOAT } }),
    node('Mul', ['there-f', 'whole'], ['there']),
    node('Mul', ['unigram', 'there'], ['known-each']),
    node('ReduceSum', ['known-each', 'axis0'], ['known'], { keepdims: { int: 1 } }),
  ],
});
