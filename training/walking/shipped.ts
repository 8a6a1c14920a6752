import type { DecoderContext, DecoderRecord } from '../../conductor/affect/decoder.ts';
import { movementDecoder } from '../../conductor/affect/decoders/movement.ts';
import {
  MOVEMENT_MODEL,
  movementRatingsDecoder,
} from '../../conductor/affect/decoders/movement-ratings.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { shippedContext } from '../memories/shipped.ts';
import type { Walk } from './recordings.ts';
import type { HeardWalk } from './windows.ts';

/** A person's walks in a row, as they were taken, through one decoder: mean arousal of each walk. */
export interface WalkArousal {
  readonly walk: Walk;
  readonly arousal: number;
}

/** The decoders of movement as they ship; the one by ratings only where its model does. */
export const movementDecoders = async (): Promise<{
  records: DecoderRecord[];
  context: DecoderContext;
}> => {
  const context = await shippedContext([MOVEMENT_MODEL]);
  const isThere = context.model(MOVEMENT_MODEL) !== null;
  return { records: [movementDecoder, ...(isThere ? [movementRatingsDecoder] : [])], context };
};

/** Feeds one person's walks one after the other; a second's rest of the clock lies between two. */
export const arousals = async (
  record: DecoderRecord,
  context: DecoderContext,
  own: readonly HeardWalk[],
): Promise<WalkArousal[]> => {
  const decoder = record.make('walker', context);
  const book = featureBook('walker');
  const out: WalkArousal[] = [];
  let startMs = 0;
  for (const { walk, acc: seconds } of own) {
    let [sum, count] = [0, 0];
    for (const values of seconds) {
      // A second of samples comes at once, as watches send them; the answer is taken half a second later.
      for (const value of values) {
        const atMs = startMs + value.atMs;
        book.put([{ ...value, atMs }]);
        if (value.name === 'motionCentroid') decoder?.decode(book.view(atMs), atMs);
      }
      await new Promise((resolve) => setImmediate(resolve));
      const nowMs = startMs + (values.at(-1)?.atMs ?? 0) + 500;
      const mean = decoder?.decode(book.view(nowMs), nowMs)?.arousal?.mean;
      if (mean === undefined) continue;
      sum += mean;
      count++;
    }
    startMs += (seconds.length + 1) * 1000;
    out.push({ walk, arousal: count > 0 ? sum / count : Number.NaN });
  }
  return out;
};
