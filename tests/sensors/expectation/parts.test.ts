import { describe, expect, it } from 'vitest';
import { habit, surpriseOf } from '../../../sensors/expectation/habit.ts';
import { reservoir, wiring } from '../../../sensors/expectation/reservoir.ts';
import { rls } from '../../../sensors/expectation/rls.ts';
import { slots } from '../../../sensors/expectation/slots.ts';
import { trust } from '../../../sensors/expectation/trust.ts';
import { random } from '../../../sensors/random.ts';

describe('recursive least squares', () => {
  const make = () => rls({ features: 4, outputs: 2, remember: 0.999, ridge: 1, most: 10 });
  const trusted = Float64Array.of(1, 1);
  const truth = [
    [1, -2, 0.5, 3],
    [0, 1, 1, -1],
  ];
  const lesson = (rng: ReturnType<typeof random>) => {
    const x = Float64Array.from({ length: 4 }, () => rng.normal());
    const y = Float64Array.from(truth, (row) => row.reduce((sum, w, i) => sum + w * x[i]!, 0));
    return { x, y };
  };

  it('finds the weights behind what it is shown', () => {
    const net = make();
    const rng = random(1, 'rls');
    for (let n = 0; n < 3000; n++) {
      const { x, y } = lesson(rng);
      net.learn(x, y, trusted);
      net.settle();
    }
    for (const [i, w] of truth.flat().entries()) expect(net.weights[i]).toBeCloseTo(w, 2);
  });

  it('equals ridge regression, forgetting apart', () => {
    const net = rls({ features: 1, outputs: 1, remember: 1 - 1e-12, ridge: 2, most: 100 });
    const pairs = [
      [1, 2],
      [2, 3],
      [-1, 0.5],
    ] as const;
    for (const [x, y] of pairs) {
      net.learn(Float64Array.of(x), Float64Array.of(y), Float64Array.of(1));
      net.settle();
    }
    const [xy, xx] = [2 + 6 - 0.5, 1 + 4 + 1];
    expect(net.weights[0]).toBeCloseTo(xy / (xx + 2), 6);
  });

  it('an output that is not trusted keeps its weights', () => {
    const net = make();
    net.learn(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1), Float64Array.of(1, 0));
    expect([...net.weights.subarray(0, 4)].every((w) => w > 0)).toBe(true);
    expect([...net.weights.subarray(4)]).toEqual([0, 0, 0, 0]);
  });

  it('is not wound up by a hundred thousand steps that say nothing new', () => {
    const net = make();
    const same = Float64Array.of(1, 0, 0, 0);
    for (let n = 0; n < 100_000; n++) {
      net.learn(same, Float64Array.of(0.5, 0.5), trusted);
      net.settle();
    }
    const diagonal = [0, 4, 7, 9].map((k) => net.inverse[k]!);
    expect(diagonal.every((d) => d > 0)).toBe(true);
    expect(diagonal.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(4 + 1e-9);
  });

  it('an inverse that is spoilt begins anew; one glaring mistake teaches little', () => {
    const net = make();
    net.inverse.fill(Number.NaN);
    net.learn(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1), trusted);
    expect(net.inverse[0]).toBe(1);
    net.learn(Float64Array.of(1, 0, 0, 0), Float64Array.of(1e9, 0), trusted);
    expect(net.weights[0]).toBeLessThanOrEqual(10);
    net.settle();
    expect([...net.inverse, ...net.weights].every(Number.isFinite)).toBe(true);
  });
});

describe('the reservoir', () => {
  const wires = () =>
    wiring({ inputs: 3, units: 60, seed: 4, pace: [0.6, 0.1], radius: 0.9, drive: 0.5 });

  it('is wired by its seed alone', () => {
    expect(wires()).toEqual(wires());
    const other = wiring({
      inputs: 3,
      units: 60,
      seed: 5,
      pace: [0.6, 0.1],
      radius: 0.9,
      drive: 0.5,
    });
    expect(other.weight).not.toEqual(wires().weight);
  });

  it('forgets where it began: two states that hear the same become one (echo state property)', () => {
    const [a, b] = [reservoir(wires()), reservoir(wires())];
    a.state.fill(0.9);
    b.state.fill(-0.9);
    const rng = random(2, 'input');
    for (let n = 0; n < 400; n++) {
      const input = Float64Array.from({ length: 3 }, () => rng.normal());
      a.step(input);
      b.step(input);
    }
    const apart = Math.max(...a.state.map((s, i) => Math.abs(s - b.state[i]!)));
    expect(apart).toBeLessThan(1e-3);
    expect(a.state.some((s) => Math.abs(s) > 0.1)).toBe(true);
  });
});

