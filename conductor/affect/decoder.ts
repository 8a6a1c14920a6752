import type { AffectEstimate, Modality } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { ModelCard } from '#contracts/model-card';
import type { SampleBlock } from '#contracts/sensor';

/** The newest value of each feature of one body that is still true. */
export interface FeatureView {
  readonly bodyId: string;
  get(name: FeatureName): FeatureValue | undefined;
}

/**
 * Reads feeling from features, and some from samples. A decoder may keep state (a baseline of its person);
 * it has no clock, no timers and no I/O, so the same features give the same estimates.
 */
export interface Decoder {
  readonly id: string;
  readonly modality: Modality;
  /** Features it listens to; it is asked only when one of them is new, or an answer of its model has come. */
  readonly needs: readonly FeatureName[];
  /** The rule decoder that keeps quiet while this one speaks. */
  readonly replaces?: string;
  /** Samples of its body, for decoders that look at windows of the signal itself. */
  hear?(block: SampleBlock): void;
  /** Null while it has nothing to say. Never throws for odd numbers: it says less, or nothing. */
  decode(features: FeatureView, nowMs: number): AffectEstimate | null;
  /** Forgets its person. */
  reset(): void;
}

/** A loaded model. Many may be asked at once; answers come from a worker thread, never from this one. */
export interface Model {
  readonly card: ModelCard;
  /**
   * Asks with `rows` rows of `input` (row-major float32, as many columns as the graph takes). The answer is
   * the graph's first output, flat. Rejects where the worker died or the graph refuses.
   */
  ask(input: Float32Array, rows?: number): Promise<Float32Array>;
}

/** What a decoder is given when it is made. */
export interface DecoderContext {
  /** A shipped model by its card's id; null where it is missing or broken: the rules go on alone. */
  model(id: string): Model | null;
  /** The personal model of whoever this body is, for one modality; null where there is none. */
  personal(bodyId: string, modality: Modality): Model | null;
}

/** One registry record a decoder: a decoder is made for each body. */
export interface DecoderRecord {
  readonly id: string;
  /** Null where what it needs is not there. */
  make(bodyId: string, context: DecoderContext): Decoder | null;
}
