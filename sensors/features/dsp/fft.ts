import { at } from './biquad.ts';

/** A Fourier transform of one fixed power-of-two size; buffers are made once. */
export interface Fft {
  readonly size: number;
  /** Transforms in place, forward, unscaled. */
  transform(re: Float64Array, im: Float64Array): void;
}

/** Radix-2 decimation in time (Cooley and Tukey 1965) with a table of twiddles. */
export const fft = (size: number): Fft => {
  if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`fft: ${size} is no power of 2`);
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));
  const turned = bitReversal(size);

  const shuffle = (re: Float64Array, im: Float64Array): void => {
    for (let i = 0; i < size; i++) {
      const j = turned[i] as number;
      if (j <= i) continue;
      const r = at(re, i);
      const m = at(im, i);
      re[i] = at(re, j);
      im[i] = at(im, j);
      re[j] = r;
      im[j] = m;
    }
  };

  return {
    size,
    transform(re, im) {
      shuffle(re, im);
      for (let half = 1; half < size; half *= 2) {
        const step = size / (2 * half);
        for (let start = 0; start < size; start += 2 * half) {
          for (let k = 0; k < half; k++) {
            const c = at(cos, k * step);
            const s = at(sin, k * step);
            const a = start + k;
            const b = a + half;
            const r = at(re, b) * c + at(im, b) * s;
            const m = at(im, b) * c - at(re, b) * s;
            re[b] = at(re, a) - r;
            im[b] = at(im, a) - m;
            re[a] = at(re, a) + r;
            im[a] = at(im, a) + m;
          }
        }
      }
    },
  };
};

const bitReversal = (size: number): Uint32Array => {
  const out = new Uint32Array(size);
  for (let i = 1; i < size; i++) out[i] = ((out[i >> 1] as number) >> 1) | (i & 1 ? size >> 1 : 0);
  return out;
};

/** The periodic Hann window (Harris 1978). */
export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));

/** Smallest power of two that is not below `n`. */
export const powerOfTwo = (n: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, n)));
