import { at } from '../dsp/biquad.ts';
import { easing } from '../dsp/running.ts';
import type { Skeleton } from '../skeleton.ts';
import { ASPECT, FACE, JOINT_COUNT, KEYPOINT_OF, MASS } from './anatomy.ts';
import type { Points } from './points.ts';
import { type Stature, stature } from './stature.ts';

/**
 * A body in measures of itself: thirteen joints with places and velocities in heights of the stage, and
 * the stature that makes them body heights. The arrays are reused.
 */
export interface Figure extends Points {
  /** Takes the skeleton as it stands after a frame. False where no stature is known yet. */
  take(body: Skeleton, atMs: number): boolean;
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  /** Stature in heights of the stage; NaN before it is known. */
  readonly height: number;
  /** Centre of mass of the joints that are believed, and its velocity. */
  readonly centre: { readonly x: number; readonly y: number };
  readonly drift: { readonly x: number; readonly y: number };
  /** Mean belief over all joints, 0..1. */
  readonly seen: number;
}

/** A gap longer than this begins anew, seconds. */
const AWAY_S = 2;
/** Velocities are eased over this, seconds: a tracker trembles from frame to frame, a body does not. */
const TREMBLE_S = 0.06;

export const figure = (): Figure => {
  const lane = () => new Float64Array(JOINT_COUNT);
  const [x, y, vx, vy, c] = [lane(), lane(), lane(), lane(), lane()];
  const tall: Stature = stature();
  const centre = { x: 0, y: 0 };
  const drift = { x: 0, y: 0 };
  let lastMs = Number.NaN;
  let seen = 0;
  let share = 1;

  const limb = (j: number, body: Skeleton, k: number): void => {
    x[j] = at(body.x, k) * ASPECT;
    y[j] = at(body.y, k);
    move(j, at(body.vx, k), at(body.vy, k));
    c[j] = at(body.c, k);
  };
  const move = (j: number, toX: number, toY: number): void => {
    vx[j] = at(vx, j) + share * (toX * ASPECT - at(vx, j));
    vy[j] = at(vy, j) + share * (toY - at(vy, j));
  };
  const head = (body: Skeleton): void => {
    let [sum, most, px, py, wx, wy] = [0, 0, 0, 0, 0, 0];
    for (const k of FACE) {
      const w = at(body.c, k);
      sum += w;
      most = Math.max(most, w);
      px += w * at(body.x, k);
      py += w * at(body.y, k);
      wx += w * at(body.vx, k);
      wy += w * at(body.vy, k);
    }
    c[0] = most;
    if (sum === 0) {
      vx[0] = vy[0] = 0;
      return;
    }
    x[0] = (px / sum) * ASPECT;
    y[0] = py / sum;
    move(0, wx / sum, wy / sum);
  };
  const balance = (): void => {
    let [sum, belief, cx, cy, dx, dy] = [0, 0, 0, 0, 0, 0];
    for (let j = 0; j < JOINT_COUNT; j++) {
      const w = (MASS[j] ?? 0) * at(c, j);
      sum += w;
      belief += at(c, j);
      cx += w * at(x, j);
      cy += w * at(y, j);
      dx += w * at(vx, j);
      dy += w * at(vy, j);
    }
    seen = belief / JOINT_COUNT;
    if (sum === 0) return;
    centre.x = cx / sum;
    centre.y = cy / sum;
    drift.x = dx / sum;
    drift.y = dy / sum;
  };

  return {
    take(body, atMs) {
      const sinceS = (atMs - lastMs) / 1000;
      const isAnew = !(sinceS >= 0 && sinceS < AWAY_S);
      share = isAnew ? 1 : easing(sinceS, TREMBLE_S);
      head(body);
      for (let j = 1; j < JOINT_COUNT; j++) limb(j, body, KEYPOINT_OF[j] ?? 0);
      balance();
      if (isAnew) tall.reset();
      lastMs = atMs;
      tall.push({ x, y, c }, isAnew ? 0 : sinceS);
      return tall.height > 0;
    },
    x,
    y,
    vx,
    vy,
    c,
    centre,
    drift,
    get height() {
      return tall.height;
    },
    get seen() {
      return seen;
    },
  };
};
