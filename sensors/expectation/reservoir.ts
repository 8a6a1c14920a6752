import { random } from '../random.ts';

/** The fixed random wiring of a recurrent net; many nets may share it. */
export interface Wiring {
  readonly inputs: number;
  readonly units: number;
  /** The units that each unit hears, and how strongly. */
  readonly from: Uint16Array;
  readonly weight: Float64Array;
  /** The inputs that each unit hears, and how strongly. */
  readonly ears: number;
  readonly heard: Uint16Array;
  readonly ear: Float64Array;
  readonly bias: Float64Array;
  /** Share of the new activity in a step. */
  readonly pace: Float64Array;
}

export interface WiringOptions {
  readonly inputs: number;
  readonly units: number;
  readonly seed: number;
  /** Pace of the fastest and of the slowest unit; the others lie between, evenly in ratio. */
  readonly pace: readonly [number, number];
  /** Spectral radius of the recurrent wiring: below 1, so that old input fades. */
  readonly radius: number;
  /** Strength of the input. */
  readonly drive: number;
}

/** A recurrent net: an echo of what it heard lately. */
export interface Reservoir {
  /** Activity of the units, -1..1. */
  readonly state: Float64Array;
  step(input: Float64Array): void;
  reset(): void;
}

/** Units each unit listens to. */
const FAN_IN = 8;
/** Inputs each unit listens to, at most. */
const EARS = 6;
const BIAS = 0.2;
const POWER_STEPS = 200;

/** Sparse wiring drawn from the seed alone: the same seed is the same net, on every machine. */
export const wiring = (options: WiringOptions): Wiring => {
  const { inputs, units, pace } = options;
  const rng = random(options.seed, 'reservoir');
  const ears = Math.min(EARS, inputs);
  const pick = (n: number, of: number) =>
    Uint16Array.from({ length: n }, () => Math.floor(rng.range(0, of)));
  const draw = (n: number, scale: number) =>
    Float64Array.from({ length: n }, () => scale * rng.normal());
  const from = pick(units * FAN_IN, units);
  const weight = draw(units * FAN_IN, 1);
  const heard = pick(units * ears, inputs);
  const ear = draw(units * ears, options.drive / Math.sqrt(ears));
  const scale = options.radius / growth(from, weight, draw(units, 1));
  return {
    inputs,
    units,
    from,
    weight: weight.map((w) => scale * w),
    ears,
    heard,
    ear,
    bias: Float64Array.from({ length: units }, () => rng.range(-BIAS, BIAS)),
    pace: Float64Array.from(
      { length: units },
      (_, i) => pace[0] * (pace[1] / pace[0]) ** (i / Math.max(1, units - 1)),
    ),
  };
};

/** What unit `i` hears of the others. */
const hear = (from: Uint16Array, weight: Float64Array, others: Float64Array, i: number): number => {
  let sum = 0;
  for (let k = i * FAN_IN; k < (i + 1) * FAN_IN; k++)
    sum += (weight[k] as number) * (others[from[k] as number] as number);
  return sum;
};

/** Spectral radius: how fast the wiring makes a vector grow in the long run (Gelfand's formula). */
const growth = (from: Uint16Array, weight: Float64Array, start: Float64Array): number => {
  let here = start;
  let log = 0;
  for (let n = 0; n < POWER_STEPS; n++) {
    const next = here.map((_, i) => hear(from, weight, here, i));
    const norm = Math.hypot(...next) || 1;
    here = next.map((x) => x / norm);
    if (n >= POWER_STEPS / 2) log += Math.log(norm);
  }
  return Math.exp(log / (POWER_STEPS / 2));
};

/**
 * Leaky echo state network (Jaeger 2001; Jaeger et al. 2007 for the leak; Lukosevicius 2012). A step costs
 * 14 multiplications and a tanh a unit; nothing is allocated.
 */
export const reservoir = (wires: Wiring): Reservoir => {
  const { units, from, weight, ears, heard, ear, bias, pace } = wires;
  const state = new Float64Array(units);
  const next = new Float64Array(units);
  return {
    state,
    step(input) {
      for (let i = 0; i < units; i++) {
        let sum = (bias[i] as number) + hear(from, weight, state, i);
        for (let k = i * ears; k < (i + 1) * ears; k++)
          sum += (ear[k] as number) * (input[heard[k] as number] as number);
        const old = state[i] as number;
        next[i] = old + (pace[i] as number) * (Math.tanh(sum) - old);
      }
      state.set(next);
    },
    reset() {
      state.fill(0);
    },
  };
};
