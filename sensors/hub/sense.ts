import type { FeatureValue } from '#contracts/feature';
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
}
export interface Extractor {
  push(block: SampleBlock): readonly FeatureValue[];
}
export interface MovementTracker {
  push(block: SampleBlock): MovementFrame | null;
}
