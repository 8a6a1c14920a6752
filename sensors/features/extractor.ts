import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { unit } from './dsp/running.ts';

/** Turns the blocks of one stream into features as they come; keeps a bounded state and no clock. */
export interface Extractor {
  /** Values that this block made known, the oldest first; often none. Never throws for odd numbers. */
  push(block: SampleBlock): FeatureValue[];
}

/** How an extractor says a value of the block in hand; a value that is not finite is left unsaid. */
export type Say = (name: FeatureName, value: number, confidence: number, atMs?: number) => void;

/** Builds an extractor around `work`, which is handed each block and a way to speak. */
export const speaking = (
  sourceId: string,
  bodyId: string,
  work: (block: SampleBlock, say: Say) => void,
): Extractor => ({
  push(block) {
    const out: FeatureValue[] = [];
    work(block, (name, value, confidence, atMs = block.atMs) => {
      if (!Number.isFinite(value)) return;
      const { recorded } = block;
      out.push({ bodyId, sourceId, name, value, confidence: unit(confidence), atMs, recorded });
    });
    return out;
  },
});
