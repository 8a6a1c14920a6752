import { partsOf } from './cast.ts';
import { composer } from './composer.ts';
import { inventedTune, type Tune } from './tune.ts';
import type { FeelingAt, Instrument, Score } from './types.ts';

export interface ScoreWish {
  readonly seed: number;
  readonly instruments: readonly Instrument[];
  readonly seconds: number;
  readonly feeling: FeelingAt;
  /** A tune to take up, with its key; one of the seed's own where absent. */
  readonly theme?: { readonly tune: Tune; readonly tonic: number } | null;
}

/** It begins its last phrase so long before the end, seconds, and rings out within the last. */
const END_S = 12;

/** A whole piece that comes to rest at its end: the same wish, the same notes. */
export const scoreOf = ({ seed, instruments, seconds, feeling, theme }: ScoreWish): Score => {
  const writer = composer({
    seed,
    instruments,
    tune: theme?.tune ?? inventedTune(seed),
    tonic: theme?.tonic ?? null,
  });
  const early = Math.max(0, seconds - END_S);
  const at: FeelingAt = (s) => feeling(Math.min(seconds, Math.max(0, s)));
  const notes = writer.next(early, at);
  writer.end();
  notes.push(...writer.next(seconds, at));
  return {
    parts: partsOf(instruments),
    notes: notes
      .filter(({ atS }) => atS < seconds)
      .map((note) => ({ ...note, lastsS: Math.min(note.lastsS, seconds - note.atS) }))
      .sort((a, b) => a.atS - b.atS),
    seconds,
  };
};
