import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { fitLogistic, scoreOf, sigmoid } from '../../../conductor/affect/learning/logistic.ts';
import { scaled, standardiser } from '../../../conductor/affect/learning/scaling.ts';
import { rowOf, tableOf } from '../../../conductor/affect/learning/table.ts';
import { boostScore, fitBoost } from '../../../conductor/affect/learning/trees.ts';
import {
  float16s,
  floats,
  halfOf,
  int8s,
  int64s,
  node,
  onnxBytes,
} from '../../../conductor/affect/onnx/graph.ts';
import { linearGraph } from '../../../conductor/affect/onnx/linear.ts';
import { treesGraph } from '../../../conductor/affect/onnx/trees.ts';
import { random } from '../../../sensors/random.ts';

const run = async (
  bytes: Uint8Array,
  feeds: Record<string, ort.Tensor>,
): Promise<ArrayLike<number>> => {
  const session = await ort.InferenceSession.create(bytes);
  const { output } = await session.run(feeds);
  return output?.data as Float32Array;
};

const people = () => {
  const chance = random(3, 'people');
  const rows = Array.from({ length: 300 }, () => [
    chance.normal() * 40 + 900,
    chance.normal(),
    chance.range(-1, 1),
  ]);
  const y = rows.map(([a = 0, b = 0]) => (b + (a - 900) / 40 + chance.normal() > 0 ? 1 : 0));
  return { x: tableOf(rows), y };
};
const asInput = (x: { rows: number; cols: number; data: Float64Array }) => ({
  input: new ort.Tensor('float32', Float32Array.from(x.data), [x.rows, x.cols]),
});

describe('a graph that is written', () => {
  it('says in the runtime what the fitted logistic says, scaling and temperature folded in', async () => {
    const { x, y } = people();
    const scaling = standardiser(x);
    const model = fitLogistic(scaled(x, scaling), y, { l2: 0.01 });
    const bytes = linearGraph({
      name: 'test',
      sums: [model],
      scaling,
      head: 'sigmoid',
      temperature: 2,
    });
    const said = await run(bytes, asInput(x));
    const table = scaled(x, scaling);
    for (let i = 0; i < x.rows; i++)
      expect(said[i]).toBeCloseTo(sigmoid(scoreOf(model, rowOf(table, i)) / 2), 3);
  });

  it('adds up trees as the learner does', async () => {
    const { x, y } = people();
    // Thresholds are single precision in the graph: values that lie between the steps of it may go the other way.
    const exact = { ...x, data: Float64Array.from(Float32Array.from(x.data)) };
    const model = fitBoost(exact, y, {
      rounds: 30,
      depth: 3,
      rate: 0.2,
      minLeaf: 5,
      subsample: 0.8,
      columns: 1,
      seed: 1,
      loss: 'logistic',
    });
    const said = await run(
      treesGraph({ name: 'trees', model, columns: 3, head: 'none' }),
      asInput(exact),
    );
    for (let i = 0; i < x.rows; i++)
      expect(said[i]).toBeCloseTo(boostScore(model, rowOf(exact, i)), 4);
  });

  it('carries half floats, bytes and whole numbers', async () => {
    const bytes = onnxBytes({
      name: 'gather',
      inputs: [{ name: 'ids', type: 'int64', dims: ['n'] }],
      outputs: [{ name: 'output', type: 'float', dims: ['n', 2] }],
      initializers: [
        float16s('table', [3, 2], [1, -2.5, 0.333, 65504, 6e-5, -0.1]),
        int8s('more', [1, 2], Int8Array.from([-3, 5])),
        int64s('axis', [1], [0]),
        floats('zero', [1], [0]),
      ],
      nodes: [
        node('Gather', ['table', 'ids'], ['half'], { axis: { int: 0 } }),
        node('Cast', ['half'], ['wide'], { to: { int: 1 } }),
        node('Cast', ['more'], ['moreWide'], { to: { int: 1 } }),
        node('Add', ['wide', 'moreWide'], ['output']),
      ],
    });
    const ids = new ort.Tensor('int64', BigInt64Array.from([2n, 0n, 1n]), [3]);
    const said = Array.from(await run(bytes, { ids }));
    [-3 + 6e-5, 4.9, -2, 2.5, -2.667, 65509].forEach((v, i) => {
      expect(Math.abs((said[i] ?? 0) - v)).toBeLessThan(Math.max(1e-3, Math.abs(v) * 1e-3));
    });
  });

  it('rounds to half precision as IEEE 754 does', () => {
    expect(halfOf(1)).toBe(0x3c00);
    expect(halfOf(-2)).toBe(0xc000);
    expect(halfOf(65520)).toBe(0x7c00);
    expect(halfOf(2 ** -24)).toBe(1);
    expect(halfOf(2 ** -26)).toBe(0);
    expect(halfOf(1 + 2 ** -11)).toBe(0x3c00);
    expect(halfOf(1 + 3 * 2 ** -11)).toBe(0x3c02);
    expect(halfOf(Number.NaN)).toBe(0x7e00);
  });
});
