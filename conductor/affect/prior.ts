import { NEUTRAL } from '#contracts/affect';
import { PRIOR_SD } from './belief.ts';

/** The three quantities that are felt. */
export interface Feeling {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
}

/** What is expected before anything is heard: a mean for each dimension, and how far it is usually off. */
export interface Prior {
  readonly mean: Feeling;
  readonly sd: number;
}

/** Nobody intends anything: feeling is expected at rest. */
export const AT_REST: Prior = { mean: NEUTRAL, sd: PRIOR_SD };
