import {
  type AffectEstimate,
  type Belief,
  MODALITIES,
  type Modality,
  NEUTRAL,
} from '#contracts/affect';
import { clamp01, PRIOR_PRECISION, PRIOR_SD, pool, precision, present } from './belief.ts';

/** What all modalities together believe. */
export interface Fused {
  readonly positive: Belief;
  readonly negative: Belief;
  readonly arousal: Belief;
  /**
   * Share of the prior's variance that the signals have resolved, 1 - prior precision / posterior
   * precision, as the mean of arousal and of the two halves of valence. 0: nothing is known.
   */
  readonly confidence: number;
  /** When the newest signal behind it was taken; null where there is none. */
  readonly newestMs: number | null;
  /** True where any signal behind it came from a recording. */
  readonly recorded: boolean;
}

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
type Dimension = (typeof DIMENSIONS)[number];

/** Half-life of an estimate's precision once it is stale, seconds: bodies move faster than moods. */
const HALF_LIFE_S: Record<Modality, number> = {
  movement: 1.5,
  brain: 3,
  voice: 4,
  music: 4,
  physiology: 5,
  text: 20,
};
/** An estimate younger than this has not aged: beats and hops arrive about once a second. */
const YOUNG_S = 1.2;
/** Older than this it is silent. */
const SILENT_S = 60;

/** Share of its precision an estimate has left. */
const vigour = (estimate: AffectEstimate, nowMs: number): number => {
  const ageS = Math.max(0, nowMs - estimate.atMs) / 1000;
  if (ageS > SILENT_S) return 0;
  return 2 ** (-Math.max(0, ageS - YOUNG_S) / HALF_LIFE_S[estimate.modality]);
};

const aged = (belief: Belief | undefined, share: number): Belief | null =>
  belief && share > 0.001 ? { mean: belief.mean, sd: belief.sd / Math.sqrt(share) } : null;

/** Decoders of one modality hear the same signal: pooled as fully correlated. */
const modalityBelief = (
  estimates: readonly AffectEstimate[],
  modality: Modality,
  dimension: Dimension,
  nowMs: number,
): Belief | null =>
  pool(
    present(
      estimates
        .filter((e) => e.modality === modality)
        .map((e) => aged(e[dimension], vigour(e, nowMs))),
    ),
    1,
  );

const posterior = (
  estimates: readonly AffectEstimate[],
  dimension: Dimension,
  nowMs: number,
): Belief => {
  const heard = MODALITIES.map((m) => modalityBelief(estimates, m, dimension, nowMs));
  const prior: Belief = { mean: NEUTRAL[dimension], sd: PRIOR_SD };
  return pool([prior, ...present(heard)], 0) ?? prior;
};

const resolved = (belief: Belief): number => clamp01(1 - PRIOR_PRECISION / precision(belief));

/**
 * Joins the estimates of one body: product of Gaussians over modalities with a prior at NEUTRAL,
 * each dimension by itself (Bayesian cue combination, Ernst and Banks 2002). Pure.
 */
export const fuse = (estimates: readonly AffectEstimate[], nowMs: number): Fused => {
  const alive = estimates.filter((e) => vigour(e, nowMs) > 0);
  const positive = posterior(alive, 'positive', nowMs);
  const negative = posterior(alive, 'negative', nowMs);
  const arousal = posterior(alive, 'arousal', nowMs);
  const valence = (resolved(positive) + resolved(negative)) / 2;
  return {
    positive,
    negative,
    arousal,
    confidence: (resolved(arousal) + valence) / 2,
    newestMs: alive.length > 0 ? Math.max(...alive.map((e) => e.atMs)) : null,
    recorded: alive.some((e) => e.recorded),
  };
};
