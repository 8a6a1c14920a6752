import type { ScorePart } from '#contracts/score';
import type { ShowMusic } from '#contracts/show-music';

/** What the music answers, at a moment; all 0..1. */
export interface Feeling {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
  readonly confidence: number;
}
export type FeelingAt = (atS: number) => Feeling;

export type Instrument = ShowMusic['instruments'][number];

/** A note of the score, in seconds since its beginning. */
export interface MusicNote {
  readonly atS: number;
  readonly lastsS: number;
  readonly part: Instrument;
  /** MIDI number. */
  readonly note: number;
  /** 0..1 */
  readonly velocity: number;
}

/** A note of a tune as it was played: seconds, MIDI number, 0..1. */
export type ThemeNote = Omit<MusicNote, 'part'>;

/** A whole piece. */
export interface Score {
  readonly parts: readonly ScorePart[];
  /** In the order of their beginning. */
  readonly notes: readonly MusicNote[];
  readonly seconds: number;
}
