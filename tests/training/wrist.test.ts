import { describe, expect, it } from 'vitest';
import { auc } from '../../conductor/affect/learning/metrics.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';
import { OF_MOVEMENT, VECTOR_NAMES } from '../../conductor/affect/wrist/vector.ts';
import { fitWrist, logitOf } from '../../training/wrist/model.ts';
import { bestThreshold, scoresOf, settle } from '../../training/wrist/nested.ts';
import { labelOf, type Phase } from '../../training/wrist/people.ts';
import type { Row } from '../../training/wrist/rows.ts';
import { fitSigned } from '../../training/wrist/signed-logistic.ts';
import { COLUMN_SIGNS } from '../../training/wrist/signs.ts';
import { seeded } from '../affect/support.ts';

const noise = (seed: number) => {
  const random = seeded(seed);
  return () => random() + random() + random() + random() - 2;
};

describe('logistic regression with signs', () => {
  const draw = noise(1);
  const rows = Array.from({ length: 600 }, () => [draw(), draw(), draw()]);
  const y = rows.map(([a = 0, b = 0]) => (a - b + 0.5 * draw() > 0 ? 1 : 0));
  const weights = rows.map(() => 1);
  const weightsFor = (signs: readonly (0 | 1 | -1)[]) =>
    fitSigned(tableOf(rows), y, { l2: 0.01, weights, signs }).weights;

  it('finds what is there where it may', () => {
    const [a = 0, b = 0, c = 0] = weightsFor([0, 0, 0]);
    expect(a).toBeGreaterThan(1);
    expect(b).toBeLessThan(-1);
    expect(Math.abs(c)).toBeLessThan(0.4);
    expect(Array.from(weightsFor([1, -1, 0]))).toEqual(
      Array.from([a, b, c], (v) => expect.closeTo(v, 3)),
    );
  });

  it('says 0 rather than turn a sign round', () => {
    const [a = 0, b = 0] = weightsFor([-1, 1, 0]);
    expect(Math.abs(a) + Math.abs(b)).toBe(0);
  });
});

describe('labels', () => {
  const phases: Phase[] = [
    ['Baseline', 1000, 1600],
    ['Stroop', 1660, 1960],
    ['Relax', 1960, 2260],
  ];

  it('keep a minute from either edge', () => {
    expect(labelOf(phases, 1_089_000)).toBeNull();
    expect(labelOf(phases, 1_090_000)).toMatchObject({ task: 'Baseline', stress: 0, first: true });
    expect(labelOf(phases, 1_541_000)).toBeNull();
    expect(labelOf(phases, 1_800_000)).toMatchObject({ task: 'Stroop', stress: 1, first: false });
    expect(labelOf(phases, 2_100_000)).toMatchObject({ task: 'Relax', stress: 0, first: false });
    expect(labelOf(phases, 9_000_000)).toBeNull();
  });
});

const RESTING = { task: 'Relax', stress: 0, sinceS: 0, first: false } as const;
const STRESSED = { task: 'Stroop', stress: 1, sinceS: 0, first: false } as const;

/** People whose skin tells stress, with noise, and whose movement tells it louder. */
const people = (n: number): Row[][] =>
  Array.from({ length: n }, (_, p) => {
    const draw = noise(10 + p);
    return Array.from({ length: 96 }, (_, i) => {
      const label = i % 48 < 24 ? RESTING : STRESSED;
      const x = Float64Array.from(
        VECTOR_NAMES,
        (_, j) => draw() + label.stress * (j === 0 ? 1 : OF_MOVEMENT[j] ? 2 : 0),
      );
      return { person: `P${p}`, atMs: i * 15_000, x, label, scored: i % 2 === 0 };
    });
  });

describe('what is settled on training people', () => {
  const six = people(6);
  const train = six.slice(0, 5);
  const test = six[5] ?? [];

  it('reads somebody else, the same twice', () => {
    const model = settle(train, 'without movement');
    const scored = scoresOf(model.linear, test, model.easeS);
    const truth = scored.map(({ row }) => row.label?.stress ?? 0);
    expect(scored).toHaveLength(48);
    expect(
      auc(
        scored.map((s) => s.logit),
        truth,
      ),
    ).toBeGreaterThan(0.75);
    expect(settle(train, 'without movement')).toEqual(model);
    expect(model.platt.a).toBeGreaterThan(0);
  });

  it('does not look at movement where it may not', () => {
    const model = fitWrist(train.flat(), 0.01, 'without movement');
    const loud = Float64Array.from(OF_MOVEMENT, (is) => (is ? 4 : 0));
    expect(logitOf(model, loud)).toBeCloseTo(model.bias, 9);
    VECTOR_NAMES.forEach((name, j) => {
      if (COLUMN_SIGNS[j] === 1) expect(model.weights[j], name).toBeGreaterThanOrEqual(0);
      if (COLUMN_SIGNS[j] === -1) expect(model.weights[j], name).toBeLessThanOrEqual(0);
    });
  });

  it('puts the threshold where both classes are told best', () => {
    expect(bestThreshold([-2, -1, 3, 4], [0, 0, 1, 1])).toBe(3);
  });
});
