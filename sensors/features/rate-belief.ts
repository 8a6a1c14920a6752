import { at } from './dsp/biquad.ts';
import { fft, hann, powerOfTwo } from './dsp/fft.ts';
import { type History, history } from './dsp/history.ts';
import { quantileOf, unit } from './dsp/running.ts';

/**
 * What the pulse rate is, as a distribution over beats a minute that each second's evidence
 * sharpens and time blurs: the forward pass of a hidden Markov model (Rabiner 1989) over spectral
 * evidence, as used against movement in wrist PPG (Temko 2017, IEEE TBME 64(9); Bieri et al. 2023).
 */
export interface RateBelief {
  /** Takes a sample of the pulse's slope at `rateHz`. True when it renewed the belief (each second). */
  push(x: number): boolean;
  /** Beats a minute: the mean of the belief; NaN before the first evidence. */
  readonly bpm: number;
  /** Share of the belief within 5 bpm of its densest place. */
  readonly mass: number;
  reset(): void;
}

const LOW_BPM = 40;
const HIGH_BPM = 205;
const BINS = HIGH_BPM - LOW_BPM + 1;
const WINDOW_S = 8;
const HOP_S = 1;
/**
 * Evidence of a rate: power at f and this share of the power at 2f, the dicrotic wave's, which counts
 * only up to the power at f: a pulse of 160 must not pass for the harmonic of one of 80.
 */
const HARMONIC = 0.5;
/** Power above this is no pulse and does not count as its rival. */
const TOP_HZ = 6;
/** A bin without evidence is still possible: noise hides hearts. */
const FLOOR = 0.1;
/** How far one reading is believed; neighbouring windows share seven of eight seconds. */
const TRUST = 0.7;
/** The rate wanders with a Laplacian of this scale, bpm a second. */
const WANDER_BPM = 0.7;
/** Chance a second that the tracker had lost the pulse and begins again from the prior. */
const FRESH = 0.01;
/** Rates of hearts on their feet: log-normal around 80, and how strongly each second leans on it. */
const PRIOR = { bpm: 80, logSd: 0.3, pull: 0.3 } as const;
/** Samples beyond this many times the window's median magnitude are movement and are clipped. */
const CLIP = 3.5;
const NEAR_BPM = 5;

/** A belief fed with slope samples at `rateHz` (25 to 50 Hz is enough). */
export const rateBelief = (rateHz: number): RateBelief => {
  const n = Math.round(WINDOW_S * rateHz);
  const hop = Math.max(1, Math.round(HOP_S * rateHz));
  const samples = history(n);
  const evidence = rateEvidence(n, rateHz);
  const prior = priorBelief();
  const lean = prior.map((p) => (p / Math.max(...prior)) ** PRIOR.pull);
  const belief = new Float64Array(BINS);
  const blurred = new Float64Array(BINS);
  let until = hop;
  let bpm = Number.NaN;
  let mass = 0;

  const reset = (): void => {
    samples.clear();
    belief.set(prior);
    until = hop;
    bpm = Number.NaN;
    mass = 0;
  };
  const renew = (): void => {
    blur(belief, prior, blurred);
    const seen = evidence(samples);
    for (let i = 0; i < BINS; i++) {
      belief[i] = at(blurred, i) * (FLOOR + at(seen, i)) ** TRUST * at(lean, i);
    }
    normalise(belief);
    bpm = LOW_BPM + mean(belief);
    mass = densestMass(belief);
  };
  reset();
  return {
    push(x) {
      samples.push(x);
      if (--until > 0) return false;
      until = hop;
      if (samples.size < n) return false;
      renew();
      return true;
    },
    get bpm() {
      return bpm;
    },
    get mass() {
      return mass;
    },
    reset,
  };
};

const priorBelief = (): Float64Array => {
  const z = (i: number) => Math.log((LOW_BPM + i) / PRIOR.bpm) / PRIOR.logSd;
  const out = Float64Array.from({ length: BINS }, (_, i) => Math.exp(-0.5 * z(i) ** 2));
  normalise(out);
  return out;
};

const normalise = (p: Float64Array): void => {
  let sum = 0;
  for (let i = 0; i < BINS; i++) sum += at(p, i);
  for (let i = 0; i < BINS; i++) p[i] = at(p, i) / sum;
};

/** One second of wandering: two-sided exponential smoothing, and a little of the prior. */
const blur = (from: Float64Array, prior: Float64Array, to: Float64Array): void => {
  const keep = Math.exp(-1 / WANDER_BPM);
  let run = 0;
  for (let i = 0; i < BINS; i++) {
    run = run * keep + at(from, i);
    to[i] = run;
  }
  run = 0;
  for (let i = BINS - 1; i >= 0; i--) {
    to[i] = at(to, i) + run;
    run = (run + at(from, i)) * keep;
  }
  normalise(to);
  for (let i = 0; i < BINS; i++) to[i] = (1 - FRESH) * at(to, i) + FRESH * at(prior, i);
};

const mean = (p: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < BINS; i++) sum += i * at(p, i);
  return sum;
};

/** Most belief found in any stretch of NEAR_BPM either side. */
const densestMass = (p: Float64Array): number => {
  let mass = 0;
  let most = 0;
  for (let i = 0; i < BINS + NEAR_BPM; i++) {
    if (i < BINS) mass += at(p, i);
    const left = i - 2 * NEAR_BPM - 1;
    if (left >= 0) mass -= at(p, left);
    if (mass > most) most = mass;
  }
  return unit(most);
};

/** Reads a window of samples as evidence in [0, 1] for each rate; the array is reused. */
const rateEvidence = (n: number, rateHz: number): ((samples: History) => Float64Array) => {
  const size = powerOfTwo(30 * rateHz);
  const transform = fft(size);
  const window = hann(n);
  const raw = new Float64Array(n);
  const sorted = new Float64Array(n);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  /** Power up to and with each bin, so that a band is one difference. */
  const below = new Float64Array(size / 2 + 1);
  const out = new Float64Array(BINS);
  const perHz = size / rateHz;
  /** Half the main lobe of the Hann window. */
  const lobe = Math.round(perHz / WINDOW_S);

  const band = (hz: number): number => {
    const k = Math.round(hz * perHz);
    return at(below, Math.min(below.length - 1, k + lobe)) - at(below, Math.max(0, k - lobe - 1));
  };
  const load = (samples: History): void => {
    samples.copyTo(raw);
    for (let i = 0; i < n; i++) sorted[i] = Math.abs(at(raw, i));
    const limit = CLIP * quantileOf(sorted.sort(), 0.5);
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < n; i++) {
      re[i] = Math.max(-limit, Math.min(limit, at(raw, i))) * at(window, i);
    }
  };

  return (samples) => {
    load(samples);
    transform.transform(re, im);
    let sum = 0;
    for (let k = 0; k < below.length; k++) {
      sum += at(re, k) ** 2 + at(im, k) ** 2;
      below[k] = sum;
    }
    const total = at(below, Math.min(below.length - 1, Math.round(TOP_HZ * perHz)));
    if (!(total > 0)) return out.fill(0);
    for (let i = 0; i < BINS; i++) {
      const hz = (LOW_BPM + i) / 60;
      const first = band(hz);
      out[i] = unit((first + HARMONIC * Math.min(first, band(2 * hz))) / total);
    }
    return out;
  };
};
