import { random } from '../../../sensors/random.ts';
import type { Aims } from './aims.ts';
import { type Cast, NATURES } from './cast.ts';
import type { Instrument, MusicNote } from './types.ts';
import type { Chord, World } from './worlds.ts';

/** A chord in its place in a bar, beats. */
export interface Placed {
  readonly chord: Chord;
  readonly beat: number;
  readonly lasts: number;
  /** The scale as it bends it, semitones over the tonic. */
  readonly scale: readonly number[];
  /** Pitch classes, the root first. */
  readonly pcs: readonly number[];
}

/** A bar before it has notes: all that its parts go by. */
export interface Bar {
  readonly seed: number;
  readonly number: number;
  readonly section: number;
  readonly phrase: number;
  /** Place in its phrase, 0..3. */
  readonly place: number;
  readonly beats: number;
  readonly atS: number;
  readonly lastsS: number;
  readonly cast: Cast;
  readonly aims: Aims;
  readonly world: World;
  readonly chords: readonly Placed[];
  /** The last one of all: it rings out. */
  readonly isLast: boolean;
}

/** A note before it is played: beats of its bar, and how loud beside the others (1: as the bar). */
export interface Drawn {
  readonly beat: number;
  readonly lasts: number;
  readonly part: Instrument;
  readonly note: number;
  readonly weight: number;
}

export const placedChords = (
  chords: readonly Chord[],
  beats: number,
  tonic: number,
  bend: (chord: Chord) => readonly number[],
): Placed[] => {
  // Of three beats the first chord has two.
  const cut = Math.ceil(beats / 2);
  return chords.map((chord, i) => ({
    chord,
    beat: i === 0 ? 0 : cut,
    lasts: chords.length === 1 ? beats : i === 0 ? cut : beats - cut,
    scale: bend(chord),
    pcs: [...new Set(chord.tones.map((t) => (tonic + chord.root + t) % 12))],
  }));
};

export const chordAt = (bar: Bar, beat: number): Placed | null =>
  bar.chords.findLast((one) => one.beat <= beat + 1e-6) ?? null;

/** A phrase swells towards its third bar and lets go (Todd, "The dynamics of dynamics", JASA 91, 1992). */
const ARCH = [-0.02, 0.02, 0.04, -0.05];
/** Hands are so exact, seconds: one standard deviation (Repp, "Probing the cognitive representation of musical time", 1997). */
const JITTER_S = 0.007;
const MOST_S = 0.018;

const within = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** Plays what was drawn: times, lengths and loudness as hands would, by chance of the seed. */
export const played = (bar: Bar, drawn: readonly Drawn[]): MusicNote[] => {
  const beatS = bar.lastsS / bar.beats;
  const chance = random(bar.seed, `hand-${bar.number}`);
  const loud = bar.aims.loudness + (ARCH[bar.place] ?? 0);
  const notes = drawn.map(({ beat, lasts, part, note, weight }) => {
    const off = within(JITTER_S * chance.normal(), -MOST_S, MOST_S);
    const onBeat = beat === 0 ? 0.03 : Number.isInteger(beat) ? 0.01 : -0.02;
    return {
      atS: Math.max(0, bar.atS + beat * beatS + off),
      lastsS: Math.max(0.08, lasts * beatS),
      part,
      note,
      velocity: within(
        (loud + onBeat) * weight * NATURES[part].gain + 0.02 * chance.normal(),
        0.05,
        1,
      ),
    };
  });
  return notes.sort((a, b) => a.atS - b.atS || a.note - b.note);
};
