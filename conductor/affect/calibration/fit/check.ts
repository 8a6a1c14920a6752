import { softmaxInPlace } from '../../learning/logistic.ts';
import { balancedAccuracy, ece, macroF1, pearson, weightedF1 } from '../../learning/metrics.ts';
import { kFold } from '../../learning/splits.ts';
import { fitTemperature } from '../../learning/temperature.ts';
import { type Bench, benchOf } from './bench.ts';
import { bestOf, judge } from './discriminant.ts';
import { recallInterval } from './interval.ts';
import { truth } from './labelling.ts';
import { clockProblem, type Problem } from './problem.ts';
import { type Shuffled, shuffleTest } from './shuffles.ts';

/** How well a person's feelings are told, with whole recalls left out, and what it must be read against. */
export interface Check {
  readonly balancedAccuracy: number;
  /** 95 %, whole recalls drawn again (see interval.ts). */
  readonly ci: readonly [number, number];
  /** One over the number of feelings. */
  readonly chance: number;
  /** Null where it was not worth asking: too few arrangements, or no better than chance. */
  readonly shuffled: Shuffled | null;
  /** The same protocol with the time of the session and of the recall in place of the signals. */
  readonly clock: number;
  /** The literature's protocol: windows of one recall on both sides. Never to be believed. */
  readonly leaky: number;
  readonly macroF1: number;
  readonly weightedF1: number;
  readonly ece: number;
  /** Correlation of each feeling's probability with its being said, on recalls left out; 0 where there is none. */
  readonly r: readonly number[];
  readonly temperature: number;
  /** Class that was told for each row, by a model that did not see its recall. */
  readonly said: readonly number[];
}

const FOLDS = 10;

/**
 * Random windows, as most of the literature has it: a window's neighbours, which overlap it by half, are
 * learnt from. The same model.
 */
const leakyScore = (problem: Problem, seed: number): number => {
  const fold = new Int32Array(problem.y.length);
  kFold(problem.y.length, FOLDS, seed).forEach(({ test }, f) => {
    for (const i of test) fold[i] = f;
  });
  const order = Array.from(fold, (_, i) => i).sort((a, b) => (fold[a] ?? 0) - (fold[b] ?? 0));
  const row = (i: number) => problem.x.data.subarray(i * problem.x.cols, (i + 1) * problem.x.cols);
  const data = new Float64Array(problem.x.data.length);
  order.forEach((i, to) => {
    data.set(row(i), to * problem.x.cols);
  });
  const mixed = benchOf({
    ...problem,
    x: { ...problem.x, data },
    y: Int32Array.from(order, (i) => problem.y[i] ?? 0),
    weights: Float64Array.from(order, (i) => problem.weights[i] ?? 0),
    recall: Int32Array.from(order, (i) => fold[i] ?? 0),
    recalls: Array.from({ length: FOLDS }, (_, f) => `fold ${f}`),
  });
  return judge(mixed).score(truth(mixed.problem));
};

const correlations = (shares: readonly Float64Array[], { y, classes }: Problem): number[] =>
  classes.map((_, k) => {
    const r = pearson(
      shares.map((p) => p[k] ?? 0),
      Array.from(y, (said) => (said === k ? 1 : 0)),
    );
    return Number.isFinite(r) ? Math.max(0, r) : 0;
  });

/** The temperature that some rows ask for. */
const temperatureOf = (logits: readonly Float64Array[], y: Int32Array, rows: readonly number[]) =>
  fitTemperature(
    rows.map((i) => logits[i] ?? []),
    rows.map((i) => y[i] ?? 0),
  );

/** Shares of one by row; the temperature of every second recall comes from the others. */
const sharesOf = (logits: readonly Float64Array[], { y, recall }: Problem): Float64Array[] => {
  const halfOf = (i: number): number => (recall[i] ?? 0) % 2;
  const all = Array.from(y, (_, i) => i);
  const temperatures = [1, 0].map((half) =>
    temperatureOf(
      logits,
      y,
      all.filter((i) => halfOf(i) === half),
    ),
  );
  return logits.map((row, i) => {
    const temperature = temperatures[halfOf(i)] ?? 1;
    return softmaxInPlace(row.map((v) => v / temperature));
  });
};

const confidenceError = (shares: readonly Float64Array[], said: number[], y: Int32Array) =>
  ece(
    shares.map((p, i) => p[said[i] ?? 0] ?? 0),
    said.map((k, i) => (k === y[i] ? 1 : 0)),
  );

export interface CheckOptions {
  readonly seed: number;
  /** False: no shuffles, because they could not show anything. */
  readonly isAsked: boolean;
}

/** Leaves every recall out once; everything that is chosen is chosen without it. */
export const check = (bench: Bench, options: CheckOptions): Check => {
  const { problem } = bench;
  const classes = problem.classes.length;
  const judging = judge(bench);
  const logits = judging.logits(truth(problem));
  const said = bestOf(logits);
  const score = balancedAccuracy(said, problem.y, classes);
  const shares = sharesOf(logits, problem);
  const all = Array.from(problem.y, (_, i) => i);
  const clock = benchOf(clockProblem(problem));
  const isWorthAsking = options.isAsked && score > 1 / classes;
  return {
    balancedAccuracy: score,
    ci: recallInterval(problem, said, options.seed),
    chance: 1 / classes,
    shuffled: isWorthAsking ? shuffleTest(bench, judging, score, options.seed) : null,
    clock: judge(clock).score(truth(clock.problem)),
    leaky: leakyScore(problem, options.seed),
    macroF1: macroF1(said, problem.y, classes),
    weightedF1: weightedF1(said, problem.y, classes),
    ece: confidenceError(shares, said, problem.y),
    r: correlations(shares, problem),
    temperature: temperatureOf(logits, problem.y, all),
    said,
  };
};
