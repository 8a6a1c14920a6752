import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mask, type Slice, WHOLE_SLICE } from '#contracts/output';
import { codedShare, rise } from '../../../../stage-display/projection/mapping/edge.ts';
import { isPlain, lightOf } from '../../../../stage-display/projection/mapping/light.ts';
import { distanceTo, maskLight } from '../../../../stage-display/projection/mapping/mask.ts';
import { holdsPicture, pinOf } from '../../../../stage-display/projection/mapping/pin.ts';
import { type Four, type Point, project, squareTo } from '../../../../stage-display/projective.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
/** Four corners near those of the canvas: always without a dent. */
const quad = fc.array(fc.tuple(unit, unit), { minLength: 4, maxLength: 4 }).map((d): Four => {
  const at = (i: number, x: number, y: number): Point => {
    const [dx, dy] = d[i] ?? [0, 0];
    return [x + (dx - 0.5) * 0.4, y + (dy - 0.5) * 0.4];
  };
  return [at(0, 0, 0), at(1, 1, 0), at(2, 1, 1), at(3, 0, 1)];
});

describe('a corner pin', () => {
  it('puts the corners of the slice onto the corners of the canvas, whatever they are', () => {
    fc.assert(
      fc.property(quad, (corners) => {
        const pin = pinOf(corners);
        const landed = corners.map((corner) => pin && project(pin, corner));
        const square = [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ];
        for (const [i, at] of landed.entries())
          for (const k of [0, 1]) expect(at?.[k]).toBeCloseTo(square[i]?.[k] ?? Number.NaN, 6);
      }),
    );
  });

  it('leads back to the same place of the slice', () => {
    fc.assert(
      fc.property(quad, unit, unit, (corners, u, v) => {
        const pin = pinOf(corners);
        const onCanvas = project(squareTo(corners), [u, v]);
        const back = pin && onCanvas && project(pin, onCanvas);
        expect(back?.[0]).toBeCloseTo(u, 6);
        expect(back?.[1]).toBeCloseTo(v, 6);
      }),
    );
  });

  it('holds a mirrored picture, and none on a dent, a line or a point', () => {
    expect(
      holdsPicture([
        [1, 0],
        [0, 0],
        [0, 1],
        [1, 1],
      ]),
    ).toBe(true);
    const dent: Four = [
      [0, 0],
      [1, 0],
      [0.2, 0.2],
      [0, 1],
    ];
    expect(holdsPicture(dent)).toBe(false);
    expect(pinOf(dent)).toBeNull();
    expect(
      holdsPicture([
        [0, 0],
        [0.5, 0.5],
        [1, 1],
        [0, 1],
      ]),
    ).toBe(false);
    expect(
      holdsPicture([
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
    ).toBe(false);
  });
});

/** Two projectors of this gamma whose pictures overlap by `wide` of the picture, side by side. */
const twoBeside = (wide: number, gamma: number): readonly [Slice, Slice] => {
  const width = (1 + wide) / 2;
  const edge = wide / width;
  const none = { left: 0, right: 0, top: 0, bottom: 0, gamma };
  return [
    { ...WHOLE_SLICE, crop: [0, 0, width, 1], blend: { ...none, right: edge } },
    { ...WHOLE_SLICE, crop: [1 - width, 0, width, 1], blend: { ...none, left: edge } },
  ];
};

/** Light on the wall at a place of the picture, from one projector that shows white. */
const wallLight = (slice: Slice, [x, y]: Point): number => {
  const [left, top, width, height] = slice.crop;
  const place: Point = [(x - left) / width, (y - top) / height];
  const lit = lightOf(slice, place, 16 / 9);
  // The coded value leaves the machine; the projector makes light of it by its gamma.
  return lit ? codedShare(lit.light, slice.blend.gamma) ** slice.blend.gamma : 0;
};

describe('a soft edge', () => {
  it('gives with its neighbour the light of one projector everywhere, for any width and gamma', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        unit,
        unit,
        (wide, gamma, x, y) => {
          const [a, b] = twoBeside(wide, gamma);
          expect(wallLight(a, [x, y]) + wallLight(b, [x, y])).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('does so for four projectors two by two, too', () => {
    const soft = (x: number, y: number): Slice => ({
      ...WHOLE_SLICE,
      crop: [x * 0.4, y * 0.4, 0.6, 0.6],
      blend: {
        left: x ? 1 / 3 : 0,
        right: x ? 0 : 1 / 3,
        top: y ? 1 / 3 : 0,
        bottom: y ? 0 : 1 / 3,
        gamma: 2.2,
      },
    });
    const four = [soft(0, 0), soft(1, 0), soft(0, 1), soft(1, 1)];
    for (let i = 0; i <= 20; i++)
      for (let k = 0; k <= 20; k++) {
        const sum = four.reduce((s, slice) => s + wallLight(slice, [i / 20, k / 20]), 0);
        expect(sum).toBeCloseTo(1, 9);
      }
  });

  it('rises without a step and never back', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        if (a < b) expect(rise(a)).toBeLessThanOrEqual(rise(b));
      }),
    );
    expect([rise(-1), rise(0), rise(0.5), rise(1), rise(2)]).toEqual([0, 0, 0.5, 1, 1]);
  });
});

