import { describe, expect, it } from 'vitest';
import { LABEL_CORNERS } from '#contracts/picture-label';
import { labelPlace } from '../../../stage-display/projection/label/place.ts';
import { labelLevel, stepLabel } from '../../../stage-display/projection/label/seen.ts';

const SIZE = { width: 1920, height: 1080 };
/** A line of about forty letters, in a font of one pixel. */
const LINE = 19;

const levelAfter = (seconds: number, share: number, from: number): number => {
  let there = from;
  for (let i = 0; i < seconds * 60; i++) there = stepLabel(there, share, 1 / 60);
  return labelLevel(there);
};

describe('the label', () => {
  it('SHOW-64 is there within 2 s, gone within 4 s, and never at once', () => {
    expect(levelAfter(2, 0.3, 0)).toBe(1);
    expect(levelAfter(4, 0, 1)).toBe(0);
    expect(levelAfter(0.3, 1, 0)).toBeLessThan(0.15);
    expect(levelAfter(0.3, 0, 1)).toBeGreaterThan(0.9);
    expect(levelAfter(10, 0.01, 0)).toBe(0);
  });

  it.each(LABEL_CORNERS)('SHOW-64 stands inside the picture, in its corner: %s', (corner) => {
    for (const size of [SIZE, { width: 640, height: 360 }, { width: 1080, height: 1920 }]) {
      const { x, y, width, height } = labelPlace(size, corner, LINE);
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x + width).toBeLessThan(size.width);
      expect(y + height).toBeLessThan(size.height);
      expect(x < size.width / 2 === corner.endsWith('left') || width > size.width / 2).toBe(true);
      expect(y < size.height / 2).toBe(corner.startsWith('bottom'));
    }
  });

  it('is small, and a long line is set smaller before it crosses the picture', () => {
    const usual = labelPlace(SIZE, 'bottom-right', LINE);
    expect(usual.fontPx / SIZE.height).toBeLessThanOrEqual(0.02);
    const long = labelPlace(SIZE, 'bottom-right', 90);
    expect(long.fontPx).toBeLessThan(usual.fontPx);
    expect(long.width).toBeLessThan(0.65 * SIZE.width);
  });
});
