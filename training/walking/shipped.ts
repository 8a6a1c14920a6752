import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DecoderContext, DecoderRecord, Model } from '../../conductor/affect/decoder.ts';
import { movementDecoder } from '../../conductor/affect/decoders/movement.ts';
import { movementRatingsDecoder } from '../../conductor/affect/decoders/movement-ratings.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { openGraph } from '../../conductor/affect/learned/graph-session.ts';
import { RATINGS } from '../movement/ratings.ts';
import { movementModel } from '../movement/train.ts';
import type { Walk } from './recordings.ts';
import type { HeardWalk } from './windows.ts';

/** A person's walks in a row, as they were taken, through one decoder: mean arousal of each walk. */
export interface WalkArousal {
  readonly walk: Walk;
  readonly arousal: number;
}

/** The decoders that ship, by name, with the model of the ratings made anew where the ratings are there. */
export const movementDecoders = async (
  data: string,
): Promise<{ records: DecoderRecord[]; context: DecoderContext }> => {
  if (!existsSync(join(data, RATINGS)))
    return { records: [movementDecoder], context: { model: () => null, personal: () => null } };
  const { card, onnx } = movementModel(data);
  const session = await openGraph(onnx);
  const model: Model = {
    card: { format: 1, ...card, sha256: '0'.repeat(64), bytes: onnx.length },
    ask: (input, rows = 1) => session.ask(input, rows),
  };
  return {
    records: [movementDecoder, movementRatingsDecoder],
    context: { model: (id) => (id === card.id ? model : null), personal: () => null },
  };
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
