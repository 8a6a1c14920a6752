import { LENGTH } from './anatomy.ts';
import {
  ANKLES,
  apart,
  ELBOWS,
  eased,
  HIPS,
  KNEES,
  middle,
  type Pair,
  type Points,
  SHOULDERS,
  WRISTS,
} from './points.ts';

/** How tall a body would stand, from how long its limbs are seen: the measure that distance cannot change. */
export interface Stature {
  push(points: Points, dtS: number): void;
  /** In heights of the stage; NaN before any segment was seen whole. */
  readonly height: number;
  reset(): void;
}

/**
 * Foreshortening only ever shortens: a stature that rises is believed soon, one that falls slowly, and
 * a walk away from the camera is still followed. Seconds.
 */
const RISE_S = 0.6;
const FALL_S = 6;
/** Shorter than this no dancer stands before a camera that can tell her knees apart. */
const SHORTEST = 0.03;
/** Taller than this she would not be seen whole: such limbs are joints of two bodies, or nonsense. */
const TALLEST = 4;

const longer = (p: Points, root: Pair, mid: Pair, end: Pair): [number, number] => {
  const side = (s: 0 | 1) => {
    const [upper, lower] = [apart(p, root[s], mid[s]), apart(p, mid[s], end[s])];
    return upper > 0 && lower > 0 ? upper + lower : 0;
  };
  return [side(0), side(1)];
};

/** Statures that this frame's segments speak for, the tallest first. */
const candidates = (p: Points): number[] => {
  const [shoulders, hips] = [middle(p, SHOULDERS), middle(p, HIPS)];
  const trunk =
    shoulders.c > 0 && hips.c > 0 ? Math.hypot(shoulders.x - hips.x, shoulders.y - hips.y) : 0;
  return [
    trunk / LENGTH.trunk,
    ...longer(p, SHOULDERS, ELBOWS, WRISTS).map((length) => length / LENGTH.arm),
    ...longer(p, HIPS, KNEES, ANKLES).map((length) => length / LENGTH.leg),
  ]
    .filter((height) => height > SHORTEST && height < TALLEST)
    .sort((a, b) => b - a);
};

/** The second tallest candidate of each frame, so that one mistaken joint makes no giant, eased over time. */
export const stature = (): Stature => {
  let height = Number.NaN;
  return {
    push(points, dtS) {
      const found = candidates(points);
      const now = found[1] ?? found[0];
      if (now === undefined) return;
      height = eased(height, now, dtS, now > height ? RISE_S : FALL_S);
    },
    get height() {
      return height;
    },
    reset() {
      height = Number.NaN;
    },
  };
};
