import { describe, expect, it } from 'vitest';
import { lookFrom, tearOf } from '../../../stage-display/projection/scenes/torn.ts';

const zone = (x: number, share: number) => ({ x, y: 0.4, halfWidth: 0.1, halfHeight: 0.3, share });

describe('the tear of Opening', () => {
  it('is another one for another seed, beside the middle of the stage and nearly level', () => {
    expect(tearOf(217)).toEqual(tearOf(217));
    expect(tearOf(217)).not.toEqual(tearOf(218));
    const sides = new Set<number>();
    for (let seed = 0; seed < 100; seed++) {
      const [x, y, tilt, phase] = tearOf(seed);
      sides.add(Math.sign(x - 0.5));
      expect(Math.abs(x - 0.5)).toBeGreaterThan(0.05);
      expect(Math.abs(x - 0.5)).toBeLessThan(0.12);
      expect(y).toBeGreaterThan(0.5);
      expect(y).toBeLessThan(0.6);
      expect(Math.abs(tilt)).toBeLessThan(0.14);
      expect(Number.isFinite(phase)).toBe(true);
    }
    expect(sides.size).toBe(2);
  });

  it('is looked through from where somebody stands, from the middle where nobody does', () => {
    expect(lookFrom([])).toBe(0);
    expect(lookFrom([zone(0.2, 0)])).toBe(0);
    expect(lookFrom([zone(0.25, 1)])).toBeCloseTo(-0.5);
    expect(lookFrom([zone(0.25, 1), zone(0.75, 1)])).toBeCloseTo(0);
    // Somebody who is just coming moves it a little.
    expect(lookFrom([zone(1, 0.1)])).toBeCloseTo(0.1);
  });
});
