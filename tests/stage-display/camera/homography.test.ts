import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../stage-display/camera/figure.ts';
import {
  marksProblem,
  project,
  slopeAt,
  solveMarks,
  toPicture,
} from '../../../stage-display/camera/homography.ts';

const FLOOR: Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
/** A camera in the audience: front marks low and wide, back marks high and narrow. */
const FRONT: Point[] = [
  [0.1, 0.9],
  [0.9, 0.92],
  [0.72, 0.6],
  [0.27, 0.59],
];

/** A pinhole camera at height 1 looking along +z, tilted down: the floor's corners as it sees them. */
const seenBy = (tilt: number, side: number): Point[] =>
  FLOOR.map(([x, z]) => {
    const [wx, wy, wz] = [(x - 0.5) * 2 + side, -1, z * 2 + 1.5];
    const [y, d] = [
      wy * Math.cos(tilt) + wz * Math.sin(tilt),
      wz * Math.cos(tilt) - wy * Math.sin(tilt),
    ];
    return [0.5 + (0.6 * wx) / d, 0.5 - (0.6 * y) / d];
  });

const solved = (marks: Point[]) => {
  const answer = solveMarks(marks);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.homography;
};

describe('the floor marks', () => {
  it('lead every mark to its corner of the stage', () => {
    const h = solved(FRONT);
    FRONT.forEach((mark, i) => {
      const [x, z] = project(h, mark)!;
      expect(x).toBeCloseTo(FLOOR[i]![0], 9);
      expect(z).toBeCloseTo(FLOOR[i]![1], 9);
    });
  });

  it('find a place between the marks as a real camera sees it', () => {
    const marks = seenBy(0.35, 0.3);
    const h = solved(marks);
    // The middle of the floor through the same camera.
    const [wx, wy, wz] = [0.3, -1, 2.5];
    const [c, s] = [Math.cos(0.35), Math.sin(0.35)];
    const [y, d] = [wy * c + wz * s, wz * c - wy * s];
    const [x, z] = project(h, [0.5 + (0.6 * wx) / d, 0.5 - (0.6 * y) / d])!;
    expect(x).toBeCloseTo(0.5, 9);
    expect(z).toBeCloseTo(0.5, 9);
  });

  it('go there and back for any camera above the floor', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.15, max: 0.6, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tilt, side, x, z) => {
          const h = solved(seenBy(tilt, side));
          const there = project(toPicture(h), [x, z])!;
          const back = project(h, there)!;
          expect(Math.hypot(back[0] - x, back[1] - z)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('know nothing at or behind the horizon', () => {
    const h = solved(FRONT);
    expect(project(h, [0.5, 0.95])).not.toBeNull();
    expect(project(h, [0.5, 0.05])).toBeNull();
    expect(project(h, [Number.NaN, 0.9])).toBeNull();
    expect(project([], [0.5, 0.5])).toBeNull();
  });

  it('tell how far a step to the right leads, larger further back', () => {
    const h = solved(FRONT);
    const near = slopeAt(h, [0.5, 0.9])!;
    const far = slopeAt(h, [0.5, 0.62])!;
    const step = 1e-6;
    const measured = (project(h, [0.5 + step, 0.9])![0] - project(h, [0.5, 0.9])![0]) / step;
    expect(near[0]).toBeCloseTo(measured, 3);
    expect(far[0]).toBeGreaterThan(near[0]);
  });

  it('see a camera from behind the dancers as right', () => {
    const turned = FRONT.map(([x, y]): Point => [1 - x, 1.5 - y]);
    const h = solved(turned);
    expect(project(h, turned[1]!)![0]).toBeCloseTo(1, 9);
    expect(slopeAt(h, [0.5, 0.7])![0]).toBeLessThan(0);
  });
});

describe('bad floor marks are refused by name', () => {
  const [a, b, c, d] = FRONT as [Point, Point, Point, Point];
  const cases: readonly [string, Point[]][] = [
    ['too-few', [a, b, c]],
    ['outside', [a, b, c, [Number.NaN, 0.5]]],
    ['outside', [a, b, c, [Number.POSITIVE_INFINITY, 0.5]]],
    ['same-place', [a, b, b, d]],
    [
      'in-line',
      [
        [0.1, 0.9],
        [0.5, 0.9],
        [0.9, 0.9],
        [0.3, 0.5],
      ],
    ],
    [
      'in-line',
      [
        [0.1, 0.9],
        [0.4, 0.9],
        [0.6, 0.9],
        [0.9, 0.9],
      ],
    ],
    ['crossing', [a, b, d, c]],
    ['crossing', [a, c, b, d]],
    ['dented', [a, b, [0.5, 0.85], d]],
    ['wrong-way-round', [b, a, d, c]],
    ['wrong-way-round', [d, c, b, a]],
  ];
  it.each(cases)('%s %j', (problem, marks) => {
    expect(marksProblem(marks)).toBe(problem);
    expect(solveMarks(marks)).toEqual({ ok: false, problem });
  });

  it('and whatever is accepted is finite', () => {
    const coordinate = fc.oneof(fc.double({ min: -1, max: 2, noNaN: true }), fc.double());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { maxLength: 5 }),
        fc.tuple(coordinate, coordinate),
        (marks, point) => {
          const answer = solveMarks(marks);
          if (!answer.ok) return;
          expect(answer.homography).toHaveLength(9);
          expect(answer.homography.every(Number.isFinite)).toBe(true);
          const at = project(answer.homography, point);
          expect(at === null || at.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
