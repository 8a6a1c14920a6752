import { add, cross, dot, inFrame, norm, scale, sub, unit, type Vec } from './vector.ts';

/** Lengths of a dancer of 1.69 m, in metres (segment shares after Winter 2009, table 4.1). */
export const BONES = {
  upperArm: 0.29,
  forearm: 0.25,
  thigh: 0.42,
  shank: 0.41,
  torso: 0.47,
  shoulderHalf: 0.18,
  hipHalf: 0.09,
  ankleHeight: 0.08,
} as const;

/** The two-sided parts: the dancer's own left, then right. */
export type Sides<T> = readonly [T, T];

/** Everything that is danced: from this the joints follow. */
export interface Stance {
  readonly pelvis: Vec;
  /** 0 faces the audience; positive turns towards the audience's right. Radians. */
  readonly yaw: number;
  /** Leaning to the own left and forward, and the chest's turn against the pelvis. Radians. */
  readonly leanLeft: number;
  readonly leanForward: number;
  readonly twist: number;
  readonly bow: number;
  /** Where the hands want to be, from the shoulder: own outside, up, forward. Metres. */
  readonly hands: Sides<Vec>;
  /** Where the ankles are, in the room. */
  readonly ankles: Sides<Vec>;
}

/** Joints in the room, in metres. */
export interface Joints {
  readonly head: Vec;
  /** Where the face looks to; unit length. */
  readonly gaze: Vec;
  readonly headLeft: Vec;
  readonly headUp: Vec;
  readonly chest: Vec;
  /** The chest's own axes: left, up, forward. */
  readonly chestFrame: readonly [Vec, Vec, Vec];
  readonly shoulders: Sides<Vec>;
  readonly elbows: Sides<Vec>;
  readonly wrists: Sides<Vec>;
  readonly hips: Sides<Vec>;
  readonly knees: Sides<Vec>;
  readonly ankles: Sides<Vec>;
}

const UP: Vec = [0, 1, 0];

/** Axes left, up, forward of a body that faces `yaw`. */
const facing = (yaw: number): readonly [Vec, Vec, Vec] => [
  [Math.cos(yaw), 0, -Math.sin(yaw)],
  UP,
  [Math.sin(yaw), 0, Math.cos(yaw)],
];

/**
 * Two-bone inverse kinematics by the law of cosines: the middle joint lies towards `hint`.
 * Both bones keep their length; a target out of reach is approached as far as they go.
 */
export const bend = (from: Vec, to: Vec, first: number, second: number, hint: Vec) => {
  const along = sub(to, from);
  const d = Math.min(first + second - 1e-3, Math.max(Math.abs(first - second) + 0.05, norm(along)));
  const dir = unit(norm(along) < 1e-6 ? [0, -1, 0] : along);
  const side = unit(sub(hint, scale(dir, dot(hint, dir))));
  const cosine = (first * first + d * d - second * second) / (2 * first * d);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const middle = add(from, add(scale(dir, first * cosine), scale(side, first * sine)));
  return { middle, end: add(from, scale(dir, d)) };
};

/** The joints of a stance. Pure; limb lengths are those of {@link BONES}, always. */
export const jointsOf = (s: Stance): Joints => {
  const pelvisFrame = facing(s.yaw);
  const up = unit(
    inFrame(pelvisFrame, [Math.sin(s.leanLeft), Math.cos(s.leanLeft), Math.sin(s.leanForward)]),
  );
  const turned = facing(s.yaw + s.twist)[0];
  const left = unit(sub(turned, scale(up, dot(turned, up))));
  const chestFrame = [left, up, cross(left, up)] as const;
  const chest = add(s.pelvis, scale(up, BONES.torso));
  const arms: Sides<Limb> = [
    arm(chest, chestFrame, 1, s.hands[0]),
    arm(chest, chestFrame, -1, s.hands[1]),
  ];
  const legs: Sides<Limb> = [
    leg(s.pelvis, pelvisFrame, 1, s.ankles[0]),
    leg(s.pelvis, pelvisFrame, -1, s.ankles[1]),
  ];
  const headUp = unit(add(up, scale(chestFrame[2], 0.7 * s.bow)));
  const headLeft = unit(sub(left, scale(headUp, dot(left, headUp))));
  return {
    head: add(chest, scale(headUp, 0.2)),
    gaze: cross(headLeft, headUp),
    headLeft,
    headUp,
    chest,
    chestFrame,
    shoulders: both(arms, (a) => a.root),
    elbows: both(arms, (a) => a.middle),
    wrists: both(arms, (a) => a.end),
    hips: both(legs, (l) => l.root),
    knees: both(legs, (l) => l.middle),
    ankles: both(legs, (l) => l.end),
  };
};

interface Limb {
  readonly root: Vec;
  readonly middle: Vec;
  readonly end: Vec;
}

const both = (limbs: Sides<Limb>, pick: (limb: Limb) => Vec): Sides<Vec> => [
  pick(limbs[0]),
  pick(limbs[1]),
];

const arm = (chest: Vec, frame: readonly [Vec, Vec, Vec], side: number, hand: Vec): Limb => {
  const root = add(chest, scale(frame[0], side * BONES.shoulderHalf));
  const wanted = add(root, inFrame(frame, [side * hand[0], hand[1], hand[2]]));
  const aboveFloor: Vec = [wanted[0], Math.max(0.06, wanted[1]), wanted[2]];
  const hint = inFrame(frame, [side * 0.45, -0.6, -0.7]);
  return { root, ...bend(root, aboveFloor, BONES.upperArm, BONES.forearm, hint) };
};

const leg = (pelvis: Vec, frame: readonly [Vec, Vec, Vec], side: number, ankle: Vec): Limb => {
  const root = add(pelvis, scale(frame[0], side * BONES.hipHalf));
  const hint = inFrame(frame, [side * 0.75, 0.15, 1]);
  return { root, ...bend(root, ankle, BONES.thigh, BONES.shank, hint) };
};
