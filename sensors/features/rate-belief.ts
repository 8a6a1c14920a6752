import { at } from './dsp/biquad.ts';
import { type Fft, fft, hann, powerOfTwo } from './dsp/fft.ts';
import { type History, history } from './dsp/history.ts';
import { quantileOf, unit } from './dsp/running.ts';

/**
 * What the pulse rate is, as a distribution over beats a minute that each second's evidence
 * sharpens and time blurs: the forward pass of a hidden Markov model (Rabiner 1989) over spectral
 * and autocorrelation evidence, the way of tracking used against motion in wrist PPG
 * (Temko 2017, IEEE TBME 64(9); Bieri et al. 2023, BeliefPPG).
 */
export interface RateBelief {
  /** Takes a band-passed sample at `rateHz`. True when the belief was renewed by it (every `HOP_S`). */
  push(x: number): boolean;
  /** Beats a minute. */
  readonly bpm: number;
  /** Probability that the rate lies within 5 bpm of `bpm`. */
  readonly confidence: number;
  reset(): void;
}

const LOW_BPM = 36;
const HIGH_BPM = 200;
const BINS = HIGH_BPM - LOW_BPM + 1;
/** Evidence window and how often it is read, seconds. */
const WINDOW_S = 8;
const HOP_S = 0.5;
/** Share of the evidence that a second harmonic may add. */
const HARMONIC = 0.5;
/** How sharply evidence is believed per reading: windows overlap, so each is far from new. */
const TRUST = 1.1;
/** Evidence a bin has for nothing: noise is never fully ruled out. */
const FLOOR = 0.02;
/** Heart rate wanders with a Laplacian of this scale between readings, bpm. */
const WANDER_BPM = 1.1;
/** Chance that a reading starts afresh (electrode moved, tracker lost). */
const FRESH = 0.004;
/** A sample above this many times the median magnitude is movement, and is clipped to it. */
const CLIP = 3.5;
const NEAR_BPM = 5;

export const rateBelief = (rateHz: number): RateBelief => {
  const n = Math.round(WINDOW_S * rateHz);
  const hop = Math.max(1, Math.round(HOP_S * rateHz));
  const samples = history(n);
  const evidence = rateEvidence(n, rateHz);
  const belief = new Float64Array(BINS).fill(1 / BINS);
  const blurred = new Float64Array(BINS);
  let until = hop;
  let bpm = Number.NaN;
  let confidence = 0;

  const renew = (): void => {
    blur(belief, blurred);
    const seen = evidence.read(samples);
    let sum = 0;
    for (let i = 0; i < BINS; i++) {
      const p = at(blurred, i) * (FLOOR + at(seen, i)) ** TRUST;
      belief[i] = p;
      sum += p;
    }
    for (let i = 0; i < BINS; i++) belief[i] = at(belief, i) / sum;
    const centre = densest(belief);
    bpm = LOW_BPM + meanAround(belief, centre);
    confidence = unit(massAround(belief, bpm - LOW_BPM));
  };

  return {
    push(x) {
      samples.push(x);
      if (--until > 0 || samples.size < n / 2) return false;
      until = hop;
      renew();
      return true;
    },
    get bpm() {
      return bpm;
    },
    get confidence() {
      return confidence;
    },
    reset() {
      samples.clear();
      belief.fill(1 / BINS);
      confidence = 0;
      bpm = Number.NaN;
    },
  };
};

/** Two-sided exponential smoothing (a Laplacian kernel) and a little of everything. */
const blur = (from: Float64Array, to: Float64Array): void => {
  const keep = Math.exp(-1 / WANDER_BPM);
  let run = 0;
  for (let i = 0; i < BINS; i++) {
    run = run * keep + at(from, i);
    to[i] = run;
  }
  run = 0;
  for (let i = BINS - 1; i >= 0; i--) {
    to[i] = at(to, i) + run * keep;
    run = run * keep + at(from, i);
  }
  let sum = 0;
  for (let i = 0; i < BINS; i++) sum += at(to, i);
  for (let i = 0; i < BINS; i++) to[i] = ((1 - FRESH) * at(to, i)) / sum + FRESH / BINS;
};

