import type { AffectEstimate, Modality } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';

/** The newest value of each feature of one body that is still true. */
export interface FeatureView {
  readonly bodyId: string;
  get(name: FeatureName): FeatureValue | undefined;
}

/**
 * Reads feeling from features. A decoder may keep state (a baseline of its person); it has no clock,
 * no timers and no I/O, so the same features give the same estimates.
 */
export interface Decoder {
  readonly id: string;
  readonly modality: Modality;
  /** Features it listens to; it is asked only when one of them is new. */
  readonly needs: readonly FeatureName[];
  /** Null while it has nothing to say. Never throws for odd numbers: it says less, or nothing. */
  decode(features: FeatureView, nowMs: number): AffectEstimate | null;
  /** Forgets its person. */
  reset(): void;
}

/** One registry record a decoder: a decoder is made for each body. */
export interface DecoderRecord {
  readonly id: string;
  make(bodyId: string): Decoder;
}
