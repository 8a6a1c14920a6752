import { describe, expect, it } from 'vitest';
import type { Sketch } from '#contracts/picture';
import { FAR, farFrom } from '../../../../stage-display/projection/drawing/far.ts';
import { goesOn, turned } from '../../../../stage-display/projection/drawing/turn.ts';

const at = (far: Float32Array, x: number, y: number): number =>
  far[Math.floor(y * FAR.height) * FAR.width + Math.floor(x * FAR.width)] ?? Number.NaN;

/** The same by hand: the nearest of many points along the lines. */
const byHand = (lines: Sketch, x: number, y: number): number => {
  const aspect = FAR.width / FAR.height;
  const [px, py] = [
    (Math.floor(x * FAR.width) + 0.5) / FAR.height,
    (Math.floor(y * FAR.height) + 0.5) / FAR.height,
  ];
  let best = Number.POSITIVE_INFINITY;
  for (const line of lines)
    for (let i = 0; i < Math.max(1, line.length - 1); i++) {
      const [a, b] = [line[i], line[i + 1] ?? line[i]];
      if (!a || !b) continue;
      for (let k = 0; k <= 200; k++) {
        const [qx, qy] = [a[0] + ((b[0] - a[0]) * k) / 200, a[1] + ((b[1] - a[1]) * k) / 200];
        best = Math.min(best, Math.hypot(px - qx * aspect, py - qy));
      }
    }
  return best;
};

const HILL: Sketch = [
  [
    [0.1, 0.2],
    [0.5, 0.62],
    [0.9, 0.3],
  ],
  [[0.7, 0.85]],
];

describe('how far the nearest line is', () => {
  it('is what it is by hand, everywhere', () => {
    const far = farFrom(HILL);
    if (!far) throw new Error('a drawing has a distance');
    for (let x = 0.03; x < 1; x += 0.11)
      for (let y = 0.04; y < 1; y += 0.13)
        expect(at(far, x, y), `${x}, ${y}`).toBeCloseTo(byHand(HILL, x, y), 2);
  });

  it('is nothing where nothing is drawn, and a number for lines at and beyond the edges', () => {
    expect(farFrom([])).toBeNull();
    const edge = farFrom([
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ]);
    expect(edge?.every((d) => Number.isFinite(d) && d >= 0 && d < 2)).toBe(true);
  });
});

describe('a drawing that is being drawn', () => {
  const more: Sketch = [
    ...HILL,
    [
      [0.2, 0.9],
      [0.3, 0.95],
    ],
  ];

  it('goes on line by line and back, without leaving', () => {
    expect(goesOn(HILL, structuredClone(more))).toBe(true);
    expect(goesOn(more, HILL)).toBe(true);
    const there = { shown: HILL, asked: structuredClone(more), there: 0.7 };
    expect(turned(there, 0.016)).toEqual({ ...there, shown: there.asked });
  });

  it('is another one where a line differs, and none goes on from nothing', () => {
    expect(goesOn(HILL, [[[0.1, 0.2]]])).toBe(false);
    expect(goesOn([], HILL)).toBe(false);
    const other: Sketch = [[[0.5, 0.5]]];
    expect(turned({ shown: HILL, asked: other, there: 0.7 }, 0.016).shown).toBe(HILL);
  });
});
