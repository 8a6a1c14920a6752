import { FEATURES, type FeatureName } from '#contracts/feature';
import { clamp01 } from './belief.ts';
import type { FeatureView } from './decoder.ts';

/** A feature a rule may use: finite, plausible, with the weight it deserves. */
export interface Heard {
  readonly value: number;
  /** 0..1: confidence of the feature, less where it has been stuck. */
  readonly weight: number;
  readonly atMs: number;
  readonly recorded: boolean;
}

export interface Listening {
  /** Null where the feature is absent, not a number, impossible, or not believed. */
  hear(features: FeatureView, name: FeatureName): Heard | null;
  reset(): void;
}

/** Beyond its typical range by this share of the range, a value is an artefact. */
const BEYOND = 0.5;
/** Living bodies do not repeat a number to the last digit; after this long it is a stuck sensor. */
const STUCK_MS = 20_000;
const STUCK_HALF_LIFE_MS = 5_000;
/** Counts do repeat. */
const COUNTS: ReadonlySet<FeatureName> = new Set<FeatureName>(['scrRate']);
/** Where the plausible reaches further above the typical: both arms on the keys begin so many notes a second. */
const MOST: Partial<Record<FeatureName, number>> = { noteDensity: 100 };
const LEAST_WEIGHT = 0.02;

const plausible = (name: FeatureName, value: number): boolean => {
  const [low, high] = FEATURES[name].range;
  const slack = (high - low) * BEYOND;
  return value >= low - slack && value <= (MOST[name] ?? high + slack);
};

/** Reads features for one decoder; keeps how long each has been exactly the same. */
export const listening = (): Listening => {
  const runs = new Map<FeatureName, { value: number; sinceMs: number }>();
  const stuckWeight = (name: FeatureName, value: number, atMs: number): number => {
    const run = runs.get(name);
    if (!run || run.value !== value || atMs < run.sinceMs) {
      runs.set(name, { value, sinceMs: atMs });
      return 1;
    }
    if (COUNTS.has(name)) return 1;
    return 2 ** (-Math.max(0, atMs - run.sinceMs - STUCK_MS) / STUCK_HALF_LIFE_MS);
  };
  return {
    hear(features, name) {
      const found = features.get(name);
      if (!found || !Number.isFinite(found.value) || !Number.isFinite(found.atMs)) return null;
      if (!plausible(name, found.value)) return null;
      const trust = clamp01(found.confidence) * stuckWeight(name, found.value, found.atMs);
      if (!(trust >= LEAST_WEIGHT)) return null;
      const { value, atMs, recorded } = found;
      return { value, weight: trust, atMs, recorded };
    },
    reset: () => runs.clear(),
  };
};

/** Newest time and provenance of what a decoder used; null where it used nothing. */
export const provenance = (
  heard: readonly (Heard | null)[],
): { atMs: number; recorded: boolean } | null => {
  let atMs = -1;
  let recorded = false;
  for (const h of heard) {
    if (!h) continue;
    atMs = Math.max(atMs, h.atMs);
    recorded ||= h.recorded;
  }
  return atMs < 0 ? null : { atMs, recorded };
};
