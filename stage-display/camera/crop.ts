import {
  type Box,
  believed,
  boxOf,
  type Figure,
  type JointName,
  middle,
  type Size,
} from './figure.ts';

/** A square of the picture in pixels; it may reach beyond the edges, where there is black. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A joint this sure steers the crop; the figure published with MoveNet. */
const STEERS = 0.2;
const TRUNK: readonly JointName[] = ['leftShoulder', 'rightShoulder', 'leftHip', 'rightHip'];
/** Room around the trunk and around the whole body, as published with MoveNet (TensorFlow Hub, 2021). */
const ROOM_TRUNK = 1.9;
const ROOM_BODY = 1.2;
/** Smallest crop, as a share of the picture's height: a speck tells nothing. */
const SMALLEST = 0.08;

const square = (x: number, y: number, side: number): Region => ({
  left: x - side / 2,
  top: y - side / 2,
  side,
});

/** The whole picture, with black above and below or at the sides. */
export const wholeRegion = ({ width, height }: Size): Region =>
  square(width / 2, height / 2, Math.max(width, height));

/** The square around a person that was found as a box. */
export const regionOfBox = (box: Box, size: Size): Region => {
  const [w, h] = [(box.right - box.left) * size.width, (box.bottom - box.top) * size.height];
  const side = Math.max(w, h, SMALLEST * size.height) * ROOM_BODY;
  const x = ((box.left + box.right) / 2) * size.width;
  return square(x, ((box.top + box.bottom) / 2) * size.height, side);
};

/**
 * Where to look for a dancer next, from where her joints were: a square around her hips, wide enough for the
 * trunk at any turn and for every limb that was seen (the crop idea published with MoveNet), moved on by
 * `shift` (pictures). Null where her trunk was not seen: then nothing is known of her size.
 */
export const nextRegion = (
  figure: Figure,
  size: Size,
  shift: readonly [number, number] = [0, 0],
): Region | null => {
  const shoulders = middle(believed(figure, STEERS, ['leftShoulder', 'rightShoulder']));
  const hips = middle(believed(figure, STEERS, ['leftHip', 'rightHip']));
  if (!shoulders || !hips) return upperRegion(figure, size);
  const reach = (least: number, names: readonly JointName[] | null): number => {
    const joints = names ? believed(figure, least, names) : figure.filter((j) => j.c >= least);
    const far = joints.map((j) =>
      Math.max(Math.abs(j.x - hips[0]) * size.width, Math.abs(j.y - hips[1]) * size.height),
    );
    return Math.max(0, ...far);
  };
  const half = Math.max(reach(STEERS, TRUNK) * ROOM_TRUNK, reach(STEERS, null) * ROOM_BODY);
  const side = Math.max(2 * half, SMALLEST * size.height);
  if (!Number.isFinite(side) || side > 2 * Math.max(size.width, size.height)) return null;
  const region = square(
    (hips[0] + shift[0]) * size.width,
    (hips[1] + shift[1]) * size.height,
    side,
  );
  return Number.isFinite(region.left + region.top) ? region : null;
};

/** Head and shoulders alone, as at a desk: the square around them with room for the arms below. */
const upperRegion = (figure: Figure, size: Size): Region | null => {
  const box = boxOf(figure, STEERS);
  const seen = believed(figure, STEERS, ['nose', 'leftShoulder', 'rightShoulder']);
  if (!box || seen.length < 3) return null;
  const side = Math.max(box.right - box.left, (box.bottom - box.top) / 1.2) * size.width * 1.6;
  if (!(side <= 2 * Math.max(size.width, size.height))) return null;
  const x = ((box.left + box.right) / 2) * size.width;
  return square(x, box.top * size.height + side * 0.4, Math.max(side, SMALLEST * size.height));
};

/** Share of the smaller of two boxes that they have in common, 0..1. */
export const overlap = (a: Box, b: Box): number => {
  const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (!(w > 0 && h > 0)) return 0;
  const area = (box: Box): number => (box.right - box.left) * (box.bottom - box.top);
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? (w * h) / smaller : 0;
};
