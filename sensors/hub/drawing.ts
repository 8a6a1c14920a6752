import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import type { SampleBlock } from '#contracts/sensor';
import type { Board } from './board.ts';
import type { Listeners } from './listeners.ts';
import { seenBeforeFelt } from './seen.ts';
import type { Expectation } from './sense.ts';
import type { SourceDesk } from './source-desk.ts';
import type { StreamDesk } from './stream-desk.ts';

/** Who hears what is drawn. */
export interface Hearers {
  readonly features: Listeners<readonly FeatureValue[]>;
  readonly movement: Listeners<MovementFrame>;
  readonly blocks: Listeners<SampleBlock>;
}

export type Draw = (
  desk: SourceDesk,
  stream: StreamDesk,
  block: SampleBlock,
  nowMs: number,
) => void;

/** Draws movement and features from a block that counts and tells them. */
export const drawing = (
  { features, movement, blocks }: Hearers,
  values: Board,
  expectation: Expectation | undefined,
  /** Whether a visitor stands for a body: what is expected of it is kept over evenings, and they are not to be. */
  isVisited: (bodyId: string) => boolean,
  failed: (error: unknown) => void,
): Draw => {
  const eyes = seenBeforeFelt();
  const expected = (block: SampleBlock, frame: MovementFrame | null) => {
    if (!frame || !expectation || isVisited(block.bodyId)) return { frame, values: [] };
    try {
      return expectation.see(block, frame);
    } catch (error) {
      failed(error);
      return { frame, values: [] };
    }
  };
  return (desk, stream, block, nowMs) => {
    const ranged = desk.setting.autoRange ?? false;
    const { frame, values: foreseen } = expected(block, stream.movement(block, ranged));
    if (frame && eyes.lets(block, nowMs)) movement.tell({ ...frame, recorded: block.recorded });
    blocks.tell(block);
    const found = [...stream.features(block, ranged), ...foreseen];
    if (found.length === 0) return;
    const { score } = desk.quality(stream, nowMs);
    const key = `${block.sourceId}/${block.stream}`;
    const heard = found
      .map((v) => ({ ...v, confidence: v.confidence * score, recorded: block.recorded }))
      .filter((v) => values.put(v, key, nowMs));
    if (heard.length > 0) features.tell(heard);
  };
};
