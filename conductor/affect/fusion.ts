import { type AffectEstimate, type Belief, MODALITIES, type Modality } from '#contracts/affect';
import { clamp01, pool, precision, present } from './belief.ts';
import { AT_REST, type Feeling, type Prior } from './prior.ts';

/** What all modalities together believe. */
export interface Fused {
  readonly positive: Belief;
  readonly negative: Belief;
  readonly arousal: Belief;
  /**
   * Share of the prior's variance that the signals have resolved, 1 - prior precision / posterior
   * precision, as the mean of arousal and of the two halves of valence. 0: nothing is known. What the makers
   * intend makes nobody sure: it is the prior.
   */
  readonly confidence: number;
  /** Where feeling goes when nothing is heard. */
  readonly rest: Feeling;
  /** When the newest signal behind it was taken; null where there is none. */
  readonly newestMs: number | null;
  /** Until when any of it stands for what is felt; after that the feeling is held, and fades. */
  readonly freshUntilMs: number;
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
  report: 6,
};
/** An estimate younger than this has not aged: beats and hops arrive about once a second. */
const YOUNG_S = 1.2;
/** Older than this it is silent. */
const SILENT_S = 60;

/** Without a word of its own an estimate stands for what is felt this long, seconds. */
export const FRESH_S = 2;

/** Share of its precision an estimate has left. */
const vigour = (estimate: AffectEstimate, nowMs: number): number => {
  const ageS = Math.max(0, nowMs - estimate.atMs) / 1000;
  if (ageS > SILENT_S) return 0;
  const youngS = Math.max(YOUNG_S, estimate.goodForS ?? 0);
  return 2 ** (-Math.max(0, ageS - youngS) / HALF_LIFE_S[estimate.modality]);
};

/** Until when an estimate stands for what is felt, ms. */
export const freshUntil = ({ atMs, goodForS = FRESH_S }: AffectEstimate): number =>
  atMs + goodForS * 1000;

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
  { mean, sd }: Prior,
): Belief => {
  const heard = MODALITIES.map((m) => modalityBelief(estimates, m, dimension, nowMs));
  const prior: Belief = { mean: mean[dimension], sd };
  return pool([prior, ...present(heard)], 0) ?? prior;
};

const resolved = (belief: Belief, { sd }: Prior): number =>
  clamp01(1 - precision({ ...belief, sd }) / precision(belief));

/**
 * Joins the estimates of one body: product of Gaussians over modalities with a prior, where
 * feeling rests or where the makers intend it, each dimension by itself (Bayesian cue combination, Ernst and
 * Banks 2002). Pure.
 */
export const fuse = (
  estimates: readonly AffectEstimate[],
  nowMs: number,
  prior: Prior = AT_REST,
): Fused => {
  const alive = estimates.filter((e) => vigour(e, nowMs) > 0);
  const positive = posterior(alive, 'positive', nowMs, prior);
  const negative = posterior(alive, 'negative', nowMs, prior);
  const arousal = posterior(alive, 'arousal', nowMs, prior);
  const valence = (resolved(positive, prior) + resolved(negative, prior)) / 2;
  return {
    positive,
    negative,
    arousal,
    confidence: (resolved(arousal, prior) + valence) / 2,
    rest: prior.mean,
    freshUntilMs: Math.max(Number.NEGATIVE_INFINITY, ...alive.map(freshUntil)),
    newestMs: alive.length > 0 ? Math.max(...alive.map((e) => e.atMs)) : null,
    recorded: alive.some((e) => e.recorded),
  };
};
