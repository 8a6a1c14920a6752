import { describe, expect, it } from 'vitest';
import { WINDOW_FEATURES } from '../../../conductor/affect/wrist/channels.ts';
import { normaliser } from '../../../conductor/affect/wrist/normaliser.ts';
import { eased, VECTOR_NAMES, wristVector } from '../../../conductor/affect/wrist/vector.ts';
import { seeded, T0 } from '../support.ts';

const one = { mean: [0], sd: [1] };
const push = (past: ReturnType<typeof normaliser>, x: number): number => {
  const out = new Float64Array(1);
  past.push([x], out);
  return out[0] ?? Number.NaN;
};

describe('the running normaliser', () => {
  it('begins at the population and becomes the person', () => {
    const past = normaliser(one, 300);
    expect(push(past, 2)).toBeCloseTo(2, 6);
    for (let i = 0; i < 400; i++) push(past, 10 + (i % 2));
    expect(Math.abs(push(past, 10.5))).toBeLessThan(0.05);
  });

  it('looks at the past alone: what comes later changes nothing that was said', () => {
    const random = seeded(1);
    const values = Array.from({ length: 80 }, random);
    const said = (tail: number) => {
      const past = normaliser(one, 300);
      return [...values, tail].map((x) => push(past, x));
    };
    expect(said(100).slice(0, 80)).toEqual(said(-100).slice(0, 80));
  });

  it('forgets: an hour on, the same minutes are read the same whatever the hour was', () => {
    const readAfter = (hour: number) => {
      const past = normaliser(one, 300);
      for (let i = 0; i < 720; i++) push(past, hour + (i % 3));
      for (let i = 0; i < 720; i++) push(past, i % 5);
      return push(past, 4);
    };
    expect(readAfter(50)).toBeCloseTo(readAfter(-3), 1);
  });

  it('knows no time: steady noise is read alike after two minutes and after two hours', () => {
    const random = seeded(8);
    const past = normaliser({ mean: [0.5], sd: [0.29] }, 300);
    const said = Array.from({ length: 1440 }, () => push(past, random()));
    const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
    const size = (x: number[]) => Math.sqrt(mean(x.map((v) => v * v)));
    expect(Math.abs(mean(said.slice(24, 264)) - mean(said.slice(-240)))).toBeLessThan(0.2);
    expect(Math.abs(size(said.slice(24, 264)) - size(said.slice(-240)))).toBeLessThan(0.2);
  });

  it('says 0 of what is no number and learns nothing from it; says 4 of what is impossible', () => {
    const [a, b] = [normaliser(one, 300), normaliser(one, 300)];
    for (let i = 0; i < 50; i++) {
      push(a, i % 4);
      push(b, i % 4);
      expect(push(b, Number.NaN)).toBe(0);
    }
    expect(push(a, 3)).toBe(push(b, 3));
    expect(push(a, 1e12)).toBe(4);
    const still = normaliser({ mean: [0], sd: [0] }, 300);
    expect(push(still, 0)).toBe(0);
  });
});

describe('the row of a window', () => {
  const population = { mean: WINDOW_FEATURES.map(() => 0), sd: WINDOW_FEATURES.map(() => 1) };
  const windowOf = (value: number, atMs = T0) => ({
    atMs,
    values: new Float64Array(WINDOW_FEATURES.length).fill(value),
    recorded: false,
  });

  it('has a number for every name, finite whatever comes', () => {
    const vector = wristVector(population);
    for (const value of [0, 1, Number.NaN, 1e30, Number.NEGATIVE_INFINITY, -2]) {
      const row = vector.push(windowOf(value));
      expect(row).toHaveLength(VECTOR_NAMES.length);
      expect(row.every((v) => Number.isFinite(v) && Math.abs(v) <= 4)).toBe(true);
    }
  });

  it('holds no level against more than ten minutes, and no name of time', () => {
    for (const name of VECTOR_NAMES) {
      expect(name).not.toMatch(/time|elapsed|count|since/);
      if (name.includes('.level')) expect(Number(name.split('@')[1])).toBeLessThanOrEqual(600);
    }
  });

  it('is the same again after a reset', () => {
    const vector = wristVector(population);
    const first = [1, 2, 3].map((v) => vector.push(windowOf(v)));
    vector.reset();
    expect([1, 2, 3].map((v) => vector.push(windowOf(v)))).toEqual(first);
  });
});

describe('easing', () => {
  it('goes 63 % of the way in one time constant and starts anew after silence', () => {
    const ease = eased(30);
    ease.push(Float64Array.of(0), T0);
    let shown = 0;
    for (let s = 5; s <= 30; s += 5) shown = ease.push(Float64Array.of(1), T0 + s * 1000)[0] ?? 0;
    expect(shown).toBeCloseTo(1 - Math.exp(-1), 6);
    expect(ease.push(Float64Array.of(0.2), T0 + 200_000)[0]).toBeCloseTo(0.2, 9);
  });
});
