import type { CameraPatch } from '#contracts/patch';
import { KEYPOINT_STRIDE, KEYPOINTS } from '#contracts/sensor';
import { ASPECT } from '../../sensors/features/pose/anatomy.ts';
import { clamp, type Figure, finite, type Joint, type Point } from './figure.ts';
import { type Matrix3, project, slopeAt } from './homography.ts';

/** Beyond this a value is no longer plausible for a pose (contracts/sensor.ts); joints are kept within. */
const RANGE = [-0.95, 1.95] as const;
/** A body whose feet are further than this outside the marks is not on the stage. */
const OUTSIDE = 1;

export type Mapped =
  | { readonly ok: true; readonly data: Float32Array; readonly floor: Point | null }
  /** By the floor marks she stands elsewhere (in the audience, behind the horizon), or nobody knows where. */
  | { readonly ok: false; readonly why: 'off-stage' | 'no-feet' };

type Place = (joint: Joint) => Point;

/** Without marks: the picture stretched over the stage. */
const stretched =
  (mirrored: boolean): Place =>
  ({ x, y }) => [mirrored ? 1 - x : x, 1 - y];

/**
 * With marks: across the stage from where she stands, her joints beside and above that as large as the floor
 * there says. A pixel up is as long as a pixel to the right at the same distance; the tilt of the camera is
 * left out (at 20 degrees it takes 6 % of the height).
 */
const standing = (
  homography: Matrix3,
  ground: Point,
  pictureAspect: number,
): { place: Place; floor: Point } | null => {
  const floor = project(homography, ground);
  const slope = slopeAt(homography, ground);
  if (!floor || !slope) return null;
  // Stage widths a picture width, at her feet; from the side the marks' depth counts as long as their width.
  const scale = Math.hypot(slope[0], slope[1]);
  const up = (scale / pictureAspect) * ASPECT;
  return {
    floor,
    place: ({ x, y }) => [floor[0] + (x - ground[0]) * slope[0], (ground[1] - y) * up],
  };
};

const onStage = ([x, z]: Point): boolean =>
  x >= -OUTSIDE && x <= 1 + OUTSIDE && z >= -OUTSIDE && z <= 1 + OUTSIDE;

/**
 * A figure in the picture as one frame of a `pose` stream: x 0 audience left .. 1 right, y 0 floor .. 1 top,
 * confidence; a joint less sure than the patch believes has confidence 0. `ground` is where she stands in the
 * picture; without floor marks it is not needed and the picture is stretched over the stage.
 * `pictureAspect` is the picture's width / height. Every value is finite and within the range of a pose.
 */
export const poseOf = (
  figure: Figure,
  ground: Point | null,
  camera: CameraPatch,
  pictureAspect: number,
): Mapped => {
  let place = stretched(camera.mirrored);
  let floor: Point | null = null;
  if (camera.homography) {
    if (!ground) return { ok: false, why: 'no-feet' };
    const found = standing(camera.homography, ground, pictureAspect);
    if (!found || !onStage(found.floor)) return { ok: false, why: 'off-stage' };
    place = found.place;
    floor = found.floor;
  }
  const data = new Float32Array(KEYPOINTS.length * KEYPOINT_STRIDE);
  const [low, high] = RANGE;
  for (const [i] of KEYPOINTS.entries()) {
    const seen = figure[i];
    const [x, y] = seen ? place(seen) : [Number.NaN, Number.NaN];
    const sound = seen !== undefined && finite(x) && finite(y) && finite(seen.c);
    const c = sound && seen.c >= camera.believed ? clamp(seen.c, 0, 1) : 0;
    data.set(
      sound ? [clamp(x, low, high), clamp(y, low, high), c] : [0, 0, 0],
      i * KEYPOINT_STRIDE,
    );
  }
  return { ok: true, data, floor };
};
