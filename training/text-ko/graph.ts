import { float16s, floats, int64s, node, onnxBytes } from '../../conductor/affect/onnx/graph.ts';
import { KOREAN_OUTPUTS } from '../../conductor/affect/text/korean.ts';
import { KOREAN_COLUMNS } from '../../conductor/affect/text/korean-features.ts';
import type { Korean, Side } from './model.ts';
import type { SparseLinear } from './ridge.ts';

/** Element type of onnx.TensorProto, for Cast. */
const INT64 = 7;
const FLOAT = 1;

/** Calibration as if both answers were equally frequent, folded into the sum. */
const folded = ({ sum, even }: Side): SparseLinear => ({
  weights: sum.weights.map((w) => w * even.a),
  bias: sum.bias * even.a + even.b,
});

/** 1 for single stems that the model learnt of, so that a sentence it knows nothing of can be told. */
const knownSum = ({ stems, polarity }: Korean): SparseLinear => {
  const weights = new Float64Array(KOREAN_COLUMNS);
  for (const j of stems) if (polarity.sum.weights[j] !== 0) weights[j] = 1;
  return { weights, bias: 0 };
};

/** The sums in the order of `KOREAN_OUTPUTS`. */
const sumsOf = (model: Korean): SparseLinear[] => [
  folded(model.positive),
  folded(model.negative),
  model.arousal,
  folded(model.polarity),
  knownSum(model),
];

const tableOf = (sums: readonly SparseLinear[]): Float32Array => {
  const table = new Float32Array(KOREAN_COLUMNS * sums.length);
  sums.forEach(({ weights }, k) => {
    for (let j = 0; j < weights.length; j++) table[j * sums.length + k] = weights[j] ?? 0;
  });
  return table;
};

/**
 * `input` [features, 2] float32, the column and the value of each feature of one sentence -> `output` [1, 5]:
 * probabilities of positive and negative, arousal 0..1, probability of positive against negative, and how
 * much of the sentence is known. The table is held at half precision.
 */
export const koreanGraph = (model: Korean): Uint8Array => {
  const sums = sumsOf(model);
  return onnxBytes({
    name: 'text-ko',
    inputs: [{ name: 'input', type: 'float', dims: ['features', 2] }],
    outputs: [{ name: 'output', type: 'float', dims: [1, KOREAN_OUTPUTS.length] }],
    initializers: [
      float16s('table', [KOREAN_COLUMNS, sums.length], tableOf(sums)),
      floats(
        'bias',
        [1, sums.length],
        sums.map(({ bias }) => bias),
      ),
      int64s('zero', [], [0]),
      int64s('one', [1], [1]),
      int64s('parts', [5], [1, 1, 1, 1, 1]),
      floats('low', [], [0]),
      floats('high', [], [1]),
    ],
    nodes: [
      node('Gather', ['input', 'zero'], ['column-f'], { axis: { int: 1 } }),
      node('Cast', ['column-f'], ['column'], { to: { int: INT64 } }),
      node('Gather', ['table', 'column'], ['rows-16']),
      node('Cast', ['rows-16'], ['rows'], { to: { int: FLOAT } }),
      node('Gather', ['input', 'one'], ['value-column'], { axis: { int: 1 } }),
      node('Transpose', ['value-column'], ['value'], { perm: { ints: [1, 0] } }),
      node('MatMul', ['value', 'rows'], ['weighted']),
      node('Add', ['weighted', 'bias'], ['sums']),
      node('Split', ['sums', 'parts'], ['p', 'n', 'a', 'l', 'known'], { axis: { int: 1 } }),
      node('Sigmoid', ['p'], ['positive']),
      node('Sigmoid', ['n'], ['negative']),
      node('Clip', ['a', 'low', 'high'], ['arousal']),
      node('Sigmoid', ['l'], ['polarity']),
      node('Concat', ['positive', 'negative', 'arousal', 'polarity', 'known'], ['output'], {
        axis: { int: 1 },
      }),
    ],
  });
};
