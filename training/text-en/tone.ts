import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import type { EnglishFeatures } from '../../conductor/affect/text/english-features.ts';
import type { Rated } from './emobank.ts';
import { encoded } from './encode.ts';
import { type Known, knownFrom } from './known.ts';
import { constantOf, type Design, fitSparseRidge, predicted } from './ridge.ts';
import { randomWaves, unscaledWaves, type Waves, wavesOf } from './waves.ts';

const RARITY = { feature: 2, piece: 1_000_000 };
const FOLDS = 3;
const SEED = 11;
/** Penalties that the folds choose from. */
const PENALTIES = [8, 14];
/** Cosines, the width of their Gaussian, and what they weigh together beside words. */
const WAVES = 2048;
const GAMMA = 0.2;
const WAVES_SHARE = 2.8;
export const TONES = ['valence', 'arousal'] as const;

/** Valence and arousal from words and from what the model of feeling hears in them. */
export interface Tone {
  readonly known: Known;
  /** Weights of the words' rows [rows, 2] and of what is heard [heard, 2]; the constants. */
  readonly words: Float32Array;
  readonly heard: Float32Array;
  readonly bias: readonly number[];
  /** Cosines of what is heard, and their weights [waves, 2]. */
  readonly waves: Waves;
  readonly waveWeights: Float32Array;
  /** Correlation with the ratings where a fold was left out. */
  readonly r: readonly number[];
  /** Chosen penalties, valence then arousal. */
  readonly chosen: readonly number[];
}

/** Kinds of what is heard, in order, how many numbers each has, what it weighs beside words, and in the cosines. */
const kindsOf = (columns: number, meant: number) => {
  const [logits, written, felt] = [36, 9, 27];
  return [
    { size: logits, share: 1, bends: 1 },
    { size: columns - logits - meant - written - felt, share: 1, bends: 0 },
    { size: meant, share: 1, bends: 3 },
    { size: written, share: 0.3, bends: 1 },
    { size: felt, share: 2, bends: 1 },
  ];
};

/** Of each column: what it is multiplied by, and its weight in the distance of two sentences. */
const weighing = (columns: number, meant: number): { shares: number[]; near: number[] } => {
  const kinds = kindsOf(columns, meant);
  const each = (of: (kind: (typeof kinds)[number]) => number): number[] =>
    kinds.flatMap((kind) => new Array<number>(Math.max(0, kind.size)).fill(of(kind)));
  return {
    shares: each(({ share, size }) => Math.sqrt(share / size)),
    near: each(({ bends, size }) => bends / size),
  };
};

