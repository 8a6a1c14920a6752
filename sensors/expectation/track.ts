import { type Forecaster, forecaster } from './forecaster.ts';
import { foreseen } from './foreseen.ts';
import { type Habit, habit, surpriseOf } from './habit.ts';
import type { Model } from './models.ts';
import { type Slots, slots } from './slots.ts';

/** One sensor on one body: what was learned of it and how surprising it is now. */
export interface Track {
  /** One sample of a part; see {@link Slots}. `scale` is the unit of errors from now on. */
  push(part: number, values: Float64Array, atMs: number, scale: number): void;
  /** Surprise of each group (a joint, a sensor), 0..1. */
  readonly surprises: Float64Array;
  readonly surprise: number;
  /** How much of her movement of the last seconds was foreseen, 0..1. */
  readonly foreseen: number;
  /** How much they are worth: 0 until enough was learned, or where little was seen. */
  readonly confidence: number;
  /** How ready the model is, 0 fresh .. 1. */
  readonly ready: number;
  /** Steps taken since the track was made; moves on when there is something new. */
  readonly steps: number;
  /** Steps of movement learned, those of the profile included. */
  readonly learned: number;
  readonly forecast: Forecaster;
  readonly habits: readonly Habit[];
  /** Everything learned, as one row of numbers. */
  dump(): Float32Array;
  /** Takes up such a row. False where it does not fit: nothing is changed then. */
  adopt(numbers: Float32Array): boolean;
}

/** Movement that must be learned before anything counts as a surprise, and until it fully does, seconds. */
const FIRST_S = 3;
const READY_S = 12;
/** Power of the mean over groups: high, so that one arm alone can surprise; and where a group's share ends. */
const POWER = 6;
const MOST_RATIO = 4;
/** Added to the inverse's diagonal on loading: rounding to 32 bits must not make it indefinite. */
const ROUNDING = 1e-6;
/** No learned number is as large. */
const MOST = 1e9;

export const track = (model: Model): Track => {
  const { options, half } = model;
  const forecast = forecaster({ ...options, describe: model.describe() });
  const { readout, trusted, errors, moved } = forecast;
  const groups = options.dims / options.group;
  const from = half * groups;
  const habits = Array.from({ length: groups }, () => habit(options.floor));
  const surprises = new Float64Array(groups);
  const seen = new Uint8Array(groups);
  const known = foreseen(options.hz);
  let [scale, surprise, confidence, steps, learned] = [1, 0, 0, 0, 0];

  const readiness = (): number => {
    const seconds = learned / options.hz;
    return Math.min(1, Math.max(0, (seconds - FIRST_S) / (READY_S - FIRST_S)));
  };

  /** Ratios of all groups; returns their power mean. */
  const weigh = (stirred: boolean): number => {
    let [power, n, off, gone] = [0, 0, 0, 0];
    for (let g = 0; g < groups; g++) {
      const error = errors[from + g] as number;
      const went = moved[from + g] as number;
      seen[g] = Number.isFinite(error) ? 1 : 0;
      if (seen[g] === 0) {
        surprises[g] = 0;
        continue;
      }
      const one = habits[g] as Habit;
      const ratio = one.ratio(error, went);
      if (stirred) one.learn(error, went);
      surprises[g] = readiness() * surpriseOf(ratio);
      power += Math.min(MOST_RATIO, ratio) ** POWER;
      off += error * error;
      gone += went * went;
      n++;
    }
    if (stirred) known.learn(off, gone);
    confidence = readiness() * Math.min(1, n / model.needs);
    return n > 0 ? (power / n) ** (1 / POWER) : Number.NaN;
  };

  const stirs = (): boolean => {
    for (let g = 0; g < groups; g++)
      if (
        (moved[from + g] as number) > options.floor ||
        (errors[from + g] as number) > options.floor
      )
        return true;
    return false;
  };

  const step = (frame: Float64Array): void => {
    forecast.step(frame, scale);
    steps++;
    const stirred = stirs();
    const level = weigh(stirred);
    surprise = Number.isFinite(level) ? readiness() * surpriseOf(level) : 0;
    if (stirred) learned++;
  };

  const grid: Slots = slots(options.hz, model.parts, {
    restart() {
      forecast.restart();
      surprises.fill(0);
      surprise = confidence = 0;
    },
    step,
  });

  const kept = (): readonly Float64Array[] => [
    readout.inverse,
    readout.weights,
    trusted.sums,
    ...habits.map((h) => h.marks),
  ];
  const size = kept().reduce((n, part) => n + part.length, 1);

  return {
    push(part, values, atMs, unit) {
      if (unit > 0) scale = unit;
      grid.push(part, values, atMs);
    },
    surprises,
    get surprise() {
      return surprise;
    },
    get foreseen() {
      return readiness() * known.value;
    },
    get confidence() {
      return confidence;
    },
    get ready() {
      return readiness();
    },
    get steps() {
      return steps;
    },
    get learned() {
      return learned;
    },
    forecast,
    habits,
    dump() {
      readout.settle();
      const out = new Float32Array(size);
      out[0] = learned;
      let at = 1;
      for (const part of kept()) {
        out.set(part, at);
        at += part.length;
      }
      return out;
    },
    adopt(numbers) {
      if (!fits(numbers, size, readout.inverse.length, options.dims)) return false;
      learned = numbers[0] as number;
      let at = 1;
      for (const part of kept()) {
        part.set(numbers.subarray(at, at + part.length));
        at += part.length;
      }
      const m = readout.weights.length / (options.dims * options.horizons.length);
      for (let i = 0, k = 0; i < m; k += m - i, i++)
        readout.inverse[k] = (readout.inverse[k] as number) + ROUNDING;
      return true;
    },
  };
};

/** Whether learned numbers can be what a model of this size learned. */
const fits = (numbers: Float32Array, size: number, inverse: number, dims: number): boolean => {
  if (numbers.length !== size || dims <= 0) return false;
  if (!numbers.every((x) => Math.abs(x) < MOST)) return false;
  // Rows of a triangle of `inverse` numbers begin with the diagonal.
  const m = Math.round((Math.sqrt(8 * inverse + 1) - 1) / 2);
  for (let i = 0, k = 1; i < m; k += m - i, i++) if (!((numbers[k] as number) > 0)) return false;
  return (numbers[0] as number) >= 0;
};
