import type { Linear } from '../learning/ridge.ts';
import type { Scaling } from '../learning/scaling.ts';
import { floats, node, onnxBytes } from './graph.ts';

export interface LinearGraph {
  readonly name: string;
  /** One weighted sum an output. */
  readonly sums: readonly Linear[];
  /** Folded into the weights. */
  readonly scaling?: Scaling;
  /** sigmoid: every output by itself. softmax: shares of one. none: the sums. */
  readonly head: 'sigmoid' | 'softmax' | 'none';
  /** Divides the sums. */
  readonly temperature?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Weights and constant for values as they come, not as they were scaled. */
export const unscaled = ({ weights, bias }: Linear, scaling: Scaling | undefined): Linear => {
  if (!scaling) return { weights, bias };
  let constant = bias;
  const raw = weights.map((w, j) => {
    const sd = scaling.sd[j] ?? 0;
    if (!(sd > 0)) return 0;
    constant -= (w * (scaling.mean[j] ?? 0)) / sd;
    return w / sd;
  });
  return { weights: raw, bias: constant };
};

/** A graph `input` [rows, columns] float32 -> `output` [rows, sums] float32. */
export const linearGraph = (graph: LinearGraph): Uint8Array => {
  const { temperature = 1 } = graph;
  const sums = graph.sums.map((sum) => unscaled(sum, graph.scaling));
  const columns = sums[0]?.weights.length ?? 0;
  const matrix = new Float64Array(columns * sums.length);
  sums.forEach((sum, k) => {
    sum.weights.forEach((w, j) => {
      matrix[j * sums.length + k] = w / temperature;
    });
  });
  const constant = sums.map((sum) => sum.bias / temperature);
  const heads = {
    sigmoid: [node('Sigmoid', ['sums'], ['output'])],
    softmax: [node('Softmax', ['sums'], ['output'], { axis: { int: 1 } })],
    none: [node('Identity', ['sums'], ['output'])],
  };
  return onnxBytes({
    name: graph.name,
    inputs: [{ name: 'input', type: 'float', dims: ['rows', columns] }],
    outputs: [{ name: 'output', type: 'float', dims: ['rows', sums.length] }],
    initializers: [
      floats('weights', [columns, sums.length], matrix),
      floats('bias', [sums.length], constant),
    ],
    nodes: [
      node('MatMul', ['input', 'weights'], ['weighted']),
      node('Add', ['weighted', 'bias'], ['sums']),
      ...heads[graph.head],
    ],
    ...(graph.metadata && { metadata: graph.metadata }),
  });
};
