import { YeounError } from '#contracts/errors';
import {
  type Attribute,
  floats,
  int64s,
  type Node,
  node,
  onnxBytes,
  type Tensor,
} from '../../conductor/affect/onnx/graph.ts';
import type { TfModel, TfNode, Weight } from './package.ts';

/** Side of the square the network looks at, in pixels. */
export const SIDE = 224;
export const INPUT = 'picture';
export const OUTPUT = 'classes';

const refused = (where: string, what: string): YeounError =>
  new YeounError(
    'training.safety-unknown',
    where,
    what,
    'Teach training/safety/convert.ts this part.',
  );

const word = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');
const sizeOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/** Where each number of a permuted array comes from. */
const permuted = (bytes: Uint8Array, shape: readonly number[], order: readonly number[]) => {
  const dims = order.map((axis) => shape[axis] ?? 1);
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const from = order.map((axis) => steps[axis] ?? 1);
  const out = new Uint8Array(bytes.length);
  const at = dims.map(() => 0);
  for (let i = 0; i < out.length; i++) {
    out[i] = bytes[at.reduce((sum, n, axis) => sum + n * (from[axis] ?? 0), 0)] ?? 0;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] ?? 0) + 1;
      if ((at[axis] ?? 0) < (dims[axis] ?? 1)) break;
      at[axis] = 0;
    }
  }
  return { dims, bytes: out };
};

const valuesOf = ({ min, scale, bytes }: Weight): Float32Array =>
  Float32Array.from(bytes, (q) => min + scale * q);

/** Height, width, in, out (for a depthwise kernel: channels, 1) to out, in, height, width. */
const KERNEL = { dense: [3, 2, 0, 1], depthwise: [2, 3, 0, 1] } as const;
const DENSE_OPS: readonly string[] = ['_FusedConv2D'];
const CONVOLUTIONS: readonly string[] = [...DENSE_OPS, 'FusedDepthwiseConv2dNative'];

