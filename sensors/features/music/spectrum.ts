import { fft, hann } from '../dsp/fft.ts';

/** What one window of sound looks like. */
export interface Look {
  /** Share of the sound that was not there a window ago, 0..1. */
  readonly flux: number;
  /** Hz; 0 in silence. */
  readonly centroid: number;
}

/** Compression of magnitudes, so that partials count beside the fundamental (Mueller 2015, 6.1.2). */
const COMPRESSION = 100;
/** A partial may wander so far between windows without being new: vibrato (Boeck and Widmer 2013). */
const WANDER = 0.035;
/** Compressed magnitudes that sum to less than this a bin are silence. */
const SILENCE = 1e-3;

/** Spectral flux and centroid of successive windows of `size` samples. */
export const spectrumWatch = (size: number, sampleRateHz: number) => {
  const transform = fft(size);
  const window = hann(size);
  const gain = 2 / window.reduce((a, b) => a + b, 0);
  const bins = size / 2;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const magnitudes = new Float64Array(bins);
  let now = new Float64Array(bins);
  let before = new Float64Array(bins);

  const look = (samples: Float32Array): { sum: number; weighted: number } => {
    for (let i = 0; i < size; i++) {
      re[i] = (samples[i] ?? 0) * (window[i] as number);
      im[i] = 0;
    }
    transform.transform(re, im);
    let [sum, weighted] = [0, 0];
    for (let k = 1; k < bins; k++) {
      const magnitude = gain * Math.hypot(re[k] as number, im[k] as number);
      magnitudes[k] = magnitude;
      now[k] = Math.log1p(COMPRESSION * magnitude);
      sum += magnitude;
      weighted += magnitude * k;
    }
    return { sum, weighted };
  };
  /** What stands above the largest neighbour of the window before, as a share of all. */
  const rise = (): number => {
    let [up, all] = [0, 0];
    for (let k = 1; k < bins; k++) {
      const reach = Math.max(1, Math.round(WANDER * k));
      let most = 0;
      const to = Math.min(bins - 1, k + reach);
      for (let j = Math.max(0, k - reach); j <= to; j++) {
        const there = before[j] as number;
        if (there > most) most = there;
      }
      up += Math.max(0, (now[k] as number) - most);
      all += now[k] as number;
    }
    return all > SILENCE * bins ? up / all : 0;
  };
  return {
    /** Takes one window, the newest sample last. */
    push(samples: Float32Array): Look {
      const { sum, weighted } = look(samples);
      const flux = rise();
      [now, before] = [before, now];
      const centroid = sum > 0 ? ((weighted / sum) * sampleRateHz) / size : 0;
      return { flux, centroid };
    },
    /** Strength of a partial in the newest window: the largest magnitude within a bin of it. */
    partial(hz: number): number {
      const bin = Math.round((hz * size) / sampleRateHz);
      if (bin < 1 || bin >= bins - 1) return 0;
      return Math.max(
        magnitudes[bin - 1] as number,
        magnitudes[bin] as number,
        magnitudes[bin + 1] as number,
      );
    },
  };
};