interface Scaled {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

const scaleOf = (rows: readonly Float32Array[]): Scaled => {
  const columns = rows[0]?.length ?? 0;
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (const row of rows)
    row.forEach((v, k) => {
      mean[k] = (mean[k] as number) + v / rows.length;
      square[k] = (square[k] as number) + (v * v) / rows.length;
    });
  const sd = square.map((s, k) => Math.sqrt(Math.max(1e-6, s - (mean[k] as number) ** 2)));
  return { mean, sd };
};

/** What one wave is multiplied by, so that all together have the wanted share. */
const WAVE_UNIT = WAVES_SHARE * Math.sqrt(2 / WAVES);

const designOf = (
  features: readonly EnglishFeatures[],
  known: Known,
  heard: readonly Float32Array[],
  { mean, sd }: Scaled,
  shares: readonly number[],
  waves: Waves,
): Design => {
  const columns = mean.length;
  const dense = columns + WAVES;
  const table = new Float32Array(features.length * dense);
  heard.forEach((row, i) => {
    const scaled = Float64Array.from(row, (v, k) => (v - (mean[k] as number)) / (sd[k] as number));
    scaled.forEach((v, k) => {
      table[i * dense + k] = v * (shares[k] as number);
    });
    wavesOf(waves, scaled).forEach((v, w) => {
      table[i * dense + columns + w] = v * WAVE_UNIT;
    });
  });
  return {
    x: encoded(features, known),
    sparse: known.rows,
    heard: table,
    dense,
    places: features.map((_, i) => i),
  };
};

const at = (y: Float64Array, places: readonly number[]): Float64Array =>
  Float64Array.from(places, (i) => y[i] as number);

/** Predictions of every sentence from a fit without its fold. */
const outside = (design: Design, y: Float64Array, l2: number): Float64Array => {
  const out = new Float64Array(y.length);
  for (const { train, test } of kFold(y.length, FOLDS, SEED)) {
    const w = fitSparseRidge({ ...design, places: train }, at(y, train), l2);
    predicted({ ...design, places: test }, w).forEach((v, n) => {
      out[test[n] as number] = v;
    });
  }
  return out;
};

interface Choice {
  readonly l2: number;
  readonly r: number;
  readonly sd: number;
}

const spread = (values: Float64Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
};

const chooseFor = (design: Design, y: Float64Array): Choice =>
  PENALTIES.map((l2): Choice => {
    const said = outside(design, y, l2);
    return { l2, r: pearson(said, y), sd: spread(said) };
  }).reduce((best, one) => (one.r > best.r ? one : best));

/** One tone: 0.5 for the average rated sentence, 0.25 more for one that is a standard deviation above it. */
const fitTone = (
  design: Design,
  y: Float64Array,
  { mean, sd }: Scaled,
  shares: readonly number[],
) => {
  const average = y.reduce((a, b) => a + b, 0) / y.length;
  const off = y.map((v) => v - average);
  const choice = chooseFor(design, off);
  const unit = 0.25 / choice.sd;
  const w = fitSparseRidge(design, off, choice.l2).map((v) => v * unit);
  const from = design.sparse;
  const heard = sd.map((s, k) => ((w[from + k] as number) * (shares[k] as number)) / s);
  const centre = heard.reduce((sum, v, k) => sum + v * (mean[k] as number), 0);
  return {
    choice,
    words: w.subarray(0, from),
    heard,
    waves: w.subarray(from + mean.length, from + design.dense).map((v) => v * WAVE_UNIT),
    bias: 0.5 + constantOf(design, w) - centre,
  };
};

const sideBySide = (columns: readonly Float64Array[]): Float32Array =>
  Float32Array.from(
    { length: (columns[0]?.length ?? 0) * columns.length },
    (_, i) => columns[i % columns.length]?.[Math.floor(i / columns.length)] ?? 0,
  );

/**
 * Learns valence and arousal by ridge regression on words, runs of letters, what the model of feeling hears,
 * how sentences are written, and random cosines of these; penalties are chosen by folds of the training sentences.
 * @param heard of each sentence, all of one length: the numbers at places -1, -2 ...
 * @param meant how many of them are the sentence's meaning
 */
export const learnTone = (
  rated: readonly Rated[],
  features: readonly EnglishFeatures[],
  heard: readonly Float32Array[],
  meant: number,
): Tone => {
  const known = knownFrom(features, RARITY);
  const scale = scaleOf(heard);
  const { shares, near } = weighing(scale.mean.length, meant);
  const waves = randomWaves(near, GAMMA, WAVES, SEED);
  const design = designOf(features, known, heard, scale, shares, waves);
  const fitted = TONES.map((tone) => {
    const y = Float64Array.from(rated, (row) => row[tone]);
    return fitTone(design, y, scale, shares);
  });
  return {
    known,
    words: sideBySide(fitted.map((one) => one.words)),
    heard: sideBySide(fitted.map((one) => one.heard)),
    bias: fitted.map((one) => one.bias),
    waves: unscaledWaves(waves, scale.mean, scale.sd),
    waveWeights: sideBySide(fitted.map((one) => one.waves)),
    r: fitted.map((one) => one.choice.r),
    chosen: fitted.map((one) => one.choice.l2),
  };
};
