import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import type { FeatureView } from './decoder.ts';

/** The newest features of one body, by name and source. */
export interface FeatureBook {
  /** Keeps values; returns the names that were new. */
  put(values: readonly FeatureValue[]): ReadonlySet<FeatureName>;
  /** What is still true at `nowMs`. */
  view(nowMs: number): FeatureView;
}

/** More sources than this for one feature of one body: the longest silent one is let go. */
const MOST_SOURCES = 8;

type Sources = Map<string, FeatureValue>;

const letOneGo = (sources: Sources): void => {
  let oldest: FeatureValue | undefined;
  for (const value of sources.values()) if (!oldest || value.atMs < oldest.atMs) oldest = value;
  if (oldest) sources.delete(oldest.sourceId);
};

/** Where several sources tell one feature, the surest is heard; the first of equals. */
const surest = (
  sources: Sources | undefined,
  name: FeatureName,
  nowMs: number,
): FeatureValue | undefined => {
  let best: FeatureValue | undefined;
  for (const value of sources?.values() ?? []) {
    if (nowMs - value.atMs > FEATURES[name].holdS * 1000) continue;
    if (!best || value.confidence > best.confidence) best = value;
  }
  return best;
};

export const featureBook = (bodyId: string): FeatureBook => {
  const book = new Map<FeatureName, Sources>();
  const keep = (value: FeatureValue): boolean => {
    const sources: Sources = book.get(value.name) ?? new Map();
    const before = sources.get(value.sourceId);
    if (before && value.atMs < before.atMs) return false;
    if (!before && sources.size >= MOST_SOURCES) letOneGo(sources);
    sources.set(value.sourceId, value);
    book.set(value.name, sources);
    return true;
  };
  return {
    put(values) {
      const fresh = new Set<FeatureName>();
      for (const value of values) {
        if (value.bodyId !== bodyId || !Number.isFinite(value.value)) continue;
        if (keep(value)) fresh.add(value.name);
      }
      return fresh;
    },
    view: (nowMs) => ({ bodyId, get: (name) => surest(book.get(name), name, nowMs) }),
  };
};
