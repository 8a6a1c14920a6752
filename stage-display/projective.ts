/** A place in a plane; whose plane is said where it is used. */
export type Point = readonly [x: number, y: number];

/** Row-major 3 x 3. */
export type Matrix3 = readonly number[];

export type Four = readonly [Point, Point, Point, Point];

/** From the unit square (0 0, 1 0, 1 1, 0 1) to four corners (Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3). */
export const squareTo = ([a, b, c, d]: Four): Matrix3 => {
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
export const adjugate = (m: Matrix3): Matrix3 => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m;
  return [
    ...[e * i - f * h, c * h - b * i, b * f - c * e],
    ...[f * g - d * i, a * i - c * g, c * d - a * f],
    ...[d * h - e * g, b * g - a * h, a * e - b * d],
  ];
};

/** Positive on this side of the horizon, for a matrix that was scaled so. */
export const depthAt = (m: Matrix3, [x, y]: Point): number =>
  (m[6] ?? 0) * x + (m[7] ?? 0) * y + (m[8] ?? 0);

export const scaled = (m: Matrix3, by: number): Matrix3 => m.map((v) => v / by);

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
