import { STEP_MS } from './windows.ts';

/** What is usual among people, column by column. */
export interface Population {
  readonly mean: ArrayLike<number>;
  readonly sd: ArrayLike<number>;
}

/** The population counts like so many seconds of the person. */
const PRIOR_S = 60;
/** Beyond so many standard deviations a value is an artefact, or as good as. */
const MOST = 4;

/** How far each value lies from the person's own past. */
export interface Normaliser {
  /** Distances of `values` in SDs, 0 where there is no value; then learns them. Written into `out`. */
  push(values: ArrayLike<number>, out: Float64Array, from?: number): void;
  reset(): void;
}

/**
 * Exponentially weighted mean and SD of the past alone, begun at the population's as if that had been heard
 * for a minute. Weights fade with time constant `tauS` over windows that were heard; how long the person has
 * been heard is not among the outputs.
 */
export const normaliser = (population: Population, tauS: number): Normaliser => {
  const n = population.mean.length;
  const stepS = STEP_MS / 1000;
  const keep = Math.exp(-stepS / tauS);
  const weight = new Float64Array(n);
  const sum = new Float64Array(n);
  const squares = new Float64Array(n);
  const reset = (): void => {
    for (let j = 0; j < n; j++) {
      const mean = population.mean[j] ?? 0;
      weight[j] = PRIOR_S;
      sum[j] = PRIOR_S * mean;
      squares[j] = PRIOR_S * ((population.sd[j] ?? 1) ** 2 + mean * mean);
    }
  };
  const learn = (j: number, x: number): void => {
    weight[j] = keep * (weight[j] as number) + stepS;
    sum[j] = keep * (sum[j] as number) + stepS * x;
    squares[j] = keep * (squares[j] as number) + stepS * x * x;
  };
  reset();
  return {
    push(values, out, from = 0) {
      for (let j = 0; j < n; j++) {
        const x = values[j] as number;
        out[from + j] = 0;
        if (!Number.isFinite(x)) continue;
        const mean = (sum[j] as number) / (weight[j] as number);
        const variance = (squares[j] as number) / (weight[j] as number) - mean * mean;
        const z = variance > 1e-12 ? (x - mean) / Math.sqrt(variance) : 0;
        out[from + j] = Math.max(-MOST, Math.min(MOST, z));
        learn(j, x);
      }
    },
    reset,
  };
};
