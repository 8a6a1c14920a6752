import type { Point } from './figure.ts';

/** Row-major 3 x 3. */
export type Matrix3 = readonly number[];

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

type Four = readonly [Point, Point, Point, Point];
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

/** From the unit square to four corners (Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3). */
const squareTo = ([a, b, c, d]: Four): Matrix3 => {
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const [ux, uy, vx, vy] = [b[0] - c[0], b[1] - c[1], d[0] - c[0], d[1] - c[1]];
  const det = ux * vy - vx * uy;
  const g = (sx * vy - vx * sy) / det;
  const h = (ux * sy - sx * uy) / det;
  return [
    ...[b[0] - a[0] + g * b[0], d[0] - a[0] + h * d[0], a[0]],
    ...[b[1] - a[1] + g * b[1], d[1] - a[1] + h * d[1], a[1]],
    ...[g, h, 1],
  ];
};

/** The adjugate: the inverse but for a factor, which a homography does not mind. */
const adjugate = (m: Matrix3): Matrix3 => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  return [
    ...[e * i - f * h, c * h - b * i, b * f - c * e],
    ...[f * g - d * i, a * i - c * g, c * d - a * f],
    ...[d * h - e * g, b * g - a * h, a * e - b * d],
  ];
};

const depthAt = (m: Matrix3, [x, y]: Point): number =>
  (m[6] ?? 0) * x + (m[7] ?? 0) * y + (m[8] ?? 0);
const scaled = (m: Matrix3, by: number): Matrix3 => m.map((v) => v / by);

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

/** How far off a point may be behind the horizon before it means nothing. */
const HORIZON = 1e-6;

/** Where a point lands; null at or beyond the horizon, and for anything that is no number. */
export const project = (m: Matrix3, point: Point): Point | null => {
  const w = depthAt(m, point);
  if (!(w > HORIZON)) return null;
  const [x, y] = point;
  const out: Point = [
    ((m[0] ?? 0) * x + (m[1] ?? 0) * y + (m[2] ?? 0)) / w,
    ((m[3] ?? 0) * x + (m[4] ?? 0) * y + (m[5] ?? 0)) / w,
  ];
  return out.every(Number.isFinite) ? out : null;
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
