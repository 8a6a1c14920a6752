import type { MovementFrame } from '#contracts/movement';
import { KEYPOINTS } from '#contracts/sensor';

/** A rounded limb from one place of the stage to another; radii in stage heights. */
export interface Limb {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly fromRadius: number;
  readonly toRadius: number;
}

type Joint = (typeof KEYPOINTS)[number];
type Place = { readonly x: number; readonly y: number };

/** Radii of a grown body as shares of its height (after the proportions of Drillis and Contini 1966). */
const LIMBS: readonly (readonly [Joint, Joint, number, number])[] = [
  ['leftShoulder', 'leftElbow', 0.03, 0.023],
  ['leftElbow', 'leftWrist', 0.022, 0.015],
  ['rightShoulder', 'rightElbow', 0.03, 0.023],
  ['rightElbow', 'rightWrist', 0.022, 0.015],
  ['leftHip', 'leftKnee', 0.048, 0.034],
  ['leftKnee', 'leftAnkle', 0.033, 0.022],
  ['rightHip', 'rightKnee', 0.048, 0.034],
  ['rightKnee', 'rightAnkle', 0.033, 0.022],
  ['leftShoulder', 'leftHip', 0.032, 0.038],
  ['rightShoulder', 'rightHip', 0.032, 0.038],
  ['leftShoulder', 'rightHip', 0.032, 0.038],
  ['rightShoulder', 'leftHip', 0.032, 0.038],
  ['leftShoulder', 'rightShoulder', 0.034, 0.034],
];
const HEAD = 0.062;
/** A body a stage sees is about so high where nothing else is known. */
const USUAL_HEIGHT = 0.6;

/** Somebody who stands and waits, for bodies that are only felt. Stage units from the middle of the floor. */
const STANDING: Readonly<Partial<Record<Joint, Place>>> = {
  nose: { x: 0, y: 0.58 },
  leftShoulder: { x: 0.034, y: 0.5 },
  rightShoulder: { x: -0.034, y: 0.5 },
  leftElbow: { x: 0.045, y: 0.4 },
  rightElbow: { x: -0.045, y: 0.4 },
  leftWrist: { x: 0.042, y: 0.3 },
  rightWrist: { x: -0.042, y: 0.3 },
  leftHip: { x: 0.02, y: 0.33 },
  rightHip: { x: -0.02, y: 0.33 },
  leftKnee: { x: 0.024, y: 0.18 },
  rightKnee: { x: -0.022, y: 0.18 },
  leftAnkle: { x: 0.03, y: 0.03 },
  rightAnkle: { x: -0.026, y: 0.03 },
};

const LEAST_SURE = 0.2;

const seenAt =
  (frame: MovementFrame | null) =>
  (joint: Joint): Place | undefined => {
    const point = frame?.points[KEYPOINTS.indexOf(joint)];
    return point && point.confidence >= LEAST_SURE ? point : undefined;
  };

const standingAt = (joint: Joint): Place | undefined => {
  const place = STANDING[joint];
  return place && { x: 0.5 + place.x, y: place.y };
};

/** The silhouette of a body as limbs, the head last; without keypoints somebody stands in the middle. */
export const figureOf = (frame: MovementFrame | null): Limb[] => {
  const seen = seenAt(frame);
  const at = seen('leftHip') && seen('leftShoulder') ? seen : standingAt;
  const tall = bodyHeight(at);
  const limbs = LIMBS.flatMap(([a, b, ra, rb]) => {
    const from = at(a);
    const to = at(b);
    return from && to ? [limb(from, to, ra * tall, rb * tall)] : [];
  });
  const nose = at('nose');
  const neck = at('leftShoulder');
  const other = at('rightShoulder');
  if (!nose || !neck || !other) return limbs;
  const throat = { x: (neck.x + other.x) / 2, y: (neck.y + other.y) / 2 };
  const crown = { x: nose.x, y: nose.y + 0.02 * tall };
  const [left, right] = [at('leftHip'), at('rightHip')];
  if (left && right) {
    const lap = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
    limbs.push(limb(throat, lap, 0.05 * tall, 0.06 * tall));
  }
  limbs.push(limb(throat, nose, 0.03 * tall, 0.03 * tall));
  limbs.push(limb(nose, crown, HEAD * tall, HEAD * 0.95 * tall));
  return limbs;
};

const limb = (from: Place, to: Place, fromRadius: number, toRadius: number): Limb => ({
  fromX: from.x,
  fromY: from.y,
  toX: to.x,
  toY: to.y,
  fromRadius,
  toRadius,
});

/** The body's height in stage heights: a trunk is 0.29 of it. */
const bodyHeight = (at: (joint: Joint) => Place | undefined): number => {
  const shoulder = at('leftShoulder');
  const hip = at('leftHip');
  const knee = at('leftKnee');
  if (!shoulder || !hip) return USUAL_HEIGHT;
  const trunk = Math.hypot((shoulder.x - hip.x) * (16 / 9), shoulder.y - hip.y);
  const thigh = knee ? Math.hypot((hip.x - knee.x) * (16 / 9), hip.y - knee.y) : 0;
  return Math.min(0.9, Math.max(0.35, trunk / 0.29, thigh / 0.245));
};
