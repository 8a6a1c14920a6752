import { at } from '../dsp/biquad.ts';
import { unit } from '../dsp/running.ts';
import { channelsOf, type EffortLayout, effortWindow } from '../effort-window.ts';
import { type EffortScale, effortsOf } from '../efforts.ts';
import type { Say } from '../extractor.ts';
import { JOINT_COUNT } from './anatomy.ts';
import type { Figure } from './figure.ts';
import { ANKLES, WRISTS } from './points.ts';

const LAYOUT: EffortLayout = {
  joints: JOINT_COUNT,
  axes: 2,
  ends: new Set([0, ...WRISTS, ...ANKLES]),
};
export const EFFORT_CHANNELS = channelsOf(LAYOUT);

/** Means over the joints: walking has a kinetic energy of 0.3 (body heights / s)^2, a leap of 0.8. */
const SCALE: EffortScale = { energy: 0.4, acceleration: 4.5 };
/** Mean speed of the joints, body heights a second, from which efforts can be told from a tracker's trembling. */
const MOVING = 0.16;
/** Way of head, hands and feet together, body heights in a second, from which it has a direction. */
const UNDERWAY = 0.5;

/** effortWeight, effortTime, effortSpace and effortFlow of a body that is seen, ten times a second. */
export interface PoseEfforts {
  /** Writes the figure's movement into `out` (EFFORT_CHANNELS numbers) for the steady grid. */
  sample(f: Figure, out: Float32Array, from: number): void;
  /** One frame of the grid. */
  frame(values: Float64Array, atMs: number, sure: number, say: Say): void;
  reset(): void;
}

export const poseEfforts = (rateHz: number): PoseEfforts => {
  const recent = effortWindow(rateHz, LAYOUT);
  return {
    sample(f, out, from) {
      for (let j = 0; j < JOINT_COUNT; j++) {
        out[from + 2 * j] = at(f.vx, j) / f.height;
        out[from + 2 * j + 1] = at(f.vy, j) / f.height;
        out[from + 2 * JOINT_COUNT + j] = at(f.c, j) > 0 ? 1 : 0;
      }
    },
    frame(values, atMs, sure, say) {
      if (!recent.push(values)) return;
      const { moment, share } = recent;
      const { weight, time, space, flow } = effortsOf(moment, SCALE);
      const heard = sure * share * unit(2 * (moment.speed / MOVING) - 1);
      say('effortWeight', weight, heard, atMs);
      say('effortTime', time, heard, atMs);
      say('effortSpace', space, heard * unit(moment.path / UNDERWAY), atMs);
      say('effortFlow', flow, heard, atMs);
    },
    reset: recent.reset,
  };
};
