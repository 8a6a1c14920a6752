import { auc } from '../../conductor/affect/learning/metrics.ts';
import { groupFolds } from '../../conductor/affect/learning/splits.ts';
import { type Compact, compacted, spread } from './compact.ts';
import { type Csr, csrPick, timesColumns } from './csr.ts';
import { fitRidges, type SparseLinear } from './ridge.ts';
import { type Kote, worthOf } from './table.ts';
import { TARGETS, type Target } from './targets.ts';

/** Penalties that are tried; they stand against rows of about the length 10. */
const PENALTIES = [15, 30] as const;
const INNER_FOLDS = 3;
export const SEED = 1;

/** Rows made ready once, for any number of targets. */
export interface Ready {
  readonly places: readonly number[];
  readonly worth: Float64Array;
  readonly compact: Compact;
}

/** @param seen rows whose words decide what a column is worth; the same rows but for the leaky protocol */
export const ready = (kote: Kote, places: readonly number[], seen: Csr | null = null): Ready => {
  const x = csrPick(kote.x, places);
  const worth = worthOf(seen ?? x);
  return { places, worth, compact: compacted(x, worth) };
};

/** One target and its penalty. */
export interface Lesson {
  readonly target: Target;
  readonly l2: number;
}

/** One weighted sum over the whole table a lesson, all learnt side by side. */
export const learn = (
  kote: Kote,
  { places, worth, compact }: Ready,
  lessons: readonly Lesson[],
): SparseLinear[] => {
  const rows = places.flatMap((place) => kote.rows[place] ?? []);
  const problems = lessons.map(({ target, l2 }) => ({ y: rows.map(target), l2 }));
  return fitRidges(compact.x, problems).map(({ weights, bias }) => ({
    weights: spread(weights, compact, worth),
    bias,
  }));
};

/** Scores of rows by sums that were learnt without them. */
export const scored = (kote: Kote, model: SparseLinear, places: readonly number[]): Float64Array =>
  timesColumns(csrPick(kote.x, places), model.weights).map((z) => z + model.bias);

/** Folds of whole groups inside some rows, as places in the whole set. */
export const foldsWithin = (kote: Kote, places: readonly number[], k: number, seed: number) =>
  groupFolds(
    places.map((place) => kote.groups[place] ?? ''),
    k,
    seed,
  ).map(({ train, test }) => ({
    train: train.map((i) => places[i] ?? 0),
    test: test.map((i) => places[i] ?? 0),
  }));

/** Scores of every row by models that did not see it, one list a lesson; in the order of `places`. */
export const heldOut = (
  kote: Kote,
  places: readonly number[],
  lessons: readonly Lesson[],
): Float64Array[] => {
  const at = new Map(places.map((place, i) => [place, i]));
  const out = lessons.map(() => new Float64Array(places.length));
  for (const { train, test } of foldsWithin(kote, places, INNER_FOLDS, SEED + 1))
    learn(kote, ready(kote, train), lessons).forEach((model, lesson) => {
      const scores = scored(kote, model, test);
      test.forEach((place, i) => {
        (out[lesson] as Float64Array)[at.get(place) ?? 0] = scores[i] ?? 0;
      });
    });
  return out;
};

/** Places in a list of places whose rows lie on one side, and which. */
export const strictAmong = (
  kote: Kote,
  places: readonly number[],
): { at: number[]; truth: number[] } => {
  const at = places.flatMap((place, i) => (kote.strict[place] === null ? [] : [i]));
  return { at, truth: at.map((i) => kote.strict[places[i] ?? 0] ?? 0) };
};

/** Penalty of all targets but `lean`. */
export const PENALTY = 30;

/** What held-out scores inside some rows decide. */
export interface Chosen {
  /** The penalty of `lean` that tells strict rows apart best (AUC). */
  readonly l2: number;
  /** Held-out scores with it. */
  readonly lean: Float64Array;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  readonly arousal: Float64Array;
}

const empty = new Float64Array(0);

export const chosen = (kote: Kote, places: readonly number[]): Chosen => {
  const { at, truth } = strictAmong(kote, places);
  const { lean, positive, negative, arousal } = TARGETS;
  const apart = [positive, negative, arousal].map((target) => ({ target, l2: PENALTY }));
  const tries = PENALTIES.map((l2) => ({ target: lean, l2 }));
  const [p = empty, n = empty, a = empty, ...leans] = heldOut(kote, places, [...apart, ...tries]);
  const scores = leans.map((scores) =>
    auc(
      at.map((i) => scores[i] ?? 0),
      truth,
    ),
  );
  const best = scores.indexOf(Math.max(...scores));
  const l2 = PENALTIES[best] ?? PENALTY;
  return { l2, lean: leans[best] ?? empty, positive: p, negative: n, arousal: a };
};
