/** What is normal for one person, learnt while they are heard. */
export interface Baseline {
  /** Hears a value taken at `atMs`; a time already heard is ignored. */
  push(value: number, atMs: number): void;
  /** How far `value` lies from the person's own normal, in their own standard deviations. */
  z(value: number): number;
  /** 0: nobody heard yet, the population stands in .. 1: the person's own. */
  readonly maturity: number;
  /** Seconds heard so far. */
  readonly heardS: number;
  reset(): void;
}

export interface BaselineOptions {
  /** Population mean and standard deviation, used until the person is known. */
  readonly mean: number;
  readonly sd: number;
  /** The person's spread is never taken to be smaller: small noise is no feeling. */
  readonly minSd: number;
  /** Where rest lies: values on the other side are learnt three times slower, so that a long climax stays one. */
  readonly rest: 'low' | 'high' | 'middle';
  /** Seconds heard until the person's own baseline stands alone; 90 where absent. */
  readonly matureS?: number;
}

const MATURE_S = 90;
/** Time constant of forgetting, seconds; the running causal normalisation of Stress-Predict uses minutes too. */
const TAU_S = 300;
/** A gap counts as this many seconds at most. */
const LONGEST_STEP_S = 5;
const AWAY_FROM_REST = 1 / 3;

/** Exponentially weighted mean and variance (West 1979) over time, not over samples, blended from the population. */
export const baseline = (options: BaselineOptions): Baseline => {
  const { matureS = MATURE_S } = options;
  let heardS = 0;
  let mean = options.mean;
  let variance = options.sd ** 2;
  let lastMs = Number.NEGATIVE_INFINITY;
  const maturity = () => Math.min(1, heardS / matureS);
  const blend = (own: number, population: number) =>
    maturity() * own + (1 - maturity()) * population;
  const awayFromRest = (value: number) =>
    (options.rest === 'low' && value > mean) || (options.rest === 'high' && value < mean);
  const learn = (value: number, stepS: number): void => {
    const slow = heardS >= matureS && awayFromRest(value) ? AWAY_FROM_REST : 1;
    const gain = (slow * stepS) / Math.min(TAU_S, heardS + stepS);
    const off = value - mean;
    mean += gain * off;
    variance = (1 - gain) * (variance + gain * off * off);
    heardS += stepS;
  };
  return {
    push(value, atMs) {
      if (!Number.isFinite(value) || !(atMs > lastMs)) return;
      const stepS = Math.min(LONGEST_STEP_S, (atMs - lastMs) / 1000);
      lastMs = atMs;
      learn(value, heardS === 0 ? 1 : stepS);
    },
    z: (value) =>
      (value - blend(mean, options.mean)) /
      Math.max(options.minSd, blend(Math.sqrt(variance), options.sd)),
    get maturity() {
      return maturity();
    },
    get heardS() {
      return heardS;
    },
    reset() {
      heardS = 0;
      mean = options.mean;
      variance = options.sd ** 2;
      lastMs = Number.NEGATIVE_INFINITY;
    },
  };
};
