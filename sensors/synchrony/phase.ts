import { fft, powerOfTwo } from '../features/dsp/fft.ts';
import { level } from './statistics.ts';

const at = (values: Float64Array, i: number): number => values[i] as number;

/** The phase of something that comes and goes, by its analytic signal. */
export interface PhaseFinder {
  /** Reads a window into `re` and `im`, a unit vector for each sample; returns how many cycles it holds. */
  find(window: Float64Array, re: Float64Array, im: Float64Array): number;
}

const TAU = 2 * Math.PI;

/**
 * Band-passed analytic signal by Fourier transform (Gabor 1946; Lachaux et al. 1999, Human Brain Mapping 8),
 * `length` samples at `rateHz`, `bandHz` kept. The window is changed.
 */
export const phaseFinder = (
  length: number,
  rateHz: number,
  bandHz: readonly [number, number],
): PhaseFinder => {
  const size = powerOfTwo(1.5 * length);
  const transform = fft(size);
  const [a, b] = [new Float64Array(size), new Float64Array(size)];
  const [from, to] = bandHz.map((hz) => (hz * size) / rateHz) as [number, number];

  return {
    find(window, re, im) {
      level(window, true);
      a.fill(0).set(window);
      b.fill(0);
      transform.transform(a, b);
      // Only what turns forward stays; the inverse transform is the forward one with the parts exchanged.
      for (let k = 0; k < size; k++) {
        if (k >= from && k <= to) continue;
        a[k] = b[k] = 0;
      }
      transform.transform(b, a);
      let cycles = 0;
      for (let i = 0; i < length; i++) {
        const reach = Math.sqrt(at(a, i) * at(a, i) + at(b, i) * at(b, i));
        re[i] = reach > 0 ? at(a, i) / reach : 0;
        im[i] = reach > 0 ? at(b, i) / reach : 0;
        if (i === 0) continue;
        const cos = at(re, i) * at(re, i - 1) + at(im, i) * at(im, i - 1);
        const sin = at(im, i) * at(re, i - 1) - at(re, i) * at(im, i - 1);
        cycles += Math.atan2(sin, cos) / TAU;
      }
      return Math.abs(cycles);
    },
  };
};
