import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import {
  type EnglishFeatures,
  englishFeatures,
} from '../../conductor/affect/text/english-features.ts';
import { type Convolution, convolutionLogits, type Workspace, workspace } from './convolution.ts';
import { type Encoded, encoded } from './encode.ts';
import { type ConvolutionOptions, fitConvolution } from './fit-convolution.ts';
import { type Comment, GROUPS, TARGETS, targetsOf } from './goemotions.ts';
import type { English } from './graph.ts';
import { type Known, knownFrom } from './known.ts';
import { fitLinear, type LinearOptions, type LinearPart, linearLogits } from './linear.ts';
import { type Meanings, meaningsOf, sentenceMeaning } from './meanings.ts';
import { fitStack, stackedOutside } from './stack.ts';
import { bestThreshold, f1At } from './thresholds.ts';
import type { Vectors } from './vectors.ts';

export const SEED = 4;
const RARITY = { feature: 2, piece: 4 };
const LINEAR: LinearOptions = { rate: 0.1, epochs: 3, l2: 1e-4, seed: SEED };
const CONVOLUTION: ConvolutionOptions = {
  width: 40,
  filters: 80,
  rate: 0.002,
  vectorRate: 0.05,
  epochs: 3,
  batch: 32,
  dropTokens: 0.1,
  dropFilters: 0.5,
  seed: SEED,
};
/** Each member learns from all folds but one. */
const FOLDS = 4;
const STACK_L2 = 1e-3;

/** What the comments that a member did not see tell: thresholds, and how far probabilities may be trusted. */
export interface Held {
  readonly thresholds: readonly number[];
  /** Correlation of each group's probability with its label. */
  readonly r: readonly number[];
  /** F1 of each group at its threshold. */
  readonly f1: readonly number[];
}

interface Member {
  readonly linear: LinearPart;
  readonly convolution: Convolution;
}

/** What the stack is asked with: all logits of some sentences, then what these mean. */
const memberLogits = (
  x: Encoded,
  meanings: Meanings,
  { linear, convolution }: Member,
  places: readonly number[],
) => {
  const space = workspace(convolution);
  return places.map((i) =>
    Float32Array.from([
      ...linearLogits(x, i, linear),
      ...convolutionLogits(x, i, convolution, space),
      ...sentenceMeaning(x, i, meanings),
    ]),
  );
};

const mean = (arrays: readonly Float32Array[]): Float32Array =>
  (arrays[0] ?? new Float32Array()).map(
    (_, i) => arrays.reduce((sum, array) => sum + (array[i] as number), 0) / arrays.length,
  );

/**
 * Logits averaged over the members, what the filters of each heard, then the sentence's meaning: what the graph
 * gives after five outputs.
 */
export const heardBy = (
  { known, meanings, linear, convolutions }: English,
  sentences: readonly EnglishFeatures[],
): Float32Array[] => {
  const x = encoded(sentences, known);
  const spaces = convolutions.map(workspace);
  return sentences.map((_, i) => {
    const order = convolutions.map((m, k) => convolutionLogits(x, i, m, spaces[k] as Workspace));
    const strongest = spaces.flatMap((space) => [...space.strongest].map((v) => Math.max(0, v)));
    return Float32Array.from([
      ...linearLogits(x, i, linear),
      ...mean(order),
      ...strongest,
      ...sentenceMeaning(x, i, meanings),
    ]);
  });
};

const groupTruth = (comments: readonly Comment[]): number[][] =>
  GROUPS.map((_, g) => comments.map(({ groups }) => groups[g] ?? 0));

const heldOf = (probabilities: readonly Float32Array[], truth: readonly number[][]): Held => {
  const of = (g: number): number[] => probabilities.map((p) => p[g] ?? 0);
  const thresholds = truth.map((y, g) => bestThreshold(of(g), y));
  return {
    thresholds,
    r: truth.map((y, g) => pearson(of(g), y)),
    f1: truth.map((y, g) => f1At(of(g), y, thresholds[g] ?? 0.5)),
  };
};

/** The members, and for each comment the logits of the one that did not see it. */
const fitMembers = (
  x: Encoded,
  known: Known,
  meanings: Meanings,
  targets: Uint8Array,
  log: (text: string) => void,
): { members: Member[]; outside: Float32Array[] } => {
  const outside = new Array<Float32Array>(x.sentences);
  const members = kFold(x.sentences, FOLDS, SEED).map(({ train, test }, k) => {
    const places = Int32Array.from(train);
    const options = { ...CONVOLUTION, seed: SEED + k };
    const linear = fitLinear(x, targets, TARGETS, GROUPS.length, known.rows, places, LINEAR);
    const convolution = fitConvolution(
      x,
      targets,
      TARGETS,
      known.pieces,
      places,
      meanings,
      options,
    );
    const member = { linear, convolution };
    memberLogits(x, meanings, member, test).forEach((logits, n) => {
      outside[test[n] as number] = logits;
    });
    log(`member ${k + 1} of ${FOLDS}`);
    return member;
  });
  return { members, outside };
};

/**
 * Learns the four groups from comments. Each member leaves one fold out; on the folds left out the stack, the
 * thresholds and the correlations are found. What ships is the mean of the members.
 * @param vectors of words, learnt elsewhere
 */
export const learnEnglish = (
  comments: readonly Comment[],
  vectors: Vectors,
  log: (text: string) => void,
): { readonly english: English; readonly held: Held } => {
  const features = comments.map(({ text }) => englishFeatures(text));
  const meanings = meaningsOf(vectors);
  const known = knownFrom(features, RARITY, vectors.words);
  const x = encoded(features, known);
  log(`${comments.length} comments, ${known.rows} features, ${known.pieces} pieces of words`);
  const { members, outside } = fitMembers(x, known, meanings, targetsOf(comments), log);
  const truth = groupTruth(comments);
  const stack = fitStack(outside, truth, STACK_L2);
  const held = heldOf(stackedOutside(outside, truth, STACK_L2, 2, SEED), truth);
  const linear = {
    weights: mean(members.map((m) => m.linear.weights)),
    bias: mean(members.map((m) => m.linear.bias)),
  };
  return {
    english: { known, meanings, linear, convolutions: members.map((m) => m.convolution), stack },
    held,
  };
};
