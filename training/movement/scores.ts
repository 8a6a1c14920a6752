import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { leaveOneOut } from '../../conductor/affect/learning/splits.ts';
import { picked } from '../../conductor/affect/learning/table.ts';
import { curveAt, fitCurve } from './curve.ts';
import { meanArousal, type Rated } from './ratings.ts';

export interface HeldOut {
  readonly r: number;
  readonly ci: [number, number];
  /** Root mean square of what the curve misses, 0..1. */
  readonly rms: number;
  readonly n: number;
  /** What the curve said and what was rated, 0..1, and whose it was. */
  readonly said: readonly number[];
  readonly truth: readonly number[];
  readonly groups: readonly string[];
}

const scoreOf = (
  said: readonly number[],
  truth: readonly number[],
  groups: readonly string[],
  rounds = 1000,
): HeldOut => ({
  r: pearson(said, truth),
  ci: clusterInterval(groups, (at) => pearson(picked(said, at), picked(truth, at)), {
    seed: 1,
    rounds,
  }),
  rms: Math.sqrt(said.reduce((sum, p, i) => sum + (p - (truth[i] ?? 0)) ** 2, 0) / said.length),
  n: said.length,
  said,
  truth,
  groups,
});

/** Mean arousal of walks that the curve has not seen, one group (a walk, all walks of one actor) at a time. */
export const withoutGroup = (
  walks: readonly Rated[],
  groupOf: (walk: Rated) => string,
): HeldOut => {
  const said = new Array<number>(walks.length).fill(0);
  for (const { train, test } of leaveOneOut(walks.map(groupOf))) {
    const curve = fitCurve(picked(walks, [...train]));
    for (const i of test) said[i] = curveAt(curve, walks[i]?.centroid ?? Number.NaN);
  }
  return scoreOf(
    said,
    walks.map(meanArousal),
    walks.map(({ actor }) => actor),
  );
};

/** Single ratings of raters whom the curve has not met, by the curve through all others. */
export const withoutRater = (walks: readonly Rated[]): HeldOut => {
  const raters = [...new Set(walks.flatMap(({ ratings }) => ratings.map((r) => r.rater)))].sort();
  const [said, truth, groups]: [number[], number[], string[]] = [[], [], []];
  for (const rater of raters) {
    const others = walks
      .map((walk) => ({ ...walk, ratings: walk.ratings.filter((r) => r.rater !== rater) }))
      .filter(({ ratings }) => ratings.length > 0);
    const curve = fitCurve(others);
    for (const { centroid, ratings } of walks)
      for (const own of ratings.filter((r) => r.rater === rater)) {
        said.push(curveAt(curve, centroid));
        truth.push(own.arousal);
        groups.push(rater);
      }
  }
  return scoreOf(said, truth, groups, 300);
};
