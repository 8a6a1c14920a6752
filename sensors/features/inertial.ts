import { easing, unit } from './dsp/running.ts';

/** How one kind of motion sensor is read; constants chosen so that dancing fills the range. */
export interface InertialScale {
  /** Magnitude at which energy reaches 63 %: acceleration without gravity m/s^2, turning rad/s. */
  readonly energy: number;
  /** Change of it a second at which jerk reaches 63 %. */
  readonly jerk: number;
  /** True where the resting value is gravity and must be taken out. */
  readonly gravity: boolean;
}

/** Walking swings a wrist by 3 to 6 m/s^2 (van Hees et al. 2013), leaps and hits by 20 and more. */
export const ACC: InertialScale = { energy: 6, jerk: 120, gravity: true };
/** Slow turning is 1 rad/s, a pirouette 6 to 12. */
export const GYRO: InertialScale = { energy: 3, jerk: 40, gravity: false };

/** Gravity is what lasts longer than this, seconds: a 0.3 Hz one-pole low-pass. */
const GRAVITY_S = 0.53;
/** Magnitudes are eased over this: one sample's noise at the usual 50 Hz. */
const NOISE_S = 0.03;

export interface Inertial {
  /** Takes one sample and the time since the one before; values that are no numbers are passed over. */
  push(x: number, y: number, z: number, dtS: number): boolean;
  /** 1 - exp(-magnitude / scale), 0..1, as are `jerk`. */
  readonly energy: number;
  readonly jerk: number;
  /** Magnitude of the movement, in the sensor's unit. */
  readonly magnitude: number;
  /** The last sample without gravity, in the sensor's unit and axes; reused. */
  readonly free: Float64Array;
  /** Movement along the sensor's horizontal x axis and upwards, -1..1. */
  readonly dx: number;
  readonly dy: number;
  reset(): void;
}

/** Takes gravity from acceleration and tells how hard, how abruptly and which way the body moves. */
export const inertial = (scale: InertialScale): Inertial => {
  let [gx, gy, gz] = [0, 0, 0];
  let [px, py, pz] = [0, 0, 0];
  let primed = false;
  const free = new Float64Array(3);
  let [magnitude, change, dx, dy] = [0, 0, 0, 0];

  const point = (mx: number, my: number, mz: number): void => {
    const g = scale.gravity ? Math.hypot(gx, gy, gz) : 0;
    if (g < 1) {
      dx = Math.tanh(mx / scale.energy / 2);
      dy = Math.tanh(my / scale.energy / 2);
      return;
    }
    // Up is where gravity's reaction points; sideways is the sensor's x axis laid level.
    const up = (mx * gx + my * gy + mz * gz) / g;
    const [hx, hy, hz] = [1 - (gx * gx) / (g * g), -(gx * gy) / (g * g), -(gx * gz) / (g * g)];
    const side = (mx * hx + my * hy + mz * hz) / (Math.hypot(hx, hy, hz) || 1);
    dx = Math.tanh(side / scale.energy / 2);
    dy = Math.tanh(up / scale.energy / 2);
  };

  return {
    push(x, y, z, dtS) {
      if (!(Number.isFinite(x + y + z) && dtS > 0)) return false;
      if (!primed) {
        primed = true;
        if (scale.gravity) [gx, gy, gz] = [x, y, z];
        [px, py, pz] = [x, y, z];
      }
      if (scale.gravity) {
        const a = easing(dtS, GRAVITY_S);
        gx += a * (x - gx);
        gy += a * (y - gy);
        gz += a * (z - gz);
      }
      const e = easing(dtS, NOISE_S);
      magnitude += e * (Math.hypot(x - gx, y - gy, z - gz) - magnitude);
      change += e * (Math.hypot(x - px, y - py, z - pz) / dtS - change);
      px = x;
      py = y;
      pz = z;
      free[0] = x - gx;
      free[1] = y - gy;
      free[2] = z - gz;
      point(x - gx, y - gy, z - gz);
      return true;
    },
    free,
    get energy() {
      return unit(1 - Math.exp(-magnitude / scale.energy));
    },
    get jerk() {
      return unit(1 - Math.exp(-change / scale.jerk));
    },
    get magnitude() {
      return magnitude;
    },
    get dx() {
      return dx;
    },
    get dy() {
      return dy;
    },
    reset() {
      primed = false;
      free.fill(0);
      gx = gy = gz = magnitude = change = dx = dy = 0;
    },
  };
};
