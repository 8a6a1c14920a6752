import type { CameraPatch } from '#contracts/patch';
import { KEYPOINTS } from '#contracts/sensor';
import type { Figure, JointName, Point } from '../../../stage-display/camera/figure.ts';

/** A standing body: x and y in body heights from between the feet, y up; left is at the picture's right. */
const BODY: Readonly<Record<JointName, Point>> = {
  nose: [0, 0.93],
  leftEye: [0.02, 0.95],
  rightEye: [-0.02, 0.95],
  leftEar: [0.04, 0.94],
  rightEar: [-0.04, 0.94],
  leftShoulder: [0.11, 0.82],
  rightShoulder: [-0.11, 0.82],
  leftElbow: [0.14, 0.63],
  rightElbow: [-0.14, 0.63],
  leftWrist: [0.15, 0.48],
  rightWrist: [-0.15, 0.48],
  leftHip: [0.06, 0.52],
  rightHip: [-0.06, 0.52],
  leftKnee: [0.06, 0.28],
  rightKnee: [-0.06, 0.28],
  leftAnkle: [0.06, 0.04],
  rightAnkle: [-0.06, 0.04],
};

export const ASPECT = 16 / 9;

/** A standing figure in a 16:9 picture: feet at (x, y), `height` in picture heights. */
export const figureAt = (
  x: number,
  y: number,
  height = 0.6,
  c = 0.9,
  change: Partial<Record<JointName, readonly [number, number, number]>> = {},
): Figure =>
  KEYPOINTS.map((name) => {
    const given = change[name];
    if (given) return { x: given[0], y: given[1], c: given[2] };
    const [dx, up] = BODY[name];
    return { x: x + (dx * height) / ASPECT, y: y - up * height, c };
  });

/** A patch as before any calibration. */
export const PLAIN: CameraPatch = {
  homography: null,
  marks: [],
  masks: [],
  mirrored: false,
  believed: 0.3,
};
