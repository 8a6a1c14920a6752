import { type Reservoir, reservoir, type Wiring } from './reservoir.ts';
import { type Rls, rls } from './rls.ts';
import { type Trust, trust } from './trust.ts';

export interface ForecastOptions {
  /** Numbers to foretell, and how many of them belong together (2: a joint, 3: a sensor). */
  readonly dims: number;
  readonly group: number;
  readonly hz: number;
  /** How far ahead, in steps, rising. */
  readonly horizons: readonly number[];
  /** Steps back from which movement until now is told to the readout. */
  readonly taps: readonly number[];
  readonly wires: Wiring;
  /** Share of the past that remains a learning step. */
  readonly remember: number;
  /** Movement and error below this (in units of scale) teach nothing. */
  readonly floor: number;
  /**
   * Writes what the net hears of `x` into `out` (`wires.inputs` numbers): what does not change when the
   * same is done elsewhere, in units of scale.
   */
  describe(x: Float64Array, scale: number, out: Float64Array): void;
}

/** An online model of one movement: what is foretold for the coming steps, and how it did. */
export interface Forecaster {
  /** One step: numbers that are not seen are NaN; `scale` is the unit of errors and learning, above 0. */
  step(x: Float64Array, scale: number): void;
  /** After a gap: what was learned stays. */
  restart(): void;
  /** What is expected at each horizon, a row of `dims` each, in the unit of `x`. */
  readonly expected: Float64Array;
  /** Error of what had been expected for now, a row of groups for each horizon; NaN where unknown. */
  readonly errors: Float64Array;
  /** How far it has gone since then; NaN where unknown. */
  readonly moved: Float64Array;
  /** 1 where the number was seen in this step. */
  readonly seen: Uint8Array;
  /** Steps since the last restart. */
  readonly steps: number;
  readonly readout: Rls;
  readonly trusted: Trust;
}

const RIDGE = 1;
/** Inputs and displacements beyond this, in units of scale, are cut. */
const MOST_INPUT = 4;
/** Errors beyond this teach no more than this. */
const MOST_ERROR = 2;

const cut = (x: number): number =>
  x > MOST_INPUT ? MOST_INPUT : x < -MOST_INPUT ? -MOST_INPUT : x;

/** Numbers the readout is told: one, the net's inputs, displacements, the net's echo. */
export const featureCount = (o: ForecastOptions): number =>
  1 + o.wires.inputs + o.dims * o.taps.length + o.wires.units;

/**
 * Echo state network with a recursive least squares readout that foretells displacement from now. All
 * horizons learn from the same step, the one that lies a longest horizon back, so that one inverse serves
 * them all; each of its two halves takes a step, so every second step teaches. Bounded work, no allocation.
 */
