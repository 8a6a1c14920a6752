import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';

/** The newest values of every body, one stream speaking for each feature at a time. */
export interface Board {
  /** Takes a value; false where a surer stream speaks for this feature and the value is not heard. */
  put(value: FeatureValue, streamKey: string, nowMs: number): boolean;
  /** Values of a body that are still true. */
  of(bodyId: string, nowMs: number): Map<FeatureName, FeatureValue>;
  /** Features of a body that a source speaks for now. */
  feeds(sourceId: string, bodyId: string, nowMs: number): FeatureName[];
  /** Forgets what a source said. */
  forget(sourceId: string): void;
}

interface Entry {
  readonly value: FeatureValue;
  readonly streamKey: string;
}

/** Another stream takes over when it is this much surer, or the speaker has been silent this long. */
const SURER = 0.15;
const SILENT_MS = 2500;

/** A live signal speaks before a recording of it, unless it is clearly less sure. */
const speaksLive = (held: FeatureValue, value: FeatureValue): boolean =>
  held.recorded && !value.recorded && value.confidence >= held.confidence - SURER;

/**
 * A heart rate from the chest and one from the wrist must not alternate: the stream that spoke first
 * goes on speaking until it falls silent or another is clearly surer.
 */
export const board = (): Board => {
  const bodies = new Map<string, Map<FeatureName, Entry>>();
  const yields = (held: Entry, value: FeatureValue, nowMs: number): boolean =>
    value.confidence > held.value.confidence + SURER ||
    speaksLive(held.value, value) ||
    nowMs - held.value.atMs > Math.min(SILENT_MS, FEATURES[value.name].holdS * 1000);
  return {
    put(value, streamKey, nowMs) {
      const features = bodies.get(value.bodyId) ?? new Map<FeatureName, Entry>();
      bodies.set(value.bodyId, features);
      const held = features.get(value.name);
      if (held && held.streamKey !== streamKey && !yields(held, value, nowMs)) return false;
      features.set(value.name, { value, streamKey });
      return true;
    },
    of(bodyId, nowMs) {
      const found = new Map<FeatureName, FeatureValue>();
      for (const [name, { value }] of bodies.get(bodyId) ?? []) {
        if (nowMs - value.atMs <= FEATURES[name].holdS * 1000) found.set(name, value);
      }
      return found;
    },
    feeds(sourceId, bodyId, nowMs) {
      const names: FeatureName[] = [];
      for (const [name, { value }] of bodies.get(bodyId) ?? []) {
        const fresh = nowMs - value.atMs <= FEATURES[name].holdS * 1000;
        if (fresh && value.sourceId === sourceId) names.push(name);
      }
      return names;
    },
    forget(sourceId) {
      for (const features of bodies.values()) {
        for (const [name, { value }] of features) {
          if (value.sourceId === sourceId) features.delete(name);
        }
      }
    },
  };
};
