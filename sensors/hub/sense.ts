import type { FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { MovementFrame } from '#contracts/movement';
import type {
  SampleBlock,
  StreamInfo,
  StreamKind,
  StreamKindInfo,
  StreamQuality,
} from '#contracts/sensor';

/** What the hub asks of sensors/quality and sensors/features; tests may put others in their place. */
export interface Sense {
  qualityWatch(stream: StreamInfo, kind: StreamKindInfo): QualityWatch;
  extractorFor(
    kind: StreamKind,
    sourceId: string,
    bodyId: string,
    rateHz: number,
    channels: readonly string[],
  ): Extractor | null;
  movementTracker(): MovementTracker;
}

export interface QualityWatch {
  push(block: SampleBlock, arrivedMs: number): void;
  assess(nowMs: number): StreamQuality;
  /** What is odd and what to do about it, of what `assess` found last. */
  remarks(): readonly Text[];
}
export interface Extractor {
  push(block: SampleBlock): readonly FeatureValue[];
}
export interface MovementTracker {
  push(block: SampleBlock): MovementFrame | null;
}

/** What expects a body's movement and tells how far it was surprised. */
export interface Expectation {
  /**
   * Sees each block of keypoints, acceleration or turning with the movement that was read from it, in the
   * call that brings it. Gives the movement with its surprise, and values that go the way of all features.
   */
  see(
    block: SampleBlock,
    frame: MovementFrame,
  ): { readonly frame: MovementFrame; readonly values: readonly FeatureValue[] };
}
