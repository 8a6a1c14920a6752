import { describe, expect, it } from 'vitest';
import { type OutputPatch, PLAIN_OUTPUT, type Slice, WHOLE_SLICE } from '#contracts/output';
import {
  arrived,
  FADE_S,
  type Gliding,
  glide,
  MOST_SPEED,
} from '../../../../stage-display/projection/mapping/glide.ts';

const DT = 1 / 60;
const at = (x: number): Slice => ({
  ...WHOLE_SLICE,
  corners: [
    [x, 0],
    [x + 1, 0],
    [x + 1, 1],
    [x, 1],
  ],
});
const outputOf = (...slices: Slice[]): OutputPatch => ({ ...PLAIN_OUTPUT, slices });
const soon = (from: Gliding, set: OutputPatch, seconds: number): Gliding => {
  let now = from;
  for (let i = 0; i < Math.round(seconds / DT); i++) now = glide(now, set, DT);
  return now;
};
const leftOf = (now: Gliding): number => now.slices[0]?.slice.corners[0][0] ?? Number.NaN;

describe('an output on its way', () => {
  it('moves corners no faster than their speed, and arrives exactly', () => {
    const half = soon(arrived(PLAIN_OUTPUT), outputOf(at(0.6)), 0.5);
    expect(leftOf(half)).toBeCloseTo(0.5 * MOST_SPEED);
    expect(soon(half, outputOf(at(0.6)), 1).slices[0]?.slice).toEqual(at(0.6));
  });

  it('cannot uncover and cover a quarter of the canvas more than three times a second, however a hand shakes', () => {
    let now = arrived(PLAIN_OUTPUT);
    let turns = 0;
    let low = 0;
    let high = 0;
    let isRising = true;
    for (let i = 0; i < 600; i++) {
      // A hand that throws the slice from side to side ten times a second.
      now = glide(now, outputOf(at(i % 6 < 3 ? 0.5 : -0.5)), DT);
      const x = leftOf(now);
      high = Math.max(high, x);
      low = Math.min(low, x);
      if (isRising && x < high - 0.25) [isRising, low, turns] = [false, x, turns + 1];
      else if (!isRising && x > low + 0.25) [isRising, high, turns] = [true, x, turns + 1];
    }
    // A flash is a pair of changes (WCAG 2.3.1).
    expect(turns / 2 / 10).toBeLessThanOrEqual(3);
    // The quickest there can be: from one side to the other as fast as corners go.
    expect(MOST_SPEED / 0.25 / 2).toBeLessThanOrEqual(3);
  });

  it('lets slices come and go in light', () => {
    const two = outputOf(WHOLE_SLICE, at(0.5));
    const coming = soon(arrived(PLAIN_OUTPUT), two, FADE_S / 2);
    expect(coming.slices[1]?.there).toBeGreaterThan(0.3);
    expect(coming.slices[1]?.there).toBeLessThan(0.6);
    const there = soon(coming, two, 1);
    expect(there.slices.map((s) => s.there)).toEqual([1, 1]);
    const going = soon(there, PLAIN_OUTPUT, FADE_S / 2);
    expect(going.slices).toHaveLength(2);
    expect(soon(going, PLAIN_OUTPUT, 1).slices).toHaveLength(1);
  });

  it('fades a pattern in over 0.3 s, and away before another one comes', () => {
    const grid = { ...PLAIN_OUTPUT, pattern: 'grid' as const };
    const white = { ...PLAIN_OUTPUT, pattern: 'white' as const };
    const half = soon(arrived(PLAIN_OUTPUT), grid, FADE_S / 2);
    expect(half.pattern).toBe('grid');
    expect(half.share).toBeCloseTo(0.5, 1);
    const up = soon(half, grid, 1);
    expect(up.share).toBe(1);
    const between = glide(up, white, DT);
    expect(between.pattern).toBe('grid');
    expect(between.share).toBeLessThan(1);
    expect(soon(up, white, 1)).toMatchObject({ pattern: 'white', share: 1 });
    expect(soon(up, PLAIN_OUTPUT, 1)).toMatchObject({ pattern: 'none', share: 0 });
  });

  it('never changes a pattern by more than a picture of its fade, however keys are pressed', () => {
    const patterns = ['grid', 'white', 'none', 'grey', 'bars'] as const;
    let now = arrived(PLAIN_OUTPUT);
    for (let i = 0; i < 300; i++) {
      const next = glide(now, { ...PLAIN_OUTPUT, pattern: patterns[i % 5] ?? 'none' }, DT);
      expect(Math.abs(next.share - now.share)).toBeLessThanOrEqual(DT / FADE_S + 1e-9);
      if (next.pattern !== now.pattern) expect(Math.min(next.share, now.share)).toBeLessThan(0.1);
      now = next;
    }
  });

  it('shows at once what was set before anything was seen', () => {
    expect(leftOf(arrived(outputOf(at(0.4))))).toBe(0.4);
  });
});
