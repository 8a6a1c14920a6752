import { at } from '../dsp/biquad.ts';
import { easing } from '../dsp/running.ts';
import { joint } from './anatomy.ts';

/** Places of joints in heights of the stage, and how far each is believed, 0..1. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly c: Float64Array;
}

export type Pair = readonly [left: number, right: number];
export const SHOULDERS: Pair = [joint('leftShoulder'), joint('rightShoulder')];
export const ELBOWS: Pair = [joint('leftElbow'), joint('rightElbow')];
export const WRISTS: Pair = [joint('leftWrist'), joint('rightWrist')];
export const HIPS: Pair = [joint('leftHip'), joint('rightHip')];
export const KNEES: Pair = [joint('leftKnee'), joint('rightKnee')];
export const ANKLES: Pair = [joint('leftAnkle'), joint('rightAnkle')];

/** Middle of two joints, believed as far as the less believed one. */
export const middle = (p: Points, [a, b]: Pair) => ({
  x: (at(p.x, a) + at(p.x, b)) / 2,
  y: (at(p.y, a) + at(p.y, b)) / 2,
  c: Math.min(at(p.c, a), at(p.c, b)),
});

/** Distance of two joints in heights of the stage; 0 where either is not believed. */
export const apart = (p: Points, a: number, b: number): number =>
  at(p.c, a) > 0 && at(p.c, b) > 0
    ? Math.hypot(at(p.x, a) - at(p.x, b), at(p.y, a) - at(p.y, b))
    : 0;

/** Goes from `from` towards `to` with time constant `tauS`; takes `to` at once where `from` is not known. */
export const eased = (from: number, to: number, dtS: number, tauS: number): number =>
  Number.isFinite(from) ? from + easing(dtS, tauS) * (to - from) : to;
