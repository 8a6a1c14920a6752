import { unit } from '../dsp/running.ts';

/** A note or chord that began. */
export interface Onset {
  readonly atMs: number;
  /** How much it stands out, 0..1 and more for chords. */
  readonly weight: number;
}

export interface TempoBelief {
  /** 1/min, 40..200. */
  readonly bpm: number;
  /** How much the beat stands out of the other periods, 0..1. */
  readonly clarity: number;
}

/** Intervals up to four beats of the slowest tempo, in bins of 10 ms. */
const BIN_S = 0.01;
const BINS = 601;
/** An interval counts in its neighbours too: players place notes within some 30 ms. */
const BLUR = [0.25, 0.6, 1, 0.6, 0.25] as const;
const CANDIDATES = Array.from({ length: 162 }, (_, i) => 40 * 1.01 ** i).filter((b) => b <= 200);
/** A beat is also heard at twice, three and four times its period. */
const MULTIPLES = [1, 0.7, 0.5, 0.5] as const;
/** What a beat gains whose halves or thirds are played as well. */
const PARTED = 0.1;
/** Beats are felt most readily at this rate, with this spread in octaves (van Noorden and Moelants 1999). */
const FELT_BPM = 110;
const FELT_OCTAVES = 1;
/** Onsets without which nothing is said. */
export const LEAST_ONSETS = 5;

/**
 * The tempo of onsets in the order of time: the histogram of all intervals between them, weighted by both
 * accents, summed over multiples of each period and weighted by how readily that tempo is felt. Of tempi an
 * octave apart the more usual one wins. Null under five onsets.
 */
export const tempoOf = (onsets: readonly Onset[]): TempoBelief | null => {
  if (onsets.length < LEAST_ONSETS) return null;
  const spanS = ((onsets.at(-1)?.atMs ?? 0) - (onsets[0]?.atMs ?? 0)) / 1000;
  const histogram = intervalsOf(onsets, spanS);
  let [best, bestBpm, sum] = [0, 0, 0];
  for (const bpm of CANDIDATES) {
    const score = felt(bpm) * strength(histogram, 60 / bpm, spanS);
    sum += score;
    if (score > best) [best, bestBpm] = [score, bpm];
  }
  if (!(best > 0)) return null;
  const mean = sum / CANDIDATES.length;
  return { bpm: refined(histogram, bestBpm), clarity: unit(1 - (2 * mean) / best) };
};

/** Weight of pairs of onsets by the interval between them. */
const intervalsOf = (onsets: readonly Onset[], spanS: number): Float64Array => {
  const bins = new Float64Array(BINS);
  for (const [i, a] of onsets.entries()) {
    for (let j = i + 1; j < onsets.length; j++) {
      const b = onsets[j];
      const lagS = b ? (b.atMs - a.atMs) / 1000 : 0;
      const bin = Math.round(lagS / BIN_S);
      if (!b || bin >= BINS - 2) break;
      if (bin < 2) continue;
      // Long intervals have fewer chances within the span.
      const weight = (a.weight * b.weight) / Math.max(0.3, 1 - lagS / spanS);
      for (const [k, blur] of BLUR.entries())
        bins[bin + k - 2] = (bins[bin + k - 2] ?? 0) + weight * blur;
    }
  }
  return bins;
};

/** How much the intervals speak for a period and its multiples within the span. */
const strength = (histogram: Float64Array, periodS: number, spanS: number): number => {
  let [sum, worth] = [0, 0];
  for (const [i, weight] of MULTIPLES.entries()) {
    const lagS = (i + 1) * periodS;
    const bin = Math.round(lagS / BIN_S);
    if (bin >= BINS || lagS > 0.8 * spanS) break;
    sum += weight * mostNear(histogram, bin);
    worth += weight;
  }
  return worth > 0 ? (sum / worth) * (1 + PARTED * parted(histogram, periodS)) : 0;
};

/** How much a beat's halves or thirds are played, 0..1: nobody feels beats of five. */
const parted = (histogram: Float64Array, periodS: number): number => {
  const whole = mostNear(histogram, Math.round(periodS / BIN_S));
  const halves = mostNear(histogram, Math.round(periodS / 2 / BIN_S));
  const thirds = mostNear(histogram, Math.round(periodS / 3 / BIN_S));
  return whole > 0 ? unit(Math.max(halves, thirds) / whole) : 0;
};

/** Candidates lie 1 % apart: a multiple is looked for as far around as that leaves open. */
const mostNear = (histogram: Float64Array, bin: number): number => {
  const reach = 1 + Math.floor(bin * 0.005);
  let most = 0;
  for (let b = bin - reach; b <= bin + reach; b++) most = Math.max(most, histogram[b] ?? 0);
  return most;
};

const felt = (bpm: number): number =>
  Math.exp(-0.5 * (Math.log2(bpm / FELT_BPM) / FELT_OCTAVES) ** 2);

/** The centre of the intervals around the period, finer than a bin. */
const refined = (histogram: Float64Array, bpm: number): number => {
  const middle = Math.round(60 / bpm / BIN_S);
  let [sum, weight] = [0, 0];
  for (let bin = middle - 3; bin <= middle + 3; bin++) {
    const w = histogram[bin] ?? 0;
    sum += w * bin;
    weight += w;
  }
  return weight > 0 ? 60 / ((sum / weight) * BIN_S) : bpm;
};