describe('the grid', () => {
  const record = (hz: number, widths: readonly number[]) => {
    const rows: (number[] | 'restart')[] = [];
    const grid = slots(hz, widths, {
      restart: () => rows.push('restart'),
      step: (frame) => rows.push([...frame]),
    });
    return { rows, grid };
  };

  it('lies on the line between samples at uneven times', () => {
    const { rows, grid } = record(10, [1]);
    for (const atMs of [0, 70, 130, 220, 301]) grid.push(0, Float64Array.of(atMs * 2), atMs);
    expect(rows[0]).toBe('restart');
    expect(rows.slice(1).map((r) => Math.round(10 * Number(r)) / 10)).toEqual([0, 200, 400, 600]);
  });

  it('loses no step to rounding at times of today', () => {
    const { rows, grid } = record(30, [1]);
    for (let n = 0; n < 900; n++)
      grid.push(0, Float64Array.of(n), 1_700_000_000_000 + (n * 1000) / 30);
    expect(rows.slice(1)).toHaveLength(900);
    expect(rows.slice(1).every((row, n) => Math.abs(Number(row) - n) < 0.01)).toBe(true);
  });

  it('waits for a part that comes a little later, and goes on without one that stays away', () => {
    const { rows, grid } = record(25, [1, 1]);
    for (let n = 0; n < 50; n++) {
      grid.push(0, Float64Array.of(n), n * 40);
      if (n < 20) grid.push(1, Float64Array.of(-n), n * 40);
    }
    const steps = rows.filter((r) => r !== 'restart');
    expect(steps.slice(1, 20).every((r) => r[0] === -r[1]! || r[0] === 0)).toBe(true);
    expect(steps.at(-1)).toEqual([49, Number.NaN]);
    expect(steps.length).toBeGreaterThanOrEqual(50);
  });

  it('a gap or a clock that steps back begins anew, and never does much at once', () => {
    const { rows, grid } = record(25, [1]);
    const at = (ms: number) => grid.push(0, Float64Array.of(1), ms);
    at(0);
    at(40);
    rows.length = 0;
    at(1e15);
    expect(rows).toEqual(['restart', [1]]);
    at(0);
    expect(rows).toEqual(['restart', [1], 'restart', [1]]);
    at(0);
    at(Number.NaN);
    expect(rows).toHaveLength(4);
  });
});

describe('habit', () => {
  it('finds the mark that nine of ten errors stay below, up and down', () => {
    const one = habit(0.01);
    const rng = random(3, 'errors');
    for (let n = 0; n < 4000; n++) one.learn(rng.next(), 1);
    expect(one.marks[0]).toBeGreaterThan(0.83);
    expect(one.marks[0]).toBeLessThan(0.96);
    for (let n = 0; n < 20_000; n++) one.learn(0.1 * rng.next(), 1);
    expect(one.marks[0]).toBeLessThan(0.15);
  });

  it('never asks for more than the sensor can tell, nor for more than a fifth of the way', () => {
    const one = habit(0.05);
    for (let n = 0; n < 5000; n++) one.learn(0, 0);
    expect(one.ratio(0.05, 0)).toBeCloseTo(1);
    const far = habit(0.05);
    for (let n = 0; n < 5000; n++) far.learn(0.06, 1);
    expect(far.ratio(0.2, 1)).toBeLessThan(1.1);
    expect(far.ratio(Number.NaN, 1)).toBe(0);
  });

  it('surprise is 0 well below the mark, rises with the ratio and stays within 0..1', () => {
    const values = [0, 0.3, 1, 2, 4, 1e9].map(surpriseOf);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[1]).toBeLessThan(0.01);
    expect(values[3]).toBeGreaterThan(0.8);
    expect(values.at(-1)).toBe(1);
    expect(surpriseOf(-1)).toBe(0);
  });
});

it('trust: nothing at first, the right share later, never below 0 or above 1', () => {
  const one = trust(1, 30);
  expect(one.share(0)).toBe(0);
  for (let n = 0; n < 300; n++) one.learn(0, 0.5, 1);
  expect(one.share(0)).toBeCloseTo(0.5, 2);
  for (let n = 0; n < 3000; n++) one.learn(0, 3, 1);
  expect(one.share(0)).toBe(1);
  for (let n = 0; n < 3000; n++) one.learn(0, -1, 1);
  expect(one.share(0)).toBe(0);
  one.learn(0, Number.NaN, 1);
  expect(one.share(0)).toBe(0);
});
