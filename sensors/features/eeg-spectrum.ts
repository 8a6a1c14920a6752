import { at } from './dsp/biquad.ts';
import { fft, hann, powerOfTwo } from './dsp/fft.ts';

/** Bands as the field has them, Hz. Gamma ends below the mains. */
export const EEG_BANDS = {
  eegDelta: [1, 4],
  eegTheta: [4, 8],
  eegAlpha: [8, 13],
  eegBeta: [13, 30],
  eegGamma: [30, 45],
} as const;
export type EegBand = keyof typeof EEG_BANDS;
export const EEG_BAND_NAMES = Object.keys(EEG_BANDS) as EegBand[];

/** Least power told apart from none, uV^2. */
const LEAST = 1e-4;

export interface EegSpectrum {
  /**
   * Band powers of a window in log10 uV^2, in the order of EEG_BAND_NAMES; the array is reused.
   * One-sided periodogram under a Hann window (Welch 1967), the window's mean taken out.
   */
  read(window: Float64Array): Float64Array;
}

/** Periodograms of windows of `length` samples at `rateHz`. */
export const eegSpectrum = (length: number, rateHz: number): EegSpectrum => {
  const size = powerOfTwo(length);
  const transform = fft(size);
  const taper = hann(length);
  const weight = taper.reduce((sum, w) => sum + w * w, 0);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const out = new Float64Array(EEG_BAND_NAMES.length);
  const edges = EEG_BAND_NAMES.map((name) => EEG_BANDS[name].map((hz) => binOf(hz)));
  function binOf(hz: number): number {
    return Math.min(size / 2, Math.ceil((hz * size) / rateHz));
  }
  // Density 2 |X|^2 / (rate sum w^2), times the bin's width rate / size.
  const scale = 2 / (weight * size);
  return {
    read(window) {
      let mean = 0;
      for (let i = 0; i < length; i++) mean += at(window, i) / length;
      for (let i = 0; i < length; i++) re[i] = (at(window, i) - mean) * at(taper, i);
      re.fill(0, length);
      im.fill(0);
      transform.transform(re, im);
      for (const [b, edge] of edges.entries()) {
        let power = 0;
        for (let k = edge[0] ?? 0; k < (edge[1] ?? 0); k++)
          power += at(re, k) ** 2 + at(im, k) ** 2;
        out[b] = Math.log10(Math.max(LEAST, power * scale));
      }
      return out;
    },
  };
};
