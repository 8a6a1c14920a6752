import type { MovementFrame } from '#contracts/movement';
import type { PaintRequest } from './engine.ts';

/** Where the one who leads moved last. */
export interface Lead {
  readonly atMs: number;
  readonly movement: PaintRequest['movement'];
}

/** Nobody moves: the middle of the stage. */
export const STILL: PaintRequest['movement'] = { x: 0.5, y: 0.5, energy: 0, surprise: 0 };

/** After this long without news a movement has lost 63 % of its energy. */
const FORGET_MS = 400;
/** A point that rests counts a little, so that a body standing still has a place too. */
const RESTING = 0.05;

const unit = (x: number): number => (x > 0 ? Math.min(1, x) : 0);

/** The place of the movement: the mean of the points, each as heavy as it is fast and sure. */
export const leadOf = (frame: MovementFrame): Lead => {
  let [x, y, sum] = [0, 0, 0];
  for (const point of frame.points) {
    const weight = point.confidence * (RESTING + Math.hypot(point.vx, point.vy));
    x += weight * point.x;
    y += weight * point.y;
    sum += weight;
  }
  const { energy, surprise } = frame;
  // A body that is only felt has a direction and no place.
  const place =
    sum > 0 ? { x: x / sum, y: y / sum } : { x: 0.5 + 0.3 * frame.dx, y: 0.5 + 0.3 * frame.dy };
  return {
    atMs: frame.atMs,
    movement: {
      x: unit(place.x),
      y: unit(place.y),
      energy: unit(energy),
      surprise: unit(surprise),
    },
  };
};

/** The movement at a time: what is not heard of any more dies away where it was. */
export const leadAt = (lead: Lead | null, nowMs: number): PaintRequest['movement'] => {
  if (!lead) return STILL;
  const left = Math.exp(-Math.max(0, nowMs - lead.atMs) / FORGET_MS);
  const { energy, surprise } = lead.movement;
  return { ...lead.movement, energy: energy * left, surprise: surprise * left };
};
