import type { AffectEstimate, AffectState } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import type { DecoderRecord } from './decoder.ts';
import { featureBook } from './features.ts';
import { fuse } from './fusion.ts';
import { atRest, type Steadied, steady } from './steadying.ts';

export interface AffectReaderOptions {
  readonly bodyId: string;
  readonly records: readonly DecoderRecord[];
  /** Seconds from the last signal to neutral, 5..30 (the show's `decayS`). */
  readonly decayS: number;
}

export interface AffectReader {
  /** Hears features; those of other bodies are left alone. */
  hear(values: readonly FeatureValue[], nowMs: number): void;
  /** The feeling at `nowMs`; time must not step back, and a smaller time changes nothing. */
  at(nowMs: number): AffectState;
  /** Changes how long the way to neutral takes, also for one that is under way. */
  setDecay(decayS: number): void;
  /** The newest estimate of each decoder. */
  estimates(): AffectEstimate[];
}

/** Reads the feeling of one body: the same features at the same times give the same states. */
export const affectReader = ({
  bodyId,
  records,
  ...options
}: AffectReaderOptions): AffectReader => {
  const book = featureBook(bodyId);
  const decoders = records.map((record) => record.make(bodyId));
  const newest = new Map<string, AffectEstimate>();
  let state: Steadied | null = null;
  // Many mappings ask in one tick; the answer is worked out once.
  let answeredMs = Number.NaN;
  let { decayS } = options;
  return {
    hear(values, nowMs) {
      const fresh = book.put(values);
      if (fresh.size === 0) return;
      const view = book.view(nowMs);
      for (const decoder of decoders) {
        if (!decoder.needs.some((name) => fresh.has(name))) continue;
        const estimate = decoder.decode(view, nowMs);
        if (estimate) newest.set(decoder.id, estimate);
      }
      answeredMs = Number.NaN;
    },
    at(nowMs) {
      if (state && nowMs === answeredMs) return state.affect;
      answeredMs = nowMs;
      state = steady(state ?? atRest(nowMs), fuse([...newest.values()], nowMs), nowMs, decayS);
      return state.affect;
    },
    setDecay(next) {
      decayS = next;
    },
    estimates: () => [...newest.values()],
  };
};
