import { random } from '../../sensors/random.ts';

/**
 * Random cosines of some numbers: their products come near those of a Gaussian kernel, so that a ridge
 * regression on them bends (Rahimi and Recht 2007).
 */
export interface Waves {
  readonly count: number;
  /** [inputs, count], row-major, for inputs in standard deviations. */
  readonly slopes: Float32Array;
  readonly phases: Float32Array;
}

/** @param weights of the inputs in the squared distance; 0 leaves one out @param gamma kernel exp(-gamma distance) */
export const randomWaves = (
  weights: readonly number[],
  gamma: number,
  count: number,
  seed: number,
): Waves => {
  const chance = random(seed, 'waves');
  const slopes = new Float32Array(weights.length * count);
  weights.forEach((weight, k) => {
    for (let w = 0; w < count; w++)
      slopes[k * count + w] = Math.sqrt(2 * gamma * weight) * chance.normal();
  });
  return {
    count,
    slopes,
    phases: Float32Array.from({ length: count }, () => chance.range(0, 2 * Math.PI)),
  };
};

/** The cosines of a row of inputs. */
export const wavesOf = ({ count, slopes, phases }: Waves, row: ArrayLike<number>): Float32Array => {
  const out = phases.slice();
  for (let k = 0; k < row.length; k++) {
    const value = row[k] as number;
    for (let w = 0; w < count; w++)
      out[w] = (out[w] as number) + value * (slopes[k * count + w] as number);
  }
  return out.map(Math.cos);
};

/** The same waves for inputs as they come, not in standard deviations. */
export const unscaledWaves = (
  { count, slopes, phases }: Waves,
  mean: ArrayLike<number>,
  sd: ArrayLike<number>,
): Waves => {
  const raw = slopes.map((s, i) => s / (sd[Math.floor(i / count)] as number));
  const shifted = phases.map((phase, w) => {
    let shift = phase;
    for (let k = 0; k < mean.length; k++)
      shift -= (mean[k] as number) * (raw[k * count + w] as number);
    // Within one turn, so that half a digit of float32 is not lost to a large phase.
    return shift - 2 * Math.PI * Math.floor(shift / (2 * Math.PI));
  });
  return { count, slopes: raw, phases: shifted };
};
