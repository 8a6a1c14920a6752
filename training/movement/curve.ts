import {
  fitLogistic,
  type Linear,
  scoreOf,
  sigmoid,
} from '../../conductor/affect/learning/logistic.ts';
import { type Scaling, scaled, standardiser } from '../../conductor/affect/learning/scaling.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';
import { meanArousal, type Rated } from './ratings.ts';

/** Rated arousal, 0..1, as a rising curve over the centroid. */
export interface Curve {
  readonly linear: Linear;
  /** Of the walks it was fitted on: the centroid enters in their standard deviations. */
  readonly scaling: Scaling;
}

/**
 * A logistic curve through mean ratings (fractional logit: Papke and Wooldridge 1996): monotone, within the
 * scale, and two numbers in all. Throws a RangeError where arousal does not rise with the centroid.
 */
export const fitCurve = (walks: readonly Rated[]): Curve => {
  const x = tableOf(walks.map((walk) => [walk.centroid]));
  const scaling = standardiser(x);
  const linear = fitLogistic(scaled(x, scaling), walks.map(meanArousal), { l2: 0 });
  if (!((linear.weights[0] ?? 0) > 0))
    throw new RangeError('arousal does not rise with the centroid');
  return { linear, scaling };
};

export const curveAt = ({ linear, scaling }: Curve, centroid: number): number =>
  curveAtZ(linear, (centroid - (scaling.mean[0] ?? 0)) / (scaling.sd[0] ?? 1));

export const curveAtZ = (linear: Linear, z: number): number => sigmoid(scoreOf(linear, [z]));
