import { at } from '../dsp/biquad.ts';
import { ASPECT, JOINT_COUNT } from './anatomy.ts';
import type { Figure } from './figure.ts';

/**
 * Quantity of motion: the distance that all thirteen joints together cover in a second, in body heights
 * (the weighted sum of joint speeds of Larboulette and Gibet 2015, after the quantity of motion of Camurri
 * et al. 2003). Joints that are not seen count as the mean of the others.
 */
export const quantity = (f: Figure): number => {
  let [sum, weight] = [0, 0];
  for (let j = 0; j < JOINT_COUNT; j++) {
    sum += at(f.c, j) * Math.hypot(at(f.vx, j), at(f.vy, j));
    weight += at(f.c, j);
  }
  return weight > 0 ? (JOINT_COUNT * sum) / weight / f.height : Number.NaN;
};

/** Speed of the centre of mass, in stage widths a second. */
export const travel = (f: Figure): number => Math.hypot(f.drift.x, f.drift.y) / ASPECT;
