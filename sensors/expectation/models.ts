import { easing } from '../features/dsp/running.ts';
import type { ForecastOptions } from './forecaster.ts';
import { describePose, JOINTS, POSE_INPUTS } from './pose-space.ts';
import { wiring } from './reservoir.ts';

/** What is common to the models of one kind; a profile fits only the model it was made by. */
export interface Model {
  readonly kind: 'pose' | 'inertial';
  /** Numbers in the parts of a sample: a pose is one part, acceleration and turning are two. */
  readonly parts: readonly number[];
  readonly options: Omit<ForecastOptions, 'describe'>;
  /** What the net hears; for inertial models with a memory of its own. */
  describe(): ForecastOptions['describe'];
  /** Index of the horizon that surprise is measured at: half a second. */
  readonly half: number;
  /** Groups that must be seen for full confidence: most of a body, but one sensor is enough. */
  readonly needs: number;
  /** Names everything that must be equal for learned numbers to fit. */
  readonly signature: string;
}

/** Seeds the wiring: with it, the same take is the same surprise. */
const SEED = 1;
/** A learning step keeps this share of the past: 5000 steps, about six minutes of movement. */
const REMEMBER = 0.9998;
const PACE = [0.6, 0.1] as const;

const sign = (kind: string, { wires, ...o }: Model['options']): string =>
  [kind, o.dims, o.hz, o.horizons, o.taps, wires.inputs, wires.units, SEED, PACE].join('|');

/** 13 joints at 30 Hz; 0.27, 0.5 and 1 s ahead. */
export const poseModel = (): Model => {
  const options = {
    dims: 2 * JOINTS,
    group: 2,
    hz: 30,
    horizons: [8, 15, 30],
    taps: [2, 8],
    wires: wiring({
      inputs: POSE_INPUTS,
      units: 100,
      seed: SEED,
      pace: PACE,
      radius: 0.9,
      drive: 0.5,
    }),
    remember: REMEMBER,
    floor: 0.04,
  };
  return {
    kind: 'pose',
    parts: [2 * JOINTS],
    options,
    describe: () => describePose,
    half: 1,
    needs: JOINTS,
    signature: sign('pose', options),
  };
};

/** Acceleration in units of 4 m/s^2, turning in units of 2 rad/s: about what walking does at a wrist. */
export const ACC_UNIT = 4;
export const GYRO_UNIT = 2;
/** What lasts longer than this, seconds, is posture and gravity: the net does not hear it. */
const REST_S = 2;

/** Acceleration and turning of one sensor at 25 Hz; 0.24, 0.52 and 1 s ahead. */
export const inertialModel = (): Model => {
  const options = {
    dims: 6,
    group: 3,
    hz: 25,
    horizons: [6, 13, 25],
    taps: [1, 2, 4, 7, 12, 20],
    wires: wiring({ inputs: 6, units: 60, seed: SEED, pace: PACE, radius: 0.9, drive: 0.5 }),
    remember: REMEMBER,
    floor: 0.05,
  };
  const describe = (): ForecastOptions['describe'] => {
    const mean = new Float64Array(options.dims);
    const share = easing(1 / options.hz, REST_S);
    let primed = false;
    return (x, _scale, out) => {
      if (!primed) mean.set(x);
      primed = true;
      for (let d = 0; d < mean.length; d++) {
        const m = (mean[d] as number) + share * ((x[d] as number) - (mean[d] as number));
        mean[d] = m;
        out[d] = (x[d] as number) - m;
      }
    };
  };
  return {
    kind: 'inertial',
    parts: [3, 3],
    options,
    describe,
    half: 1,
    needs: 1,
    signature: sign('inertial', options),
  };
};
