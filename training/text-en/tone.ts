import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import type { EnglishFeatures } from '../../conductor/affect/text/english-features.ts';
import type { Rated } from './emobank.ts';
import { encoded } from './encode.ts';
import { type Known, knownFrom } from './known.ts';
import { constantOf, type Design, fitSparseRidge, predicted } from './ridge.ts';

const RARITY = { feature: 3, piece: 1_000_000 };
const FOLDS = 3;
const SEED = 11;
/** Penalties, and what the features heard by the first model weigh beside words, that the folds choose from. */
const PENALTIES = [2, 4, 12];
const SHARES = [0.1];
export const TONES = ['valence', 'arousal'] as const;

/** Valence and arousal from words and from what the model of feeling hears in them. */
export interface Tone {
  readonly known: Known;
  /** Weights of the words' rows [rows, 2] and of what is heard [heard, 2]; the constants. */
  readonly words: Float32Array;
  readonly heard: Float32Array;
  readonly bias: readonly number[];
  /** Correlation with the ratings where a fold was left out. */
  readonly r: readonly number[];
  /** Chosen penalty and share, valence then arousal. */
  readonly chosen: readonly { readonly l2: number; readonly share: number }[];
}

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

const designOf = (
  features: readonly EnglishFeatures[],
  known: Known,
  heard: readonly Float32Array[],
  scale: Scaled,
): Design => {
  const dense = scale.mean.length;
  const table = new Float32Array(features.length * dense);
  heard.forEach((row, i) => {
    row.forEach((v, k) => {
      table[i * dense + k] = (v - (scale.mean[k] as number)) / (scale.sd[k] as number);
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

const shared = (design: Design, share: number): Design => ({
  ...design,
  heard: design.heard.map((v) => v * share),
});

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
  readonly share: number;
  readonly r: number;
  readonly sd: number;
}

const spread = (values: Float64Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
};

const chooseFor = (design: Design, y: Float64Array): Choice => {
  const all = SHARES.flatMap((share) =>
    PENALTIES.map((l2): Choice => {
      const said = outside(shared(design, share), y, l2);
      return { l2, share, r: pearson(said, y), sd: spread(said) };
    }),
  );
  return all.reduce((best, one) => (one.r > best.r ? one : best));
};

/** One tone: 0.5 for the average rated sentence, 0.25 more for one that is a standard deviation above it. */
const fitTone = (design: Design, y: Float64Array, scale: Scaled) => {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const off = y.map((v) => v - mean);
  const choice = chooseFor(design, off);
  const mine = shared(design, choice.share);
  const unit = 0.25 / choice.sd;
  const w = fitSparseRidge(mine, off, choice.l2).map((v) => v * unit);
  const heard = scale.sd.map((sd, k) => ((w[mine.sparse + k] as number) * choice.share) / sd);
  const centre = heard.reduce((s, v, k) => s + v * (scale.mean[k] as number), 0);
  return {
    choice,
    words: w.subarray(0, mine.sparse),
    heard,
    bias: 0.5 + constantOf(mine, w) - centre,
  };
};

const sideBySide = (columns: readonly Float64Array[]): Float32Array =>
  Float32Array.from(
    { length: (columns[0]?.length ?? 0) * columns.length },
    (_, i) => columns[i % columns.length]?.[Math.floor(i / columns.length)] ?? 0,
  );

/**
 * Learns valence and arousal by ridge regression on words, runs of letters, what the model of feeling hears and
 * how sentences are written; penalties are chosen by folds of the training sentences.
 * @param heard of each sentence, all of one length: the numbers at places -1, -2 ...
 */
export const learnTone = (
  rated: readonly Rated[],
  features: readonly EnglishFeatures[],
  heard: readonly Float32Array[],
): Tone => {
  const known = knownFrom(features, RARITY);
  const scale = scaleOf(heard);
  const design = designOf(features, known, heard, scale);
  const fitted = TONES.map((tone) =>
    fitTone(
      design,
      Float64Array.from(rated, (row) => row[tone]),
      scale,
    ),
  );
  return {
    known,
    words: sideBySide(fitted.map((one) => one.words)),
    heard: sideBySide(fitted.map((one) => one.heard)),
    bias: fitted.map((one) => one.bias),
    r: fitted.map((one) => one.choice.r),
    chosen: fitted.map(({ choice: { l2, share } }) => ({ l2, share })),
  };
};
