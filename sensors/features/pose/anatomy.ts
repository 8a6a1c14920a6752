import { KEYPOINTS } from '#contracts/sensor';

const index = (name: (typeof KEYPOINTS)[number]): number => KEYPOINTS.indexOf(name);

/** Keypoints of the face: together they are one joint, the head, so that five points do not outvote an arm. */
export const FACE = (['nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar'] as const).map(index);

/** Joints of a figure: the head, then the twelve below it in the order of the keypoints. */
export const JOINTS = [
  'head',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
] as const;
export type Joint = (typeof JOINTS)[number];
export const JOINT_COUNT = JOINTS.length;
/** Keypoint of joint `j` (1..12). */
export const KEYPOINT_OF = JOINTS.map((name) => (name === 'head' ? -1 : index(name)));
export const joint = (name: Joint): number => JOINTS.indexOf(name);

/**
 * Share of the body's mass that moves with each joint: segment masses of Winter 2009 (Biomechanics and
 * Motor Control of Human Movement, table 4.1), half of each segment to either end.
 */
export const MASS: readonly number[] = [
  0.081, 0.138, 0.138, 0.022, 0.022, 0.014, 0.014, 0.174, 0.174, 0.073, 0.073, 0.038, 0.038,
];

/** Segment lengths as shares of the stature (Drillis and Contini 1966, in Winter 2009, figure 4.1). */
export const LENGTH = { trunk: 0.288, leg: 0.491, arm: 0.332, shoulders: 0.259 } as const;
/** Height of the ankle joint, and of the mass of {@link MASS} in somebody who stands upright. */
export const ANKLE_HEIGHT = 0.039;
export const UPRIGHT = 0.57;

/** Width to height of the stage that coordinates 0..1 stand for; stages are near 16 to 9. */
export const ASPECT = 16 / 9;
