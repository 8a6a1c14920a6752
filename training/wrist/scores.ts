import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import {
  auc,
  balancedAccuracy,
  ece,
  macroF1,
  pearson,
  weightedF1,
} from '../../conductor/affect/learning/metrics.ts';
import type { Plain, Tested } from './protocols.ts';

/** A score with its interval over people. */
export interface Measured {
  readonly value: number;
  readonly ci: [number, number];
  readonly n: number;
}

const ROUNDS = 500;

const measured = <T extends { readonly person: string }>(
  rows: readonly T[],
  statistic: (rows: readonly T[]) => number,
): Measured => ({
  value: statistic(rows),
  ci: clusterInterval(
    rows.map((row) => row.person),
    (places) => statistic(places.map((i) => rows[i] as T)),
    { rounds: ROUNDS, seed: 4 },
  ),
  n: rows.length,
});

const truth = (rows: readonly { readonly stress: number }[]) => rows.map((row) => row.stress);

/** All people's windows in one pool. */
export const pooledAuc = (rows: readonly Tested[]): Measured =>
  measured(rows, (r) =>
    auc(
      r.map((t) => t.logit),
      truth(r),
    ),
  );

/** The same model, each window by itself. */
export const uneasedAuc = (rows: readonly Tested[]): Measured =>
  measured(rows, (r) =>
    auc(
      r.map((t) => t.plainLogit),
      truth(r),
    ),
  );

export const plainAuc = (rows: readonly Plain[]): Measured =>
  measured(rows, (r) =>
    auc(
      r.map((t) => t.score),
      truth(r),
    ),
  );

/** At the threshold that was chosen on training people. */
export const balanced = (rows: readonly Tested[]): Measured =>
  measured(rows, (r) =>
    balancedAccuracy(
      r.map((t) => t.said),
      truth(r),
      2,
    ),
  );

const f1 =
  (of: typeof macroF1) =>
  (rows: readonly Tested[]): Measured =>
    measured(rows, (r) =>
      of(
        r.map((t) => t.said),
        truth(r),
        2,
      ),
    );

/** At the same threshold: mean F1 of both classes, and weighted by how often they occur. */
export const macro = f1(macroF1);
export const weighted = f1(weightedF1);

export const calibrationError = (rows: readonly Tested[]): Measured =>
  measured(rows, (r) =>
    ece(
      r.map((t) => t.probability),
      truth(r),
    ),
  );

/** Correlation of probability and label: how far an estimate may be believed. */
export const correlation = (rows: readonly Tested[]): Measured =>
  measured(rows, (r) =>
    pearson(
      r.map((t) => t.probability),
      truth(r),
    ),
  );

/** How well the score tells later rest (higher) from the rest before any task: a clock would reach 1. */
export const laterRestAuc = (rows: readonly Tested[]): Measured =>
  measured(
    rows.filter((t) => t.stress === 0),
    (r) =>
      auc(
        r.map((t) => t.logit),
        r.map((t) => (t.first ? 0 : 1)),
      ),
  );

/** Correlation of score and seconds since the start, over rest alone. */
export const restDrift = (rows: readonly Tested[]): Measured =>
  measured(
    rows.filter((t) => t.stress === 0),
    (r) =>
      pearson(
        r.map((t) => t.logit),
        r.map((t) => t.sinceS),
      ),
  );

/** Stress against rest before any task alone, or against later rest alone: a drifting score parts the two. */
export const againstRest = (rows: readonly Tested[], first: boolean): Measured =>
  pooledAuc(rows.filter((t) => t.stress === 1 || t.first === first));
