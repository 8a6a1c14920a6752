import { describe, expect, it } from 'vitest';
import { lean, leaned } from '../../../conductor/affect/text/english-lean.ts';

const logit = (p: number): number => Math.log(p / (1 - p));

describe('leaned', () => {
  it('takes the mean of what both say of the side', () => {
    const [positive, negative] = leaned(0.5, 0.5, 0.75, 2);
    expect(lean(positive, negative)).toBeCloseTo(1);
    const [sadder, sad] = leaned(0.6, 0.6, 0.25, 2);
    expect(lean(sadder, sad)).toBeCloseTo(-1);
    const [agreed, small] = leaned(0.8, 0.2, 0.5 + 0.25 * (lean(0.8, 0.2) / 2), 2);
    expect([agreed, small]).toEqual([expect.closeTo(0.8), expect.closeTo(0.2)]);
  });

  it('keeps both high where both are', () => {
    const [positive, negative] = leaned(0.8, 0.7, 0.6, 2);
    expect(logit(positive) + logit(negative)).toBeCloseTo(logit(0.8) + logit(0.7));
    expect(Math.min(positive, negative)).toBeGreaterThan(0.6);
  });

  it('moves nothing without a spread or a valence', () => {
    for (const [valence, spread] of [
      [0.9, 0],
      [0.9, Number.NaN],
      [Number.NaN, 2],
      [Number.POSITIVE_INFINITY, 2],
    ] as const)
      expect(leaned(0.3, 0.6, valence, spread)).toEqual([0.3, 0.6]);
  });

  it('stays inside 0 and 1 for anything sure', () => {
    for (const [positive, negative] of [
      [0, 1],
      [1, 0],
      [1, 1],
      [0, 0],
    ] as const)
      for (const valence of [-3, 0, 0.5, 1, 4])
        for (const p of leaned(positive, negative, valence, 2)) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThan(1);
        }
  });
});
