import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { picked } from '../../conductor/affect/learning/table.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { eceRow, sideRows } from '../sides.ts';
import {
  meanArousal,
  meanValence,
  RATINGS,
  type Rated,
  ratedSpeech,
  ratedWalks,
} from './ratings.ts';
import { type HeldOut, withoutGroup, withoutRater } from './scores.ts';

const row = (
  data: string,
  split: string,
  { r, ci, n }: Pick<HeldOut, 'r' | 'ci' | 'n'>,
  more: Partial<EvalRow> = {},
): EvalRow => ({
  decoder: 'movement-ratings',
  data,
  split,
  metric: 'r',
  value: r,
  ci,
  chance: 0,
  majority: null,
  n,
  ...more,
});

/** The centroid as it comes, beside mean ratings: nothing is fitted. */
const plain = (all: readonly Rated[], truthOf: (one: Rated) => number) => {
  const [x, y] = [all.map((one) => one.centroid), all.map(truthOf)];
  const groups = all.map(({ actor }) => actor);
  const ci = clusterInterval(groups, (at) => pearson(picked(x, at), picked(y, at)), { seed: 1 });
  return { r: pearson(x, y), ci, n: all.length };
};

const MIDDLE = 0.5;
const isHigh = (level: number): number => (level > MIDDLE ? 1 : 0);

/** Rated above the middle of the scale, or not; and how far a level that is said may be taken for the rating. */
const sidesOf = (split: string, { said, truth, groups }: HeldOut): EvalRow[] => {
  const frame = { decoder: 'movement-ratings', data: 'rated walks', split };
  const note = 'rated above the middle of the scale against said above it';
  return [
    ...sideRows({ ...frame, note }, { said: said.map(isHigh), truth: truth.map(isHigh), groups }),
    eceRow(
      { ...frame, note: 'the curve gives a rating, no probability of a side: error of the rating' },
      { said, truth, groups },
    ),
  ];
};

/** The curve from centroid to rated arousal, on walks, actors and raters it has not met. */
export const movementRows = (data: string): EvalRow[] => {
  const walks = ratedWalks(data);
  const speech = ratedSpeech(data);
  const byWalk = withoutGroup(walks, (w) => w.name);
  const byActor = withoutGroup(walks, (w) => w.actor);
  const byRater = withoutRater(walks);
  return [
    row('rated walks', 'leave one walk out', byWalk, {
      goal: { op: '>=', value: 0.8 },
      note: 'arousal, mean ratings; intervals over actors',
    }),
    ...sidesOf('leave one walk out', byWalk),
    row('rated walks', 'leave one actor out', byActor, { note: 'arousal, mean ratings' }),
    ...sidesOf('leave one actor out', byActor),
    row('rated walks', 'leave one rater out', byRater, {
      note: "arousal, single ratings: the estimates' width",
    }),
    ...sidesOf('leave one rater out', byRater),
    row('rated walks', 'nothing fitted', plain(walks, meanValence), {
      note: 'valence and the centroid: most of arousal is no valence',
    }),
    row('rated speech', 'nothing fitted', plain(speech, meanArousal), {
      note: 'arousal and the centroid of speech, by speaker; no decoder uses it',
    }),
  ];
};

export const evaluation: Evaluation = {
  name: 'movement',
  needs: [RATINGS],
  run: async ({ data }) => movementRows(data),
};