const massAround = (belief: Float64Array, centre: number): number => {
  let mass = 0;
  const from = Math.max(0, Math.ceil(centre - NEAR_BPM));
  for (let i = from; i <= Math.min(BINS - 1, centre + NEAR_BPM); i++) mass += at(belief, i);
  return mass;
};

/** Centre of the 2 x NEAR_BPM wide stretch that holds the most belief. */
const densest = (belief: Float64Array): number => {
  let best = 0;
  let most = -1;
  for (let i = 0; i < BINS; i++) {
    const mass = massAround(belief, i);
    if (mass > most) {
      most = mass;
      best = i;
    }
  }
  return best;
};

const meanAround = (belief: Float64Array, centre: number): number => {
  let mass = 0;
  let sum = 0;
  for (let i = Math.max(0, centre - NEAR_BPM); i <= Math.min(BINS - 1, centre + NEAR_BPM); i++) {
    mass += at(belief, i);
    sum += i * at(belief, i);
  }
  return sum / mass;
};

interface RateEvidence {
  /** Evidence per bpm bin in [0, 1]; the array is reused. */
  read(samples: History): Float64Array;
}

/**
 * Spectrum at f and 2f, times the autocorrelation at 1/f. The first falls for half the rate's
 * double, the second for its half: only the true rate has both.
 */
const rateEvidence = (n: number, rateHz: number): RateEvidence => {
  const size = powerOfTwo(Math.max(2 * n, 30 * rateHz));
  const transform: Fft = fft(size);
  const window = hann(n);
  const raw = new Float64Array(n);
  const sorted = new Float64Array(n);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  const out = new Float64Array(BINS);
  const lagWeight = windowCorrelation(window, n);

  const load = (samples: History): void => {
    samples.copyTo(raw);
    for (let i = 0; i < n; i++) sorted[i] = Math.abs(at(raw, i));
    const limit = CLIP * quantileOf(sorted.sort(), 0.5);
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < n; i++) {
      re[i] = Math.max(-limit, Math.min(limit, at(raw, i))) * at(window, i);
    }
    transform.transform(re, im);
  };

  const spectrumInto = (): number => {
    let total = 0;
    for (let k = 0; k <= size / 2; k++) {
      const p = at(re, k) ** 2 + at(im, k) ** 2;
      power[k] = p;
      total += p;
    }
    for (let k = 0; k < size; k++) {
      re[k] = at(power, k <= size / 2 ? k : size - k);
      im[k] = 0;
    }
    return total;
  };

  return {
    read(samples) {
      load(samples);
      const total = spectrumInto();
      if (!(total > 0)) return out.fill(0);
      transform.transform(re, im);
      const binHz = rateHz / size;
      // Main lobe of a Hann window: 4 / T wide; its share of power counts as "at" a frequency.
      const lobe = Math.max(1, Math.round(1 / (WINDOW_S * binHz)));
      for (let i = 0; i < BINS; i++) {
        const hz = (LOW_BPM + i) / 60;
        const share =
          (bandPower(power, hz / binHz, lobe) + HARMONIC * bandPower(power, (2 * hz) / binHz, lobe)) /
          total;
        const lag = rateHz / hz;
        const r = lerp(re, lag) / at(re, 0) / Math.max(0.05, lerp(lagWeight, lag));
        out[i] = unit(share) * unit(r);
      }
      return out;
    },
  };
};

const bandPower = (power: Float64Array, centre: number, half: number): number => {
  let sum = 0;
  const from = Math.max(0, Math.round(centre) - half);
  const to = Math.min(power.length - 1, Math.round(centre) + half);
  for (let k = from; k <= to; k++) sum += at(power, k);
  return sum;
};

const lerp = (values: Float64Array, place: number): number => {
  const i = Math.floor(place);
  if (i + 1 >= values.length) return 0;
  return at(values, i) + (at(values, i + 1) - at(values, i)) * (place - i);
};

/** Autocorrelation of the window itself: what the taper takes from each lag. */
const windowCorrelation = (window: Float64Array, n: number): Float64Array => {
  const out = new Float64Array(n);
  let whole = 0;
  for (let i = 0; i < n; i++) whole += at(window, i) ** 2;
  for (let lag = 0; lag < n; lag++) {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += at(window, i) * at(window, i - lag);
    out[lag] = sum / whole;
  }
  return out;
};
