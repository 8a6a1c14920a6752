import { KEYPOINTS } from '#contracts/sensor';
import type { Random } from '../../random.ts';
import { type Body, GRID_HZ } from './body.ts';
import { STAGE } from './choreography.ts';
import type { Signal } from './signal.ts';
import { type Joints, jointsOf } from './skeleton.ts';
import { add, cross, dot, inFrame, scale, sub, unit, type Vec } from './vector.ts';

/** Standard gravity, m/s^2 (ISO 80000-3). */
const GRAVITY = 9.80665;

/** Where an accelerometer sits and how its axes lie. */
type Mount = (joints: Joints) => { readonly place: Vec; readonly axes: readonly [Vec, Vec, Vec] };

/** On the back of the left wrist, x along the forearm towards the hand. */
export const onWrist: Mount = (j) => {
  const x = unit(sub(j.wrists[0], j.elbows[0]));
  const z = unit(cross(x, cross(j.chestFrame[2], x)));
  return { place: j.wrists[0], axes: [x, cross(z, x), z] };
};

/** On the breastbone: x to the own left, y up, z forward. */
export const onChest: Mount = (j) => ({
  place: add(j.chest, scale(j.chestFrame[2], 0.1)),
  axes: j.chestFrame,
});

/**
 * Acceleration in m/s^2 with gravity, as a worn sensor feels it: second difference of the place where it
 * sits, seen in its own turning axes. At rest it reads +1 g upwards.
 */
export const acc = (body: Body, rateHz: number, mount: Mount, rng: Random): Signal => {
  const stride = GRID_HZ / rateHz;
  let before: Vec | undefined;
  let last: Vec | undefined;
  return (n) => {
    const { place, axes } = mount(jointsOf(body.at(n * stride).stance));
    const push = before && last ? sub(add(place, before), scale(last, 2)) : ([0, 0, 0] as const);
    before = last;
    last = place;
    const felt = add(scale(push, rateHz * rateHz), [0, GRAVITY, 0]);
    return axes.map((axis) => dot(felt, axis) + 0.04 * rng.normal());
  };
};

/** COCO-17 keypoints of the joints, in metres, in the order of the contract. */
export const keypointsOf = (j: Joints): Readonly<Record<(typeof KEYPOINTS)[number], Vec>> => {
  const frame = [j.headLeft, j.headUp, j.gaze] as const;
  const face = (left: number, up: number, forward: number): Vec =>
    add(j.head, inFrame(frame, [left, up, forward]));
  return {
    nose: face(0, 0, 0.11),
    leftEye: face(0.032, 0.035, 0.085),
    rightEye: face(-0.032, 0.035, 0.085),
    leftEar: face(0.075, 0.015, 0),
    rightEar: face(-0.075, 0.015, 0),
    leftShoulder: j.shoulders[0],
    rightShoulder: j.shoulders[1],
    leftElbow: j.elbows[0],
    rightElbow: j.elbows[1],
    leftWrist: j.wrists[0],
    rightWrist: j.wrists[1],
    leftHip: j.hips[0],
    rightHip: j.hips[1],
    leftKnee: j.knees[0],
    rightKnee: j.knees[1],
    leftAnkle: j.ankles[0],
    rightAnkle: j.ankles[1],
  };
};

/** How sure a camera in the audience is of a part of the head that may be turned away. */
const seen = (j: Joints, name: string): number => {
  const towards = j.gaze[2];
  if (name === 'nose' || name.endsWith('Eye')) return towards > -0.1 ? 0.95 : 0.2;
  if (name.endsWith('Ear')) {
    const side = name === 'leftEar' ? j.headLeft[2] : -j.headLeft[2];
    return side > -0.6 ? 0.85 : 0.25;
  }
  return 0.95;
};

/** The skeleton as a camera in the audience sees it: stage coordinates, parallel projection. */
export const pose = (body: Body, rateHz: number): Signal => {
  const stride = GRID_HZ / rateHz;
  return (n) => {
    const joints = jointsOf(body.at(n * stride).stance);
    const points = keypointsOf(joints);
    return KEYPOINTS.flatMap((name) => {
      const [x, y] = points[name];
      return [x / STAGE.widthM, y / STAGE.heightM, seen(joints, name)];
    });
  };
};