const square: Point[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.75, 0.75],
  [0.25, 0.75],
];
const mask = (parts: Partial<Mask> = {}): Mask => ({
  points: square as Mask['points'],
  feather: 0,
  hide: true,
  ...parts,
});

describe('a mask', () => {
  it('knows how far a place lies from its edge, in heights of the canvas', () => {
    expect(distanceTo(square, [0.5, 0.5], 2)).toBeCloseTo(-0.25);
    expect(distanceTo(square, [0.5, 1], 2)).toBeCloseTo(0.25);
    expect(distanceTo(square, [0, 0.5], 2)).toBeCloseTo(0.5);
    expect(distanceTo(square, [0, 0], 1)).toBeCloseTo(Math.hypot(0.25, 0.25));
  });

  it('says the same whichever way round its points go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(unit, unit), { minLength: 3, maxLength: 8 }),
        unit,
        unit,
        (points, x, y) => {
          const there = distanceTo(points, [x, y], 1.5);
          expect(distanceTo([...points].reverse(), [x, y], 1.5)).toBeCloseTo(there, 9);
        },
      ),
    );
  });

  it('hides what lies in it, or lets light through there alone; what hides wins', () => {
    const lets = mask({ hide: false });
    const small = mask({
      points: square.map(([x, y]) => [x / 2 + 0.25, y / 2 + 0.25]) as Mask['points'],
    });
    expect(maskLight([mask()], [0.5, 0.5], 1)).toBe(0);
    expect(maskLight([mask()], [0.1, 0.5], 1)).toBe(1);
    expect(maskLight([lets], [0.5, 0.5], 1)).toBe(1);
    expect(maskLight([lets], [0.1, 0.5], 1)).toBe(0);
    expect(maskLight([lets, small], [0.5, 0.5], 1)).toBe(0);
    expect(maskLight([lets, small], [0.3, 0.5], 1)).toBe(1);
    expect(maskLight([], [0.3, 0.5], 1)).toBe(1);
  });

  it('is soft over its feather, half at the edge, on both sides alike', () => {
    const soft = mask({ feather: 0.1 });
    expect(maskLight([soft], [0.25, 0.5], 1)).toBeCloseTo(0.5);
    expect(maskLight([soft], [0.19, 0.5], 1)).toBe(1);
    expect(maskLight([soft], [0.31, 0.5], 1)).toBe(0);
    const [out, inside] = [0.23, 0.27].map((x) => maskLight([soft], [x, 0.5], 1));
    expect((out ?? 0) + (inside ?? 0)).toBeCloseTo(1);
  });
});

describe('a plain output', () => {
  it('is one whole slice and no pattern, and nothing else', () => {
    const plain = { slices: [WHOLE_SLICE], pattern: 'none' as const };
    expect(isPlain(plain)).toBe(true);
    expect(isPlain({ ...plain, pattern: 'grid' })).toBe(false);
    expect(isPlain({ ...plain, slices: [WHOLE_SLICE, WHOLE_SLICE] })).toBe(false);
    for (const parts of [
      { level: 0.9 },
      { masks: [mask()] },
      { crop: [0, 0, 0.5, 1] as Slice['crop'] },
      { blend: { ...WHOLE_SLICE.blend, left: 0.1 } },
    ])
      expect(isPlain({ ...plain, slices: [{ ...WHOLE_SLICE, ...parts }] })).toBe(false);
    const gamma = { ...WHOLE_SLICE, blend: { ...WHOLE_SLICE.blend, gamma: 1.8 } };
    expect(isPlain({ ...plain, slices: [gamma] })).toBe(true);
  });
});
