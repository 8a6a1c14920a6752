import { random } from '../../../sensors/random.ts';
import { sigmoid } from './logistic.ts';
import type { Table } from './table.ts';
import { binned, growTree, type Tree, treeValue } from './tree.ts';

export type { Tree, TreeNode } from './tree.ts';

export interface BoostOptions {
  readonly rounds: number;
  readonly depth: number;
  /** Share of every tree that is added, 0..1. */
  readonly rate: number;
  readonly minLeaf: number;
  /** Share of the rows, and of the columns, that each tree sees. */
  readonly subsample: number;
  readonly columns: number;
  readonly seed: number;
  readonly loss: 'logistic' | 'squared';
  /** Weight of each row; 1 where absent. */
  readonly weights?: ArrayLike<number>;
  readonly lambda?: number;
}

/** A constant and trees whose values are added; a logit for the logistic loss. */
export interface Boosted {
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** The sum for one row: a logit for `logistic`, the value itself for `squared`. */
export const boostScore = ({ base, trees }: Boosted, row: ArrayLike<number>): number => {
  let sum = base;
  for (const tree of trees) sum += treeValue(tree, row);
  return sum;
};

const sample = (n: number, share: number, next: () => number): number[] => {
  if (share >= 1) return Array.from({ length: n }, (_, i) => i);
  const kept: number[] = [];
  for (let i = 0; i < n; i++) if (next() < share) kept.push(i);
  return kept.length > 0 ? kept : [Math.floor(next() * n)];
};

/** Stochastic gradient boosting with Newton leaves (Friedman 2002). Deterministic for its seed. */
export const fitBoost = (x: Table, y: ArrayLike<number>, options: BoostOptions): Boosted => {
  const { loss, rate, weights } = options;
  const chance = random(options.seed, 'boost');
  const bins = binned(x);
  const weightOf = (i: number): number => (weights ? (weights[i] ?? 0) : 1);
  let [sum, total] = [0, 0];
  for (let i = 0; i < x.rows; i++) {
    sum += weightOf(i) * (y[i] ?? 0);
    total += weightOf(i);
  }
  const share = Math.min(1 - 1e-6, Math.max(1e-6, sum / total));
  const base = loss === 'logistic' ? Math.log(share / (1 - share)) : sum / total;
  const score = new Float64Array(x.rows).fill(base);
  const gradient = new Float64Array(x.rows);
  const curvature = new Float64Array(x.rows);
  const trees: Tree[] = [];
  const settings = { depth: options.depth, minLeaf: options.minLeaf, lambda: options.lambda ?? 1 };
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < x.rows; i++) {
      const w = weightOf(i);
      const p = loss === 'logistic' ? sigmoid(score[i] ?? 0) : (score[i] ?? 0);
      gradient[i] = w * (p - (y[i] ?? 0));
      curvature[i] = loss === 'logistic' ? w * Math.max(1e-6, p * (1 - p)) : w;
    }
    const rows = Int32Array.from(sample(x.rows, options.subsample, chance.next));
    const cols = sample(x.cols, options.columns, chance.next);
    const tree = growTree(bins, rows, cols, gradient, curvature, settings).map((node) => ({
      ...node,
      value: node.value * rate,
    }));
    trees.push(tree);
    for (let i = 0; i < x.rows; i++)
      score[i] = (score[i] ?? 0) + treeValue(tree, x.data.subarray(i * x.cols, (i + 1) * x.cols));
  }
  return { base, trees };
};
