import { stemColumns } from '../../conductor/affect/text/korean-features.ts';
import { type Platt, platt } from './calibrate.ts';
import type { Csr } from './csr.ts';
import { chosen, type Lesson, learn, PENALTY, ready, strictAmong } from './learn.ts';
import type { SparseLinear } from './ridge.ts';
import type { Kote } from './table.ts';
import { TARGETS } from './targets.ts';

/** A sum and what makes it a log-odds: at the data's frequencies, and as if both answers were equally frequent. */
export interface Side {
  readonly sum: SparseLinear;
  readonly own: Platt;
  readonly even: Platt;
}

/** Everything learnt of Korean feeling. */
export interface Korean {
  readonly positive: Side;
  readonly negative: Side;
  /** Positive against negative; calibrated on rows whose labels agree. */
  readonly polarity: Side;
  readonly arousal: SparseLinear;
  /** Columns of the single stems of the comments learnt from. */
  readonly stems: ReadonlySet<number>;
  readonly l2: number;
}

const sideOf = (sum: SparseLinear, scores: ArrayLike<number>, truth: readonly number[]): Side => ({
  sum,
  own: platt(scores, truth, false),
  even: platt(scores, truth, true),
});

const nothing: SparseLinear = { weights: new Float64Array(0), bias: 0 };

/**
 * Learns from these rows alone: the penalty and the calibration come from folds inside them.
 * @param seen for the leaky protocol: rows whose words decide what a column is worth
 */
export const learnKorean = (
  kote: Kote,
  places: readonly number[],
  seen: Csr | null = null,
): Korean => {
  const inner = chosen(kote, places);
  const { positive, negative, arousal, lean } = TARGETS;
  const lessons: Lesson[] = [
    ...[positive, negative, arousal].map((target) => ({ target, l2: PENALTY })),
    { target: lean, l2: inner.l2 },
  ];
  const [p = nothing, n = nothing, a = nothing, l = nothing] = learn(
    kote,
    ready(kote, places, seen),
    lessons,
  );
  const rows = places.flatMap((place) => kote.rows[place] ?? []);
  const { at, truth } = strictAmong(kote, places);
  return {
    positive: sideOf(p, inner.positive, rows.map(positive)),
    negative: sideOf(n, inner.negative, rows.map(negative)),
    polarity: sideOf(
      l,
      at.map((i) => inner.lean[i] ?? 0),
      truth,
    ),
    arousal: a,
    stems: new Set(rows.flatMap(({ text }) => stemColumns(text))),
    l2: inner.l2,
  };
};
