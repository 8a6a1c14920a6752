import { float16s, floats, int8s, node } from '../../conductor/affect/onnx/graph.ts';
import { FLOAT, INT64, type Piece, whole32s } from './graph-input.ts';
import type { Known } from './known.ts';
import { type Meanings, MORE_TOKENS } from './meanings.ts';

/**
 * `meant-tokens` [1, width, places]: the meaning of each token that has one, and `meant-sentence` [1, width]:
 * their weighted sum. Only a token itself has a value at its place; its runs of letters mean nothing.
 */
export const meaningPiece = ({
  known,
  meanings: { width, levels, scales, weights },
}: {
  readonly known: Known;
  readonly meanings: Meanings;
}): Piece => ({
  initializers: [
    whole32s('meaning-of', known.meaningOf),
    int8s('meanings', [scales.length, width], levels),
    float16s('meaning-scales', [scales.length], scales),
    float16s('meaning-weights', [scales.length], weights),
    floats('more-tokens', [], [MORE_TOKENS]),
  ],
  nodes: [
    node('Gather', ['meaning-of', 'row'], ['meaning-32']),
    node('Cast', ['meaning-32'], ['meaning'], { to: { int: INT64 } }),
    node('Gather', ['meanings', 'meaning'], ['meanings-8']),
    node('Cast', ['meanings-8'], ['meaning-levels'], { to: { int: FLOAT } }),
    node('Gather', ['meaning-scales', 'meaning'], ['meaning-scale-16']),
    node('Cast', ['meaning-scale-16'], ['meaning-scale'], { to: { int: FLOAT } }),
    node('Sub', ['one-f', 'whole'], ['placed']),
    node('Mul', ['placed', 'value'], ['itself']),
    node('Mul', ['itself', 'meaning-scale'], ['meaning-unit']),
    node('Unsqueeze', ['meaning-unit', 'axis1'], ['meaning-unit-column']),
    node('Mul', ['meaning-levels', 'meaning-unit-column'], ['meaning-rows']),
    node('MatMul', ['at-token', 'meaning-rows'], ['meant-rows']),
    node('Transpose', ['meant-rows'], ['meant-columns'], { perm: { ints: [1, 0] } }),
    node('Unsqueeze', ['meant-columns', 'axis0'], ['meant-tokens']),
    node('Gather', ['meaning-weights', 'meaning'], ['meaning-weight-16']),
    node('Cast', ['meaning-weight-16'], ['meaning-weight'], { to: { int: FLOAT } }),
    node('Unsqueeze', ['meaning-weight', 'axis0'], ['meaning-weight-row']),
    node('MatMul', ['meaning-weight-row', 'meaning-rows'], ['meaning-sum']),
    node('Cast', ['last'], ['last-f'], { to: { int: FLOAT } }),
    node('Add', ['last-f', 'more-tokens'], ['length']),
    node('Sqrt', ['length'], ['length-root']),
    node('Div', ['meaning-sum', 'length-root'], ['meant-sentence']),
  ],
});
