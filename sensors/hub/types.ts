import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { Patch } from '#contracts/patch';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { OscInlet, PageInlet, SourceContext, Stop, Timing } from '../source.ts';
import type { Expectation } from './sense.ts';

/** Where the hub tells what happened; the kernel's log fits. */
export interface HubLog {
  info(where: string, text: string): void;
  warn(where: string, text: string): void;
  seldom(where: string, text: string): void;
}

export interface HubOptions {
  readonly timing: Timing;
  readonly osc: OscInlet;
  /** Nobody where absent. */
  readonly pages?: PageInlet;
  readonly log: HubLog;
  /** Nothing is expected where absent. */
  readonly expectation?: Expectation;
}

/** All sources, their quality, and what is drawn from them. */
export interface SensorHub {
  /** The context for one adapter that is opened; `kind` is the adapter's. */
  contextFor(kind: string): SourceContext;
  /** Obeys the machine's patch from now on; sources that it moves to another body move at once. */
  setPatch(patch: Patch): void;
  /**
   * A visitor stands for a body and wears these sources: from now on no others count for it, and never a simulated one.
   * Nothing of how they move is learned for later. Null: it is nobody's in particular again.
   */
  wear(bodyId: string, sources: readonly string[] | null): void;
  /** Values as the extractors yield them, lowered in confidence by the stream's quality. */
  onFeatures(fn: (values: readonly FeatureValue[]) => void): Stop;
  /** Movement, told while the block arrives. */
  onMovement(fn: (frame: MovementFrame) => void): Stop;
  /** Every block that counts, stamped in show time, with the patch's gain and body. */
  onBlock(fn: (block: SampleBlock) => void): Stop;
  /** Every announcement, with the ids that the blocks carry; again when a source changes its body. */
  onSource(fn: (source: { info: SourceInfo; streams: readonly StreamInfo[] }) => void): Stop;
  statuses(nowMs: number): SourceStatus[];
  /** The newest values of a body that are still true. */
  featuresOf(bodyId: string, nowMs: number): Map<FeatureName, FeatureValue>;
  /** Notices sources that fell silent or came back. Call it at least four times a second. */
  tick(nowMs: number): void;
  /** Messages and blocks that were refused, and blocks dropped because they came out of order. */
  counts(): { readonly refused: number; readonly outOfOrder: number };
  close: Stop;
}
