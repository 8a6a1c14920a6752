import {
  adjugate,
  depthAt,
  type Four,
  type Matrix3,
  project,
  scaled,
  squareTo,
} from '../projective.ts';
import type { Point } from './figure.ts';

export { type Matrix3, project } from '../projective.ts';

/** What is wrong with four floor marks. */
export type MarksProblem =
  | 'too-few'
  | 'outside'
  | 'same-place'
  | 'in-line'
  | 'crossing'
  | 'dented'
  | 'wrong-way-round';
export type Solved =
  | { readonly ok: true; readonly homography: Matrix3 }
  | { readonly ok: false; readonly problem: MarksProblem };

/** Marks nearer to one another than this share of the picture are one mark. */
const SAME = 0.01;
/** Twice the area of a triangle, in pictures, below which its corners lie in a line. */
const FLAT = 0.001;

/** Marks lie in the picture or a little beside it, as the machine's patch keeps them; NaN lies nowhere. */
const LOW = -1;
const HIGH = 2;

const cross = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);

const four = (marks: readonly Point[]): Four | null => {
  const [a, b, c, d] = marks;
  return a && b && c && d ? [a, b, c, d] : null;
};

/** Why these marks cannot be the corners of a floor a camera sees; null where they can. */
export const marksProblem = (marks: readonly Point[]): MarksProblem | null => {
  const corners = four(marks);
  if (!corners) return 'too-few';
  if (!corners.flat().every((v) => v >= LOW && v <= HIGH)) return 'outside';
  const [a, b, c, d] = corners;
  const apart = (p: Point, q: Point): boolean => Math.hypot(p[0] - q[0], p[1] - q[1]) >= SAME;
  const pairs = [apart(a, b), apart(a, c), apart(a, d), apart(b, c), apart(b, d), apart(c, d)];
  if (!pairs.every(Boolean)) return 'same-place';
  const turns = [cross(a, b, c), cross(b, c, d), cross(c, d, a), cross(d, a, b)];
  if (turns.some((turn) => Math.abs(turn) < FLAT)) return 'in-line';
  const left = turns.filter((turn) => turn < 0).length;
  if (left === 2) return 'crossing';
  if (left === 1 || left === 3) return 'dented';
  // Seen from above the floor, front left, front right, back right, back left always turn this way.
  return left === 4 ? null : 'wrong-way-round';
};

/**
 * From floor in the picture to the floor of the stage (x 0 audience left .. 1 right, z 0 front .. 1 back),
 * out of four marks: front left, front right, back right, back left. Its depth is positive wherever the
 * floor is in front of the camera. Refuses marks that no camera above a floor can see in that order.
 */
export const solveMarks = (marks: readonly Point[]): Solved => {
  const problem = marksProblem(marks);
  const corners = four(marks);
  if (problem || !corners) return { ok: false, problem: problem ?? 'too-few' };
  const inverse = adjugate(squareTo(corners));
  const depth = depthAt(inverse, corners[0]);
  return { ok: true, homography: scaled(inverse, depth) };
};

/** Back from the floor of the stage to the picture, for drawing. */
export const toPicture = (homography: Matrix3): Matrix3 => {
  const back = adjugate(homography);
  const depth = depthAt(back, [0.5, 0.5]);
  return depth === 0 ? back : scaled(back, depth);
};

/** How the landing place moves for a step to the right in the picture: d(x, z) / dx. Null as for {@link project}. */
export const slopeAt = (m: Matrix3, point: Point): Point | null => {
  const at = project(m, point);
  if (!at) return null;
  const w = depthAt(m, point);
  const out: Point = [
    ((m[0] ?? 0) - at[0] * (m[6] ?? 0)) / w,
    ((m[3] ?? 0) - at[1] * (m[6] ?? 0)) / w,
  ];
  return out.every(Number.isFinite) ? out : null;
};
