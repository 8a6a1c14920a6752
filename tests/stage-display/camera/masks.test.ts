import { describe, expect, it } from 'vitest';
import { inside, maskFrom, maskInCrop, standsMasked } from '../../../stage-display/camera/masks.ts';

const LSHAPE = [
  [0.1, 0.1],
  [0.5, 0.1],
  [0.5, 0.3],
  [0.3, 0.3],
  [0.3, 0.6],
  [0.1, 0.6],
] as const;

describe('a privacy mask', () => {
  it('knows what lies in it, also in a corner that turns in', () => {
    expect(inside(LSHAPE, [0.2, 0.5])).toBe(true);
    expect(inside(LSHAPE, [0.45, 0.2])).toBe(true);
    expect(inside(LSHAPE, [0.4, 0.5])).toBe(false);
    expect(inside(LSHAPE, [0.9, 0.2])).toBe(false);
    expect(inside(LSHAPE, [Number.NaN, 0.2])).toBe(false);
  });

  it('leaves out a person by where the feet are, not by the head', () => {
    const box = { left: 0.1, right: 0.3, top: 0, bottom: 0.55 };
    expect(standsMasked([LSHAPE], box)).toBe(true);
    expect(standsMasked([LSHAPE], { ...box, bottom: 0.8 })).toBe(false);
  });

  it('is carried into the pixels of a crop', () => {
    const size = { width: 640, height: 360 };
    const crop = maskInCrop([[0.5, 0.5]], { left: 220, top: 80, side: 200 }, size, 192);
    expect(crop[0]![0]).toBeCloseTo(96, 6);
    expect(crop[0]![1]).toBeCloseTo(96, 6);
  });

  it('needs an area, and keeps within the picture', () => {
    expect(
      maskFrom([
        [0, 0],
        [1, 1],
      ]),
    ).toBeNull();
    expect(
      maskFrom([
        [0.1, 0.1],
        [0.2, 0.2],
        [0.3, 0.3],
      ]),
    ).toBeNull();
    expect(
      maskFrom([
        [-3, 0],
        [2, 0],
        [2, 0.5],
      ]),
    ).toEqual([
      [0, 0],
      [1, 0],
      [1, 0.5],
    ]);
    expect(maskFrom(Array.from({ length: 90 }, (_, i) => [Math.cos(i), Math.sin(i)]))).toHaveLength(
      64,
    );
  });
});
