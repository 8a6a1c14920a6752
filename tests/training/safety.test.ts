import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { SafetyCard } from '../../conductor/imagery/safety/card.ts';
import { LIMITS } from '../../conductor/imagery/safety/scores.ts';
import { onnxOf, SIDE } from '../../training/safety/convert.ts';
import { modelIn, type TfModel, type TfNode, type Weight } from '../../training/safety/package.ts';

const MODELS = resolve('conductor/imagery/models');
const PIXELS = SIDE * SIDE * 3;

/** Made pictures whose scores TensorFlow.js 4 gave for the published graph (processor backend, @vladmandic/human 3.3.6). */
const REFERENCE: readonly (readonly [string, Float32Array, readonly number[]])[] = [
  ...(
    [
      [1, [0.002497, 0.000049, 0.997445, 0.000008, 0.000001]],
      [2, [0.000097, 0.000007, 0.999892, 0.000003, 0.000001]],
      [5, [0.00031, 0.000043, 0.999618, 0.000025, 0.000004]],
    ] as const
  ).map(
    ([k, scores]) =>
      [
        `waves ${k}`,
        Float32Array.from({ length: PIXELS }, (_, i) => {
          const c = i % 3;
          const p = (i - c) / 3;
          const x = p % SIDE;
          return 0.5 + 0.5 * Math.sin((x * (c + 1) * k + ((p - x) / SIDE) * (3 - c)) / 37 + c);
        }),
        scores,
      ] as const,
  ),
  ['grey', new Float32Array(PIXELS).fill(0.5), [0.048277, 0.042026, 0.90655, 0.001544, 0.001603]],
];

const ask = async (onnx: Uint8Array, picture: Float32Array): Promise<readonly number[]> => {
  const session = await ort.InferenceSession.create(onnx, {
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const tensor = new ort.Tensor('float32', picture, [1, SIDE, SIDE, 3]);
  const { classes } = await session.run({ picture: tensor });
  await session.release();
  return Array.from(classes?.data as Float32Array);
};

describe('the network of the safety gate as it ships', () => {
  const onnx = readFileSync(resolve(MODELS, 'safety.onnx'));
  const card = SafetyCard.parse(
    JSON.parse(readFileSync(resolve(MODELS, 'safety.card.json'), 'utf8')),
  );

  it('is the file its card describes, with the limits that are used', () => {
    expect(createHash('sha256').update(onnx).digest('hex')).toBe(card.sha256);
    expect(card.bytes).toBe(onnx.length);
    expect(card.limits).toEqual(LIMITS);
  });

  it.each(REFERENCE)('gives what the published one gives: %s', async (_, picture, scores) => {
    const found = await ask(onnx, picture);
    expect(Math.max(...found.map((v, i) => Math.abs(v - (scores[i] ?? Number.NaN))))).toBeLessThan(
      1e-3,
    );
  });
});

const list = (values: readonly (string | number)[], kind: 'i' | 's') => ({
  list: { [kind]: values.map((v) => (kind === 's' ? btoa(String(v)) : String(v))) },
});
const conv = (
  op: string,
  name: string,
  input: string[],
  stride: number,
  ends: string[],
): TfNode => ({
  name,
  op,
  input,
  attr: {
    strides: list([1, stride, stride, 1], 'i'),
    dilations: list([1, 1, 1, 1], 'i'),
    padding: { s: btoa('SAME') },
    data_format: { s: btoa('NHWC') },
    fused_ops: list(ends, 's'),
  },
});
const weight = (shape: number[], scale: number, values: number[]): Weight => ({
  shape,
  min: -128 * scale,
  scale,
  bytes: Uint8Array.from(values, (v) => v + 128),
});

/** A network of one depthwise and one dense convolution, so small that its answer is worked out by hand below. */
const tiny = (change: Partial<TfNode> = {}): TfModel => ({
  nodes: [
    // Out of order, as converters write them.
    { name: 'out', op: 'Identity', input: ['soft'], attr: {} },
    { name: 'soft', op: 'Softmax', input: ['dense'], attr: {} },
    {
      name: 'dense',
      op: '_FusedMatMul',
      input: ['flat', 'w3', 'b3'],
      attr: { fused_ops: list(['BiasAdd'], 's') },
    },
    { name: 'flat', op: 'Squeeze', input: ['pool'], attr: {} },
    { name: 'pool', op: 'AvgPool', input: ['two'], attr: {} },
    conv('_FusedConv2D', 'two', ['one', 'w2', 'b2'], 1, ['BiasAdd']),
    {
      ...conv('FusedDepthwiseConv2dNative', 'one', ['input', 'w1', 'b1'], 2, ['BiasAdd', 'Relu6']),
      ...change,
    },
    { name: 'input', op: 'Placeholder', input: [], attr: {} },
  ],
  weights: new Map([
    // One tap in the middle of the kernel, another factor for each channel.
    ['w1', weight([3, 3, 3, 1], 1, [...Array(12).fill(0), 1, 2, 20, ...Array(12).fill(0)])],
    ['b1', weight([3], 1, [0, 1, 0])],
    // out[o] = sum over i of in[i] * w[i][o], w[i][o] = 1 where i = o, and in[2] goes to both.
    ['w2', weight([1, 1, 3, 2], 0.5, [2, 0, 0, 2, 2, 2])],
    ['b2', weight([2], 1, [0, 0])],
    ['w3', weight([2, 2], 1, [1, 0, 0, 1])],
    ['b3', weight([2], 1, [0, 0])],
  ]),
});

describe('a graph of TensorFlow.js written as ONNX', () => {
  it('gives the same numbers: kernels, channels, strides, clipping and the order of its nodes', async () => {
    const picture = Float32Array.from({ length: PIXELS }, (_, i) => [0.5, 0.25, 0.75][i % 3] ?? 0);
    // 0.5; 0.25 * 2 + 1 = 1.5; 0.75 * 20 clipped to 6. Then 0.5 + 6 and 1.5 + 6, which differ by 1.
    const [a = 0, b = 0] = await ask(onnxOf(tiny(), 2), picture);
    expect(b / a).toBeCloseTo(Math.E, 4);
  });

  it('gives the same bytes every time', () => {
    expect(onnxOf(tiny(), 2)).toEqual(onnxOf(tiny(), 2));
  });

  it('refuses what it was not taught', () => {
    expect(() => onnxOf(tiny({ op: 'Conv3D' }), 2)).toThrow(/no Conv3D/);
    expect(() => onnxOf(tiny({ input: ['nowhere', 'w1', 'b1'] }), 2)).toThrow(/never made/);
    const { attr } = conv('x', 'y', [], 1, ['BiasAdd', 'Tanh']);
    expect(() => onnxOf(tiny({ attr }), 2)).toThrow(/BiasAdd, Tanh/);
  });

  it('refuses a package that holds something else', () => {
    expect(() => modelIn(gzipSync(Buffer.alloc(1024)))).toThrow(
      expect.objectContaining({ code: 'training.safety-changed' }),
    );
  });
});
