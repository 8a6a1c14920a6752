import { recallMoments, shrunk, spreadOf } from './moments.ts';
import { type Problem, spans } from './problem.ts';

/**
 * Share of the covariance that is given up for its diagonal. Fixed: with four to twelve recalls, choosing it
 * anew (by score or by likelihood of recalls left out) cost more recalls' worth of certainty than it gained
 * on simulated people; 0.03 to 0.2 did alike.
 */
export const SHARE = 0.1;

/**
 * The half of a leave-recalls-out check that no label touches, worked out once: what remains for each
 * labelling is a few sums, so that hundreds of shuffled labellings can be judged by the very same model.
 */
export interface Bench {
  readonly problem: Problem;
  /** Rows of each recall: [first, past the last]. */
  readonly spans: readonly (readonly [number, number])[];
  /** Inverse covariance (columns x columns) learnt without one recall. */
  readonly without: readonly Float64Array[];
  /** Learnt from all. */
  readonly whole: Float64Array;
}

export const benchOf = (problem: Problem): Bench => {
  const moments = recallMoments(problem);
  const metric = (out: number): Float64Array =>
    shrunk(
      spreadOf(moments, (r) => r === out),
      SHARE,
    );
  return {
    problem,
    spans: spans(problem),
    without: moments.map((_, r) => metric(r)),
    whole: metric(-1),
  };
};
