import type { Belief } from '#contracts/affect';

/** How far feeling usually lies from NEUTRAL before anything is heard, in the units of a dimension. */
export const PRIOR_SD = 0.25;
export const PRIOR_PRECISION = 1 / PRIOR_SD ** 2;

/** A cue below this share of its usual weight is left out. */
const LEAST_WEIGHT = 0.01;

export const clamp01 = (x: number): number => Math.min(1, Math.max(0, x));

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export const precision = (belief: Belief): number => 1 / belief.sd ** 2;

/** Precision of a cue that correlates with rated feeling by `r`, in precisions of the prior. */
export const trustIn = (r: number): number => (r * r) / (1 - r * r);

/**
 * The belief behind a cue that correlates with rated feeling by `r`. Its width is such that, joined
 * with the prior, it explains r² of the variance (linear-Gaussian regression): a weak cue can never
 * make anybody sure.
 * @param mean what the cue says, 0..1
 * @param r correlation with ratings, 0..1 exclusive
 * @param weight share of the usual trust, 0..1: signal confidence, maturity of a baseline
 * @returns null where the weight is too small or a number is not finite
 */
export const cue = (mean: number, r: number, weight: number): Belief | null => {
  if (!Number.isFinite(mean) || !(weight >= LEAST_WEIGHT)) return null;
  const trust = trustIn(r) * Math.min(1, weight);
  return { mean: clamp01(mean), sd: PRIOR_SD / Math.sqrt(trust) };
};

/**
 * Joins beliefs whose errors correlate by `rho`: the mean is weighted by precision, the precision is
 * the sum divided by the design effect 1 + (n - 1) rho, with n the effective number of beliefs
 * (Kish 1965). rho = 0: independent. rho = 1: covariance intersection with weights by precision
 * (Julier and Uhlmann 1997), safe under any correlation. Never less sure than the surest of them.
 * @returns null for no beliefs
 */
export const pool = (beliefs: readonly Belief[], rho: number): Belief | null => {
  if (beliefs.length === 0) return null;
  let sum = 0;
  let squares = 0;
  let weighted = 0;
  let best = 0;
  for (const belief of beliefs) {
    const p = precision(belief);
    sum += p;
    squares += p * p;
    weighted += p * belief.mean;
    best = Math.max(best, p);
  }
  const effective = (sum * sum) / squares;
  const joint = Math.max(best, sum / (1 + (effective - 1) * rho));
  return { mean: clamp01(weighted / sum), sd: 1 / Math.sqrt(joint) };
};

/**
 * The same of the surest of them, as many as make it surer: a weak belief beside strong ones that err with it would
 * only dilute them, so a belief more never makes less sure.
 */
export const poolSurest = (beliefs: readonly Belief[], rho: number): Belief | null => {
  const surest = [...beliefs].sort((a, b) => a.sd - b.sd);
  const joints = surest.map((_, i) => pool(surest.slice(0, i + 1), rho));
  return present(joints).reduce<Belief | null>((a, b) => (a && a.sd <= b.sd ? a : b), null);
};

/** A list without its nulls. */
export const present = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter((v): v is T => v !== null && v !== undefined);
