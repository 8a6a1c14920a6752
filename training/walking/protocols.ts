import {
  fitLogistic,
  fitSoftmax,
  scoreOf,
  softmaxOf,
} from '../../conductor/affect/learning/logistic.ts';
import { scaled, standardiser } from '../../conductor/affect/learning/scaling.ts';
import { kFold, leaveOneOut, type Split } from '../../conductor/affect/learning/splits.ts';
import { pick, picked, rowOf, type Table, tableOf } from '../../conductor/affect/learning/table.ts';
import { boostScore, fitBoost } from '../../conductor/affect/learning/trees.ts';
import type { WalkWindow } from './windows.ts';

/** What a model that has not seen a window says of it. */
export interface Said {
  readonly person: string;
  /** Class: 0 sad, then neutral where there are three, happy last. */
  readonly truth: number;
  readonly said: number;
  /** Log odds of happy; 0 with three classes. */
  readonly score: number;
}

/** Weak, the same everywhere, and never tuned. */
const L2 = 0.01;
export const FOLDS = 10;
const TREES = {
  rounds: 80,
  depth: 4,
  rate: 0.2,
  minLeaf: 5,
  subsample: 0.7,
  columns: 0.7,
  seed: 1,
  loss: 'logistic',
} as const;

/** One person's windows are never on both sides. */
export const byPerson = (windows: readonly WalkWindow[]): Split[] =>
  leaveOneOut(windows.map(({ person }) => person));

/** Windows of one walk lie on both sides: the walk is learnt, not the emotion. */
export const byWindow = (windows: readonly WalkWindow[]): Split[] =>
  kFold(windows.length, FOLDS, 1);

/** Every window less the mean of its person's own: needs the whole session, its emotions unnamed. */
export const centred = (windows: readonly WalkWindow[]): WalkWindow[] => {
  const sums = new Map<string, { count: number; sum: number[] }>();
  for (const { person, row } of windows) {
    const own = sums.get(person) ?? { count: 0, sum: row.map(() => 0) };
    sums.set(person, { count: own.count + 1, sum: own.sum.map((s, j) => s + (row[j] ?? 0)) });
  }
  return windows.map((window) => {
    const { count, sum } = sums.get(window.person) ?? { count: 1, sum: [] };
    return { ...window, row: window.row.map((v, j) => v - (sum[j] ?? 0) / count) };
  });
};

type Judge = (row: Float64Array) => Pick<Said, 'said' | 'score'>;
/** Learns from scaled rows and their classes. */
export type Learner = (x: Table, y: readonly number[], classes: number) => Judge;

/**
 * A learner through the splits, over two classes or three. What is left out of a split in which the others do not
 * show every class is not judged.
 */
export const through = (
  windows: readonly WalkWindow[],
  splits: readonly Split[],
  learner: Learner = logistic,
): Said[] => {
  const classes = [...new Set(windows.map(({ emotion }) => emotion))].sort((a, b) => a - b);
  const y = windows.map(({ emotion }) => classes.indexOf(emotion));
  const x = tableOf(windows.map(({ row }) => row));
  const out: Said[] = [];
  if (classes.length < 2) return out;
  for (const { train, test } of splits) {
    if (new Set(picked(y, train)).size < classes.length) continue;
    const raw = pick(x, train);
    const scaling = standardiser(raw);
    const judge = learner(scaled(raw, scaling), picked(y, train), classes.length);
    const unseen = scaled(pick(x, test), scaling);
    test.forEach((place, i) => {
      const person = windows[place]?.person ?? '';
      out.push({ person, truth: y[place] ?? 0, ...judge(rowOf(unseen, i)) });
    });
  }
  return out;
};

/** Boosted trees, two classes: they remember single walks far better than a line does. */
export const trees: Learner = (x, y) => {
  const model = fitBoost(x, y, TREES);
  return (row) => {
    const score = boostScore(model, row);
    return { score, said: score > 0 ? 1 : 0 };
  };
};

export const logistic: Learner = (x, y, classes) => {
  if (classes === 2) {
    const model = fitLogistic(x, y, { l2: L2 });
    return (row) => {
      const score = scoreOf(model, row);
      return { score, said: score > 0 ? 1 : 0 };
    };
  }
  const model = fitSoftmax(x, y, classes, { l2: L2 });
  return (row) => {
    const shares = softmaxOf(model, row);
    return {
      score: 0,
      said: shares.reduce((best, p, k) => (p > (shares[best] ?? 0) ? k : best), 0),
    };
  };
};
