import { KEYPOINT_STRIDE, KEYPOINTS } from '#contracts/sensor';
import type { Samples } from './samples.ts';

type Keypoint = (typeof KEYPOINTS)[number];

/** The bones of a stick figure between COCO-17 keypoints. */
const BONES: readonly (readonly [Keypoint, Keypoint])[] = [
  ['leftShoulder', 'rightShoulder'],
  ['leftHip', 'rightHip'],
  ['leftShoulder', 'leftHip'],
  ['rightShoulder', 'rightHip'],
  ['leftShoulder', 'leftElbow'],
  ['leftElbow', 'leftWrist'],
  ['rightShoulder', 'rightElbow'],
  ['rightElbow', 'rightWrist'],
  ['leftHip', 'leftKnee'],
  ['leftKnee', 'leftAnkle'],
  ['rightHip', 'rightKnee'],
  ['rightKnee', 'rightAnkle'],
];

/** A line of the figure in stage units (x 0 audience left .. 1 right, y 0 floor .. 1 top). */
export interface Bone {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** Confidence of the weaker end, 0..1. */
  readonly sure: number;
}

const at = (data: Samples, frame: number, point: Keypoint): readonly [number, number, number] => {
  const c = KEYPOINTS.indexOf(point) * KEYPOINT_STRIDE;
  return [data.valueAt(frame, c), data.valueAt(frame, c + 1), data.valueAt(frame, c + 2)];
};

/** The bones of one pose frame; those with an unseen end are left out. The neck is a line to the nose. */
export const bonesOf = (data: Samples, frame: number): Bone[] => {
  const bones: Bone[] = [];
  const add = (
    [x0, y0, c0]: readonly [number, number, number],
    [x1, y1, c1]: readonly [number, number, number],
  ): void => {
    const sure = Math.min(c0, c1);
    if (sure > 0.05 && Number.isFinite(x0 + y0 + x1 + y1)) bones.push({ x0, y0, x1, y1, sure });
  };
  for (const [a, b] of BONES) add(at(data, frame, a), at(data, frame, b));
  const left = at(data, frame, 'leftShoulder');
  const right = at(data, frame, 'rightShoulder');
  const neck = [
    (left[0] + right[0]) / 2,
    (left[1] + right[1]) / 2,
    Math.min(left[2], right[2]),
  ] as const;
  add(neck, at(data, frame, 'nose'));
  return bones;
};

/**
 * Frames to draw side by side along the time axis, as Marey did: the newest in each slot of
 * `slotMs` on an absolute grid, so that a figure stays where it was drawn while time slides.
 */
export const framesBySlot = (
  data: Samples,
  fromMs: number,
  toMs: number,
  slotMs: number,
): number[] => {
  const picked = new Map<number, number>();
  for (let i = 0; i < data.count; i++) {
    const atMs = data.timeAt(i);
    if (atMs < fromMs || atMs > toMs) continue;
    const slot = Math.floor(atMs / slotMs);
    // The first frame of a slot, so that it does not move while the slot fills.
    if (!picked.has(slot)) picked.set(slot, i);
  }
  return [...picked.values()];
};

/** Where the head is: the nose, or null where it is not seen. */
export const headOf = (data: Samples, frame: number): readonly [number, number] | null => {
  const [x, y, sure] = at(data, frame, 'nose');
  return sure > 0.05 && Number.isFinite(x + y) ? [x, y] : null;
};
