import { at } from '../dsp/biquad.ts';
import { unit } from '../dsp/running.ts';
import { ANKLE_HEIGHT, LENGTH, UPRIGHT } from './anatomy.ts';
import type { Figure } from './figure.ts';
import {
  ANKLES,
  apart,
  ELBOWS,
  eased,
  HIPS,
  KNEES,
  middle,
  type Pair,
  SHOULDERS,
  WRISTS,
} from './points.ts';

/** A value with how far it is believed, 0..1. */
export interface Measure {
  readonly value: number;
  readonly sure: number;
}

const ENDS = [0, ...WRISTS, ...ANKLES];
/** Mean reach of head, hands and feet: a ball on the floor, and a star. Body heights. */
const GATHERED = 0.2;
const SPREAD = 0.5;

/**
 * How far head, hands and feet are from the centre of mass, 0 gathered .. 1 spread: the contraction index
 * (Camurri, Lagerlof and Volpe 2003) from joints instead of a silhouette, as the mean distance to the
 * centre of Larboulette and Gibet 2015. Needs at least three of the five.
 */
export const expansion = (f: Figure): Measure => {
  let [sum, weight, seen] = [0, 0, 0];
  for (const j of ENDS) {
    const w = at(f.c, j);
    if (w === 0) continue;
    seen++;
    weight += w;
    sum += w * Math.hypot(at(f.x, j) - f.centre.x, at(f.y, j) - f.centre.y);
  }
  if (seen < 3) return { value: Number.NaN, sure: 0 };
  const reach = sum / weight / f.height;
  return { value: unit((reach - GATHERED) / (SPREAD - GATHERED)), sure: weight / ENDS.length };
};

/** Mean distance of a left joint from the mirrored right one, in body heights, at which symmetry falls to 1/e. */
const UNLIKE = 0.15;
/** Shoulders this narrow, as a share of their width: the body stands side-on and left hides right. */
const SIDE_ON = 0.3;
const MIRRORED: readonly Pair[] = [ELBOWS, WRISTS, KNEES, ANKLES];

/**
 * Left against right, mirrored at the axis from the middle of the hips to the middle of the shoulders:
 * 0 not alike .. 1 a mirror (posture symmetry of Glowinski et al. 2011, over four pairs of joints).
 * Not to be known from the side: its confidence falls as the shoulders close up.
 */
export const symmetry = (f: Figure): Measure => {
  const [low, high] = [middle(f, HIPS), middle(f, SHOULDERS)];
  const length = Math.hypot(high.x - low.x, high.y - low.y);
  if (low.c === 0 || high.c === 0 || length === 0) return { value: Number.NaN, sure: 0 };
  const [ux, uy] = [(high.x - low.x) / length, (high.y - low.y) / length];
  let [sum, weight] = [0, 0];
  for (const [l, r] of MIRRORED) {
    const w = Math.min(at(f.c, l), at(f.c, r));
    const along = (at(f.x, l) - at(f.x, r)) * ux + (at(f.y, l) - at(f.y, r)) * uy;
    const middleX = at(f.x, l) + at(f.x, r) - 2 * low.x;
    const middleY = at(f.y, l) + at(f.y, r) - 2 * low.y;
    const across = middleX * -uy + middleY * ux;
    sum += w * Math.hypot(along, across);
    weight += w;
  }
  if (weight === 0) return { value: Number.NaN, sure: 0 };
  const width = apart(f, SHOULDERS[0], SHOULDERS[1]) / (LENGTH.shoulders * f.height);
  const facing = unit((width - SIDE_ON) / (1 - SIDE_ON) / 0.6);
  const apartness = sum / weight / f.height;
  return {
    value: Math.exp(-apartness / UNLIKE),
    sure: (weight / MIRRORED.length) * Math.min(low.c, high.c) * facing,
  };
};

/** The floor is where the feet were lowest: it follows them down soon and up slowly. Seconds. */
const DOWN_S = 0.15;
const UP_S = 20;
/** No floor lies further below or above the picture than this, stage heights from its bottom. */
const FLOORS = [-1, 2] as const;

/** How high a body is held, over a floor that it learns from its feet. */
export interface Held {
  /** 0 on the floor .. 1 upright, above 1 in the air. Not known where no foot was seen yet. */
  push(f: Figure, dtS: number): Measure;
  reset(): void;
}

/** Height of the centre of mass over the floor, against that of somebody upright of this stature. */
export const held = (): Held => {
  let floor = Number.NaN;
  const learn = (f: Figure, dtS: number): void => {
    const feet = ANKLES.filter((j) => at(f.c, j) > 0)
      .map((j) => at(f.y, j))
      .filter((y) => y > FLOORS[0] && y < FLOORS[1]);
    if (feet.length === 0) return;
    const lowest = Math.min(...feet) - ANKLE_HEIGHT * f.height;
    floor = eased(floor, lowest, dtS, lowest < floor ? DOWN_S : UP_S);
  };
  return {
    push(f, dtS) {
      learn(f, dtS);
      if (Number.isNaN(floor)) return { value: Number.NaN, sure: 0 };
      const high = (f.centre.y - floor) / (UPRIGHT * f.height);
      return { value: Math.min(2, Math.max(0, high)), sure: f.seen };
    },
    reset() {
      floor = Number.NaN;
    },
  };
};
