import { at } from './biquad.ts';

/** The slope of samples: least squares through some neighbours on either side. */
export interface Slope {
  /** Neighbours on each side; so many samples are lost at either end. */
  readonly reach: number;
  /** Writes the slope a second at sample `i + reach` of `values` into `out[i]`, for all of `out`. */
  of(values: Float64Array, out: Float64Array): void;
}

/** Half of the stretch that a slope is drawn through, seconds. */
const REACH_S = 1 / 15;

/** A differentiator for samples at `rateHz` that passes movement and not its noise (Savitzky and Golay 1964, quadratic). */
export const slope = (rateHz: number): Slope => {
  const reach = Math.max(1, Math.round(REACH_S * rateHz));
  let norm = 0;
  for (let k = -reach; k <= reach; k++) norm += k * k;
  const scale = rateHz / norm;
  return {
    reach,
    of(values, out) {
      for (let i = 0; i < out.length; i++) {
        let sum = 0;
        for (let k = 1; k <= reach; k++)
          sum += k * (at(values, i + reach + k) - at(values, i + reach - k));
        out[i] = sum * scale;
      }
    },
  };
};
