import { littleFloats, type Message, message } from './proto.ts';

/** Element types of onnx.TensorProto. */
const TYPES = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
export type Type = keyof typeof TYPES;

/** A constant of the graph. */
export interface Tensor {
  readonly name: string;
  readonly type: Type;
  readonly dims: readonly number[];
  /** Little-endian values. */
  readonly raw: Uint8Array;
}

/** An input or output; a word stands for a length that may change. */
export interface Port {
  readonly name: string;
  readonly type: Type;
  readonly dims: readonly (number | string)[];
}

/** Numbers are whole where they are written as `{ int }`; lists of floats as `{ floats }`. */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly floats: ArrayLike<number> }
  | { readonly text: string }
  | { readonly texts: readonly string[] };

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: string;
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly Node[];
  readonly initializers: readonly Tensor[];
  readonly metadata?: Readonly<Record<string, string>>;
}

export const node = (
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
  domain = '',
): Node => ({ op, inputs, outputs, attributes, domain });

export const floats = (name: string, dims: readonly number[], data: ArrayLike<number>): Tensor => ({
  name,
  type: 'float',
  dims,
  raw: littleFloats(data),
});

export const int64s = (name: string, dims: readonly number[], data: readonly number[]): Tensor => {
  const view = new DataView(new ArrayBuffer(data.length * 8));
  data.forEach((v, i) => {
    view.setBigInt64(i * 8, BigInt(v), true);
  });
  return { name, type: 'int64', dims, raw: new Uint8Array(view.buffer) };
};

export const int8s = (name: string, dims: readonly number[], data: Int8Array): Tensor => ({
  name,
  type: 'int8',
  dims,
  raw: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
});

/** Half precision, rounded to nearest, ties to even (IEEE 754 binary16). */
export const halfOf = (value: number): number => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const mantissa = bits & 0x7fffff;
  if (exponent >= 31) return sign | (Number.isNaN(value) ? 0x7e00 : 0x7c00);
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    return sign | rounded((mantissa | 0x800000) >>> 0, 14 - exponent);
  }
  return sign | (((exponent << 10) + rounded(mantissa, 13)) & 0x7fff);
};

const rounded = (mantissa: number, shift: number): number => {
  const low = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const kept = mantissa >>> shift;
  return low > half || (low === half && (kept & 1) === 1) ? kept + 1 : kept;
};

export const float16s = (
  name: string,
  dims: readonly number[],
  data: ArrayLike<number>,
): Tensor => {
  const view = new DataView(new ArrayBuffer(data.length * 2));
  for (let i = 0; i < data.length; i++) view.setUint16(i * 2, halfOf(data[i] ?? 0), true);
  return { name, type: 'float16', dims, raw: new Uint8Array(view.buffer) };
};

const attribute = (name: string, value: Attribute): Message => {
  const out = message().text(1, name);
  if ('float' in value) return out.float(2, value.float).int(20, 1);
  if ('int' in value) return out.int(3, value.int).int(20, 2);
  if ('text' in value) return out.text(4, value.text).int(20, 3);
  if ('floats' in value) return out.floats(7, value.floats).int(20, 6);
  if ('ints' in value) return out.ints(8, value.ints).int(20, 7);
  for (const word of value.texts) out.text(9, word);
  return out.int(20, 8);
};

const nodeMessage = ({ op, inputs, outputs, attributes = {}, domain }: Node, i: number) => {
  const out = message();
  for (const name of inputs) out.text(1, name);
  for (const name of outputs) out.text(2, name);
  out.text(3, `${op}_${i}`).text(4, op);
  for (const [name, value] of Object.entries(attributes)) out.message(5, attribute(name, value));
  return domain ? out.text(7, domain) : out;
};

const tensorMessage = ({ name, type, dims, raw }: Tensor): Message =>
  message().ints(1, dims).int(2, TYPES[type]).text(8, name).bytes(9, raw);

const portMessage = ({ name, type, dims }: Port): Message => {
  const shape = message();
  for (const dim of dims)
    shape.message(1, typeof dim === 'number' ? message().int(1, dim) : message().text(2, dim));
  const tensor = message().int(1, TYPES[type]).message(2, shape);
  return message().text(1, name).message(2, message().message(1, tensor));
};

const OPSET = 17;
const ML_OPSET = 3;
const IR_VERSION = 8;

/** The bytes of an ONNX model (onnx.proto3, IR 8, opset 17 and ai.onnx.ml 3). The same graph gives the same bytes. */
export const onnxBytes = (graph: Graph): Uint8Array => {
  const body = message();
  graph.nodes.forEach((n, i) => {
    body.message(1, nodeMessage(n, i));
  });
  body.text(2, graph.name);
  for (const tensor of graph.initializers) body.message(5, tensorMessage(tensor));
  for (const port of graph.inputs) body.message(11, portMessage(port));
  for (const port of graph.outputs) body.message(12, portMessage(port));
  const out = message()
    .int(1, IR_VERSION)
    .text(2, 'yeoun')
    .message(7, body)
    .message(8, message().text(1, '').int(2, OPSET))
    .message(8, message().text(1, 'ai.onnx.ml').int(2, ML_OPSET));
  for (const [key, value] of Object.entries(graph.metadata ?? {}))
    out.message(14, message().text(1, key).text(2, value));
  return out.done();
};
