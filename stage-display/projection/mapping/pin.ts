import type { Slice } from '#contracts/output';
import {
  adjugate,
  depthAt,
  type Four,
  type Matrix3,
  type Point,
  scaled,
  squareTo,
} from '../../projective.ts';

/** Twice the area of a triangle of three corners, in canvases, below which they lie in a line. */
const FLAT = 1e-4;

const turn = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);

/**
 * Whether a picture can be put onto these corners: a quadrilateral without a dent, seen from either side
 * (mirrored is allowed: rear projection).
 */
export const holdsPicture = ([a, b, c, d]: Four): boolean => {
  const turns = [turn(a, b, c), turn(b, c, d), turn(c, d, a), turn(d, a, b)];
  if (!turns.every((t) => Number.isFinite(t) && Math.abs(t) > FLAT)) return false;
  return turns.every((t) => t > 0) || turns.every((t) => t < 0);
};

const middle = (corners: Four): Point => [
  corners.reduce((sum, [x]) => sum + x, 0) / 4,
  corners.reduce((sum, [, y]) => sum + y, 0) / 4,
];

/**
 * From the canvas (y down) to the slice: 0 0 its top left corner, 1 1 its bottom right. Depth is positive on
 * the slice. Null where the corners can hold no picture.
 */
export const pinOf = (corners: Four): Matrix3 | null => {
  if (!holdsPicture(corners)) return null;
  const back = adjugate(squareTo(corners));
  return scaled(back, depthAt(back, middle(corners)));
};

/** From a place of the slice to the picture: x 0 left .. 1 right, y 0 top .. 1 bottom. */
export const inPicture = ([left, top, width, height]: Slice['crop'], [u, v]: Point): Point => [
  left + u * width,
  top + v * height,
];
