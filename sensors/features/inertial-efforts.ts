import { at } from './dsp/biquad.ts';
import { unit } from './dsp/running.ts';
import { type EffortLayout, effortWindow } from './effort-window.ts';
import { type EffortScale, effortsOf } from './efforts.ts';
import type { Say } from './extractor.ts';

/** Metres that stand for one body height where nobody sees the body. */
const STATURE_M = 1.7;
/** Velocity is acceleration added up and forgotten over this long, seconds: what lasts longer is drift. */
const FORGET_S = 0.5;
const LAYOUT: EffortLayout = { joints: 1, axes: 3, ends: new Set() };
/** One sensor on a limb: a walker's wrist has 0.1 (body heights / s)^2, a blow 1 and more. */
const SCALE: EffortScale = { energy: 0.8, acceleration: 8 };
/** Body heights a second from which movement can be told from trembling. */
const MOVING = 0.05;
/** One sensor speaks for one limb: whoever sees the whole body is heard before it. */
const ONE_LIMB = 0.7;

/** effortWeight, effortTime and effortFlow of a body that is felt; where it goes, and so space, nobody can feel. */
export interface InertialEfforts {
  /** Acceleration without gravity, m/s^2, at the steady rate. */
  push(free: Float64Array, atMs: number, sure: number, say: Say): void;
  reset(): void;
}

export const inertialEfforts = (rateHz: number): InertialEfforts => {
  const recent = effortWindow(rateHz, LAYOUT);
  const keep = Math.exp(-1 / (rateHz * FORGET_S));
  const frame = Float64Array.of(0, 0, 0, 1);
  return {
    push(free, atMs, sure, say) {
      for (let k = 0; k < 3; k++) {
        const push = at(free, k);
        const gained = Number.isFinite(push) ? push / STATURE_M / rateHz : 0;
        frame[k] = at(frame, k) * keep + gained;
      }
      if (!recent.push(frame)) return;
      const { weight, time, flow } = effortsOf(recent.moment, SCALE);
      const heard = sure * ONE_LIMB * unit(2 * (recent.moment.speed / MOVING) - 1);
      say('effortWeight', weight, heard, atMs);
      say('effortTime', time, heard, atMs);
      say('effortFlow', flow, heard, atMs);
    },
    reset() {
      frame.fill(0, 0, 3);
      recent.reset();
    },
  };
};
