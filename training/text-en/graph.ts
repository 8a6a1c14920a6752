import {
  float16s,
  floats,
  int8s,
  int64s,
  node,
  onnxBytes,
} from '../../conductor/affect/onnx/graph.ts';
import { ENGLISH_WIDTH } from '../../conductor/affect/text/english-features.ts';
import { type Convolution, SPAN } from './convolution.ts';
import { FLOAT, INT64, inputPiece, knownPiece, type Piece, whole32s } from './graph-input.ts';
import type { Known } from './known.ts';
import type { LinearPart } from './linear.ts';
import { meaningPiece } from './meaning-graph.ts';
import type { Meanings } from './meanings.ts';
import { type Merged, merged } from './merge.ts';
import type { Stack } from './stack.ts';

/** Everything that is learnt of English feeling. */
export interface English {
  readonly known: Known;
  readonly meanings: Meanings;
  readonly linear: LinearPart;
  readonly convolutions: readonly Convolution[];
  readonly stack: Stack;
}

const linearPiece = ({ known, linear }: English): Piece => {
  const outputs = linear.bias.length;
  return {
    initializers: [
      float16s('linear-weights', [known.rows, outputs], linear.weights),
      floats('linear-bias', [1, outputs], linear.bias),
    ],
    nodes: [
      node('Gather', ['linear-weights', 'row'], ['linear-16']),
      node('Cast', ['linear-16'], ['linear-rows'], { to: { int: FLOAT } }),
      node('Unsqueeze', ['unit', 'axis0'], ['unit-row']),
      node('MatMul', ['unit-row', 'linear-rows'], ['linear-sums']),
      node('Add', ['linear-sums', 'linear-bias'], ['linear-logits']),
    ],
  };
};

/** `tokens` [1, width, places]: the vectors of the pieces at each place, summed, over the root of their number. */
const tokensPiece = (known: Known, { levels, scales, width }: Merged): Piece => ({
  initializers: [
    whole32s('piece-of', known.pieceOf),
    int8s('vectors', [known.pieces, width], levels),
    float16s('vector-scales', [known.pieces, 1], scales),
    floats('off-on', [2], [0, 1]),
    int64s('axis1', [1], [1]),
    int64s('from1', [1], [1]),
    int64s('to-end', [1], [2 ** 31 - 1]),
  ],
  nodes: [
    node('Gather', ['piece-of', 'row'], ['piece-32']),
    node('Cast', ['piece-32'], ['piece'], { to: { int: INT64 } }),
    node('Gather', ['vectors', 'piece'], ['vectors-8']),
    node('Cast', ['vectors-8'], ['vector-levels'], { to: { int: FLOAT } }),
    node('Gather', ['vector-scales', 'piece'], ['scales-16']),
    node('Cast', ['scales-16'], ['scale-rows'], { to: { int: FLOAT } }),
    node('Mul', ['vector-levels', 'scale-rows'], ['vectors-rows']),
    node('ReduceMax', ['place'], ['last-place'], { keepdims: { int: 0 } }),
    node('Max', ['last-place', 'one'], ['last']),
    node('Add', ['last', 'one'], ['depth']),
    node('OneHot', ['place', 'depth', 'off-on'], ['at-place'], { axis: { int: 0 } }),
    node('Slice', ['at-place', 'from1', 'to-end', 'axis0'], ['at-token']),
    node('MatMul', ['at-token', 'vectors-rows'], ['token-sums']),
    node('Sign', ['piece-32'], ['piece-there-32']),
    node('Cast', ['piece-there-32'], ['piece-there'], { to: { int: FLOAT } }),
    node('Unsqueeze', ['piece-there', 'axis1'], ['piece-there-column']),
    node('MatMul', ['at-token', 'piece-there-column'], ['pieces-each']),
    node('Max', ['pieces-each', 'one-f'], ['pieces-least']),
    node('Sqrt', ['pieces-least'], ['pieces-root']),
    node('Div', ['token-sums', 'pieces-root'], ['token-rows']),
    node('Transpose', ['token-rows'], ['token-columns'], { perm: { ints: [1, 0] } }),
    node('Unsqueeze', ['token-columns', 'axis0'], ['tokens']),
  ],
});

/** Filters look at every token, and beside the first and the last at nothing. */
const UNDER = { kernel_shape: { ints: [SPAN] }, pads: { ints: [1, 1] } };

/** `strongest` [1, filters] and `order-logits` [1, outputs]. */
const orderPiece = (order: Merged): Piece => {
  const { groups, filters, width, meant, outputs } = order;
  return {
    initializers: [
      floats('kernels', [filters, width / groups, SPAN], order.kernels),
      floats('kernel-bias', [filters], order.kernelBias),
      floats('meant-kernels', [filters, meant, SPAN], order.meantKernels),
      floats('heads', [outputs, filters], order.heads),
      floats('head-bias', [outputs], order.headBias),
    ],
    nodes: [
      node('Conv', ['tokens', 'kernels', 'kernel-bias'], ['learnt-answers'], {
        group: { int: groups },
        ...UNDER,
      }),
      node('Conv', ['meant-tokens', 'meant-kernels'], ['meant-answers'], UNDER),
      node('Add', ['learnt-answers', 'meant-answers'], ['answers']),
      node('ReduceMax', ['answers'], ['most'], { axes: { ints: [2] }, keepdims: { int: 0 } }),
      node('Relu', ['most'], ['strongest']),
      node('Gemm', ['strongest', 'heads', 'head-bias'], ['order-logits'], { transB: { int: 1 } }),
    ],
  };
};

/** Probabilities of the groups from all logits and the sentence's meaning. */
const stackPiece = ({ stack }: English): Piece => ({
  initializers: [
    floats('stack-weights', [stack.inputs, stack.bias.length], stack.weights),
    floats('stack-bias', [1, stack.bias.length], stack.bias),
  ],
  nodes: [
    node('Concat', ['linear-logits', 'order-logits'], ['logits'], { axis: { int: 1 } }),
    node('Concat', ['logits', 'meant-sentence'], ['stack-input'], { axis: { int: 1 } }),
    node('MatMul', ['stack-input', 'stack-weights'], ['stacked']),
    node('Add', ['stacked', 'stack-bias'], ['group-logits']),
    node('Sigmoid', ['group-logits'], ['groups']),
    node('Unsqueeze', ['known', 'axis0'], ['known-row']),
    node('Concat', ['groups', 'known-row', 'logits', 'strongest', 'meant-sentence'], ['output'], {
      axis: { int: 1 },
    }),
  ],
});

/** Numbers of the output: four groups, known tokens, logits, what the filters heard, the sentence's meaning. */
const outputsOf = ({ linear }: English, { outputs, filters, meant }: Merged): number =>
  5 + linear.bias.length + outputs + filters + meant;

/** A graph `input` [features, 3] -> `output` [1, outputs], one sentence at a time. */
export const englishGraph = (english: English): Uint8Array => {
  const order = merged(english.convolutions);
  const pieces = [
    inputPiece(),
    knownPiece(english.known),
    linearPiece(english),
    tokensPiece(english.known, order),
    meaningPiece(english),
    orderPiece(order),
    stackPiece(english),
  ];
  return onnxBytes({
    name: 'text-en',
    inputs: [{ name: 'input', type: 'float', dims: ['features', ENGLISH_WIDTH] }],
    outputs: [{ name: 'output', type: 'float', dims: [1, outputsOf(english, order)] }],
    nodes: pieces.flatMap((piece) => piece.nodes),
    initializers: pieces.flatMap((piece) => piece.initializers),
  });
};
