import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterInterval } from '../../../conductor/affect/learning/bootstrap.ts';
import {
  auc,
  balancedAccuracy,
  brier,
  ece,
  logLoss,
  macroF1,
  pearson,
  weightedF1,
} from '../../../conductor/affect/learning/metrics.ts';
import { groupFolds, kFold, leaveOneOut } from '../../../conductor/affect/learning/splits.ts';
import { random } from '../../../sensors/random.ts';

describe('scores', () => {
  it('are those of the books on a case small enough to count by hand', () => {
    expect(auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(auc([1, 1, 1, 1], [0, 1, 0, 1])).toBe(0.5);
    expect(auc([1, 2], [1, 1])).toBeNaN();
    expect(auc([1, Number.NaN, 2], [0, 1, 1])).toBeNaN();
    expect(auc([1, Number.POSITIVE_INFINITY, 2], [0, 1, 1])).toBe(1);
    const [said, truth] = [
      [0, 0, 1, 1, 2, 0],
      [0, 0, 0, 1, 1, 1],
    ];
    // Class 0: 2 of 3, class 1: 1 of 3; class 2 never occurs.
    expect(balancedAccuracy(said, truth, 3)).toBeCloseTo(0.5, 12);
    // F1: 0 -> 4/6, 1 -> 2/5, 2 -> 0.
    expect(macroF1(said, truth, 3)).toBeCloseTo((4 / 6 + 2 / 5 + 0) / 3, 12);
    expect(weightedF1(said, truth, 3)).toBeCloseTo((4 / 6 + 2 / 5) / 2, 12);
    expect(brier([0.9, 0.2], [1, 0])).toBeCloseTo((0.01 + 0.04) / 2, 12);
    expect(logLoss([0.9, 0.2], [1, 0])).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 12);
    expect(ece([0.95, 0.95, 0.05, 0.05], [1, 0, 0, 0])).toBeCloseTo((0.9 + 0.1) / 4, 12);
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(pearson([1, 1, 1], [2, 4, 6])).toBeNaN();
  });
});

describe('splits', () => {
  const groups = Array.from({ length: 60 }, (_, i) => `p${i % 7}`);
  it.each([
    ['leave one out', leaveOneOut(groups)],
    ['folds of groups', groupFolds(groups, 3, 5)],
  ])('%s: every row is tested once, and no group lies on both sides', (_, splits) => {
    const tested = splits.flatMap((s) => s.test).sort((a, b) => a - b);
    expect(tested).toEqual(groups.map((_, i) => i));
    for (const { train, test } of splits) {
      const known = new Set(train.map((i) => groups[i]));
      expect(test.some((i) => known.has(groups[i]))).toBe(false);
    }
  });

  it('folds of single rows test every row exactly once, never one they learnt from, whatever their number', () => {
    const size = { n: fc.integer({ min: 0, max: 200 }), k: fc.integer({ min: 1, max: 20 }) };
    fc.assert(
      fc.property(fc.record({ ...size, seed: fc.nat() }), ({ n, k, seed }) => {
        const folds = kFold(n, k, seed);
        const every = Array.from({ length: n }, (_, i) => i);
        const ascending = (places: readonly number[]) => [...places].sort((a, b) => a - b);
        expect(folds).toHaveLength(k);
        expect(ascending(folds.flatMap((s) => s.test))).toEqual(every);
        for (const { train, test } of folds) {
          expect(ascending([...train, ...test])).toEqual(every);
          expect(Math.abs(test.length - n / k)).toBeLessThan(1);
        }
      }),
    );
  });

  it('folds of single rows are the same for the same seed', () => {
    const folds = kFold(50, 5, 1);
    expect(kFold(50, 5, 1)).toEqual(folds);
    expect(kFold(50, 5, 2)).not.toEqual(folds);
  });
});

describe('an interval over groups', () => {
  it('covers the truth about as often as it says, where rows of a group are alike', () => {
    let covered = 0;
    const tries = 120;
    for (let seed = 0; seed < tries; seed++) {
      const chance = random(seed, 'people');
      const groups: string[] = [];
      const values: number[] = [];
      for (let person = 0; person < 25; person++) {
        const own = chance.normal();
        for (let i = 0; i < 8; i++) {
          groups.push(`p${person}`);
          values.push(own + 0.3 * chance.normal());
        }
      }
      const mean = (places: number[]): number =>
        places.reduce((sum, i) => sum + (values[i] ?? 0), 0) / places.length;
      const [low, high] = clusterInterval(groups, mean, { rounds: 200, seed });
      if (low <= 0 && high >= 0) covered++;
    }
    expect(covered / tries).toBeGreaterThan(0.86);
    expect(covered / tries).toBeLessThanOrEqual(0.99);
  });
});