export const forecaster = (o: ForecastOptions): Forecaster => {
  const { dims, group, horizons } = o;
  const far = horizons[horizons.length - 1] ?? 1;
  const span = Math.max(far, ...o.taps) + 1;
  const outputs = dims * horizons.length;
  const groups = (dims / group) * horizons.length;
  const count = featureCount(o);
  const net: Reservoir = reservoir(o.wires);
  const { remember } = o;
  const readout = rls({ features: count, outputs, remember, ridge: RIDGE, most: MOST_ERROR });
  const trusted = trust(groups, o.hz);

  const rows = (n: number) => Array.from({ length: span }, () => new Float64Array(n));
  const [places, told, raw, mixed] = [rows(dims), rows(count), rows(outputs), rows(outputs)];
  const sound = Array.from({ length: span }, () => new Uint8Array(dims));
  const sights = Array.from({ length: span }, () => new Uint8Array(dims));
  const scales = new Float64Array(span).fill(1);
  const input = new Float64Array(o.wires.inputs);
  const targets = new Float64Array(outputs);
  const known = new Float64Array(outputs);
  const expected = new Float64Array(outputs);
  const errors = new Float64Array(groups).fill(Number.NaN);
  const moved = new Float64Array(groups).fill(Number.NaN);
  const seen = new Uint8Array(dims);
  /** For how many steps each number has been seen without a break; below 0: not been seen. */
  const streak = new Int32Array(dims);
  /** Seen so long, all that the readout is told of a number is true. */
  const reach = Math.max(...o.taps);
  let steps = 0;

  const row = <T>(all: readonly T[], step: number): T => all[step % span] as T;

  /** Takes the step in; what is not seen goes on as it was expected to for a second, then stays. */
  const enter = (x: Float64Array, scale: number): void => {
    const [here, sight, whole] = [row(places, steps), row(sights, steps), row(sound, steps)];
    const near = horizons[0] as number;
    const before = steps > 0 ? row(places, steps - 1) : null;
    const guess = steps >= near ? row(mixed, steps - near) : before;
    for (let d = 0; d < dims; d++) {
      const value = x[d] as number;
      const believed = Number.isFinite(value);
      const run = streak[d] as number;
      streak[d] = believed ? (steps === 0 ? reach : Math.max(run, 0) + 1) : Math.min(run, 0) - 1;
      seen[d] = sight[d] = believed ? 1 : 0;
      whole[d] = (streak[d] as number) >= reach ? 1 : 0;
      const source = (streak[d] as number) < -far ? before : guess;
      here[d] = believed ? value : source ? (source[d] as number) : 0;
    }
    scales[steps % span] = scale;
  };

  /** Compares one group with what had been expected of it `horizon` steps ago. */
  const judgeGroup = (h: number, g: number, base: number, scale: number): void => {
    const here = row(places, steps);
    const [there, had, net0] = [row(places, base), row(mixed, base), row(raw, base)];
    const whole = row(sound, base);
    const slot = (h * dims) / group + g;
    let [off, gone, agree, power] = [0, 0, 0, 0];
    for (let d = g * group; d < (g + 1) * group; d++) {
      if (seen[d] === 0 || whole[d] === 0) {
        errors[slot] = moved[slot] = Number.NaN;
        return;
      }
      const went = (here[d] as number) - (there[d] as number);
      const p = net0[h * dims + d] as number;
      off += ((here[d] as number) - (had[h * dims + d] as number)) ** 2;
      gone += went * went;
      agree += went * p;
      power += p * p;
    }
    errors[slot] = Math.sqrt(off) / scale;
    moved[slot] = Math.sqrt(gone) / scale;
    trusted.learn(slot, agree / scale ** 2, power / scale ** 2);
  };

  const judge = (): void => {
    for (let h = 0; h < horizons.length; h++) {
      const base = steps - (horizons[h] as number);
      for (let g = 0; g < dims / group; g++) {
        if (base < 0) {
          errors[(h * dims) / group + g] = moved[(h * dims) / group + g] = Number.NaN;
        } else judgeGroup(h, g, base, scales[base % span] as number);
      }
    }
  };

  /** True where something happened that is worth learning. */
  const stirs = (): boolean => {
    for (let k = 0; k < groups; k++)
      if ((errors[k] as number) > o.floor || (moved[k] as number) > o.floor) return true;
    return false;
  };

  const teach = (): void => {
    const base = steps - far;
    const [there, whole] = [row(places, base), row(sound, base)];
    const scale = scales[base % span] as number;
    for (let h = 0, k = 0; h < horizons.length; h++) {
      const then = base + (horizons[h] as number);
      const [place, sight] = [row(places, then), row(sights, then)];
      for (let d = 0; d < dims; d++, k++) {
        targets[k] = ((place[d] as number) - (there[d] as number)) / scale;
        known[k] = (whole[d] as number) * (sight[d] as number);
      }
    }
    readout.learn(row(told, base), targets, known);
  };

  const tell = (scale: number): void => {
    const here = row(places, steps);
    const out = row(told, steps);
    o.describe(here, scale, input);
    let k = 0;
    out[k++] = 1;
    for (let i = 0; i < input.length; i++) out[k++] = input[i] = cut(input[i] as number);
    for (const tap of o.taps) {
      const then = row(places, Math.max(0, steps - tap));
      for (let d = 0; d < dims; d++)
        out[k++] = cut(((here[d] as number) - (then[d] as number)) / scale);
    }
    net.step(input);
    out.set(net.state, k);
  };

  const foretell = (scale: number): void => {
    const [here, pure, blend] = [row(places, steps), row(raw, steps), row(mixed, steps)];
    readout.foretell(row(told, steps), pure);
    for (let k = 0; k < outputs; k++) {
      const step = scale * cut(pure[k] as number);
      pure[k] = step;
      blend[k] = (here[k % dims] as number) + trusted.share(Math.floor(k / group)) * step;
    }
    expected.set(blend);
  };

  return {
    step(x, scale) {
      enter(x, scale);
      judge();
      if (steps >= far) {
        if (steps % 2 === 1) readout.settle();
        else if (stirs()) teach();
      }
      tell(scale);
      foretell(scale);
      steps++;
    },
    restart() {
      steps = 0;
      net.reset();
      streak.fill(0);
      errors.fill(Number.NaN);
      moved.fill(Number.NaN);
    },
    expected,
    errors,
    moved,
    seen,
    get steps() {
      return steps;
    },
    readout,
    trusted,
  };
};