/** Writes a graph of TensorFlow.js (as far as MobileNet V2 needs it) as one of ONNX that takes the same input. */
const converter = ({ weights }: TfModel) => {
  const nodes: Node[] = [];
  const initializers: Tensor[] = [];
  const names = new Map<string, string>();
  let count = 0;
  const fresh = (): string => `t${count++}`;

  const weightOf = (name: string): Weight => {
    const weight = weights.get(name);
    if (!weight) throw refused(name, 'There is no such constant.');
    return weight;
  };
  const nameOf = (input: string): string => {
    const name = names.get(input);
    if (name === undefined) throw refused(input, 'Nothing has made it yet.');
    return name;
  };
  const put = (tensor: Tensor): string => {
    initializers.push(tensor);
    return tensor.name;
  };
  const push = (
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string => {
    const out = fresh();
    nodes.push(node(op, inputs, [out], attributes));
    return out;
  };
  const small = (weight: Weight): string => put(floats(fresh(), weight.shape, valuesOf(weight)));
  /** A large constant stays one byte a number in the file, and is spread when the graph is loaded. */
  const large = (weight: Weight, order: readonly number[]): string => {
    const { dims, bytes } = permuted(weight.bytes, weight.shape, order);
    const whole = put({ name: fresh(), type: 'uint8', dims, raw: bytes });
    const cast = push('Cast', [whole], { to: { int: 1 } });
    const scaled = push('Mul', [cast, put(floats(fresh(), [], [weight.scale]))]);
    return push('Add', [scaled, put(floats(fresh(), [], [weight.min]))]);
  };

  const finished = (name: string, { attr }: TfNode): string => {
    const ops = (attr.fused_ops?.list?.s ?? []).map(word);
    const after = ops.filter((op) => op !== 'BiasAdd');
    if (!ops.includes('BiasAdd') || after.some((op) => op !== 'Relu6'))
      throw refused(name, `It ends in ${ops.join(', ')}.`);
    if (after.length === 0) return name;
    const bounds = [0, 6].map((v) => put(floats(fresh(), [], [v])));
    return push('Clip', [name, ...bounds]);
  };

  const convolution = (one: TfNode): string => {
    const [input = '', kernel = '', bias = ''] = one.input;
    const { attr } = one;
    const weight = weightOf(kernel);
    const isDense = DENSE_OPS.includes(one.op);
    const [, high = 1, wide = 1] = (attr.strides?.list?.i ?? []).map(Number);
    const isPlain = (attr.dilations?.list?.i ?? []).every((d) => d === '1');
    if (
      !isPlain ||
      word(attr.padding?.s ?? '') !== 'SAME' ||
      word(attr.data_format?.s ?? '') !== 'NHWC'
    )
      throw refused(one.name, 'It is no plain convolution over the same size.');
    const order = isDense ? KERNEL.dense : KERNEL.depthwise;
    const out = push('Conv', [nameOf(input), large(weight, order), small(weightOf(bias))], {
      kernel_shape: { ints: weight.shape.slice(0, 2) },
      strides: { ints: [high, wide] },
      group: { int: isDense ? 1 : (weight.shape[2] ?? 1) },
      auto_pad: { text: 'SAME_UPPER' },
    });
    return finished(out, one);
  };

  const matrix = (one: TfNode): string => {
    const [input = '', kernel = '', bias = ''] = one.input;
    const flat = push('Flatten', [nameOf(input)], { axis: { int: 1 } });
    const product = push('MatMul', [flat, large(weightOf(kernel), [0, 1])]);
    return finished(push('Add', [product, small(weightOf(bias))]), one);
  };

  /** A number, or what a node made. */
  const either = (input: string): string =>
    weights.has(input) ? small(weightOf(input)) : nameOf(input);

  const converted = (one: TfNode): string => {
    const [first = '', second = ''] = one.input;
    if (CONVOLUTIONS.includes(one.op)) return convolution(one);
    if (one.op === '_FusedMatMul') return matrix(one);
    if (one.op === 'Mul' || one.op === 'Sub') return push(one.op, [either(first), either(second)]);
    if (one.op === 'AddV2') return push('Add', [nameOf(first), nameOf(second)]);
    if (one.op === 'AvgPool') return push('GlobalAveragePool', [nameOf(first)]);
    if (one.op === 'Squeeze' || one.op === 'Identity') return nameOf(first);
    if (one.op === 'Softmax') return push('Softmax', [nameOf(first)], { axis: { int: -1 } });
    throw refused(one.name, `There is no ${one.op} here.`);
  };

  return {
    begin: (name: string) =>
      names.set(name, push('Transpose', [INPUT], { perm: { ints: [0, 3, 1, 2] } })),
    take: (one: TfNode) => names.set(one.name, converted(one)),
    end(last: string, classes: number): Uint8Array {
      const shape = put(int64s(fresh(), [2], [1, classes]));
      nodes.push(node('Reshape', [nameOf(last), shape], [OUTPUT]));
      return onnxBytes({
        name: 'safety',
        inputs: [{ name: INPUT, type: 'float', dims: [1, SIDE, SIDE, 3] }],
        outputs: [{ name: OUTPUT, type: 'float', dims: [1, classes] }],
        nodes,
        initializers,
      });
    },
  };
};

/** The nodes in an order in which each comes after those it needs. Throws where there is none. */
const inOrder = (nodes: readonly TfNode[], ready: Set<string>): readonly TfNode[] => {
  const out: TfNode[] = [];
  let rest = nodes;
  while (rest.length > 0) {
    const now = rest.filter(({ input }) => input.every((name) => ready.has(name)));
    const [first] = rest;
    if (now.length === 0 && first) throw refused(first.name, 'What it needs is never made.');
    out.push(...now);
    for (const { name } of now) ready.add(name);
    rest = rest.filter((one) => !now.includes(one));
  }
  return out;
};

/**
 * ONNX of the network: input [1, 224, 224, 3], red green blue 0..1; output [1, `classes`], shares of 1.
 * The same model gives the same bytes.
 */
export const onnxOf = (model: TfModel, classes: number): Uint8Array => {
  const entry = model.nodes.find(({ op }) => op === 'Placeholder');
  if (!entry) throw refused('graph', 'It takes no picture.');
  const inner = model.nodes.filter(({ op }) => op !== 'Const' && op !== 'Placeholder');
  const made = converter(model);
  made.begin(entry.name);
  const order = inOrder(inner, new Set([entry.name, ...model.weights.keys()]));
  for (const one of order) made.take(one);
  return made.end(order.at(-1)?.name ?? '', classes);
};
