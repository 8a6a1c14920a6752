import { BONES, type Sides } from './skeleton.ts';
import type { Vec } from './vector.ts';

interface Foot {
  at: Vec;
  from: Vec;
  to: Vec;
  /** 0..1 within a step; 1: on the floor. */
  step: number;
}

const REACH = 0.985 * (BONES.thigh + BONES.shank);
const STEP_AT_M = 0.15;
const flat = (a: Vec, b: Vec): number => Math.hypot(a[0] - b[0], a[2] - b[2]);

/**
 * Feet that stay where they stand until the body has moved on, then step after it, one at a time.
 * Returns the ankles and the pelvis height at which both legs still reach.
 */
export const feet = (start: Vec) => {
  const foot = (side: number): Foot => {
    const at: Vec = [start[0] + side * 0.12, BONES.ankleHeight, start[2]];
    return { at, from: at, to: at, step: 1 };
  };
  const pair = [foot(1), foot(-1)] as const;
  return (
    pelvis: Vec,
    yaw: number,
    speed: number,
    effort: number,
    air: number,
    dtS: number,
  ): { readonly ankles: Sides<Vec>; readonly pelvisY: number } => {
    const stepS = 0.5 - 0.22 * effort;
    const home = (side: number): Vec => [
      pelvis[0] + side * (0.1 + 0.08 * effort) * Math.cos(yaw) + speed * 0.5 * stepS,
      BONES.ankleHeight,
      pelvis[2] - side * (0.1 + 0.08 * effort) * Math.sin(yaw),
    ];
    const wishes = [home(1), home(-1)] as const;
    const away = pair.map((f, i) => flat(f.at, wishes[i === 0 ? 0 : 1]));
    const next = (away[0] ?? 0) >= (away[1] ?? 0) ? 0 : 1;
    const standing = pair.every((f) => f.step >= 1);
    if (standing && (away[next] ?? 0) > STEP_AT_M) {
      const f = pair[next];
      f.from = f.at;
      f.to = [wishes[next][0] + speed * 0.5 * stepS, BONES.ankleHeight, wishes[next][2]];
      f.step = 0;
    }
    for (const f of pair) move(f, dtS / stepS, 0.06 + 0.1 * effort);
    const heights = pair.map((f, i) => reachHeight(f.at, pelvis, yaw, i === 0 ? 1 : -1));
    return {
      ankles: [raised(pair[0].at, air), raised(pair[1].at, air)],
      pelvisY: Math.min(pelvis[1], ...heights),
    };
  };
};

const raised = (at: Vec, by: number): Vec => [at[0], at[1] + by, at[2]];

const move = (f: Foot, share: number, liftM: number): void => {
  if (f.step >= 1) return;
  f.step = Math.min(1, f.step + share);
  const p = f.step * f.step * (3 - 2 * f.step);
  f.at = [
    f.from[0] + (f.to[0] - f.from[0]) * p,
    BONES.ankleHeight + liftM * Math.sin(Math.PI * f.step) ** 2,
    f.from[2] + (f.to[2] - f.from[2]) * p,
  ];
};

/** How high the pelvis may be so that this leg reaches its ankle. */
const reachHeight = (ankle: Vec, pelvis: Vec, yaw: number, side: number): number => {
  const hip: Vec = [
    pelvis[0] + side * BONES.hipHalf * Math.cos(yaw),
    pelvis[1],
    pelvis[2] - side * BONES.hipHalf * Math.sin(yaw),
  ];
  const d = flat(hip, ankle);
  return ankle[1] + Math.sqrt(Math.max(0.04, REACH * REACH - d * d));
};
