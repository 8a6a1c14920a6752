import { keyOf } from '../../../sensors/features/music/key.ts';
import { tempoOf } from '../../../sensors/features/music/tempo.ts';
import { pitchClass } from '../score/pitch.ts';
import { stepOf } from '../score/song.ts';
import type { Tune, TuneBar, TuneNote } from '../score/tune.ts';
import type { ThemeNote } from '../score/types.ts';
import { WORLDS } from '../score/worlds.ts';

/** A tune that was played, ready to be taken up: without its key, and the key for itself. */
export interface Theme {
  readonly tune: Tune;
  /** 0 C .. 11 B */
  readonly tonic: number;
  /** -1 minor .. 1 major */
  readonly mode: number;
  /** Beats a minute of the tune as it was played. */
  readonly bpm: number;
}

/** Notes that begin within this are one chord; its highest is the tune (Uitdenbogerd and Zobel 1998, "skyline"). */
const CHORD_S = 0.05;
const LEAST_NOTES = 5;
const BEATS = 4;
const PHRASE_BARS = 4;
const MOST_PHRASES = 4;
/** The finest place of a beat. */
const GRID = 0.5;
/** Where no beat is found. */
const USUAL_BPM = 80;

const skyline = (notes: readonly ThemeNote[]): ThemeNote[] => {
  const sorted = notes
    .filter((n) => Number.isFinite(n.atS) && n.lastsS >= 0)
    .sort((a, b) => a.atS - b.atS || b.note - a.note);
  const top: ThemeNote[] = [];
  for (const note of sorted) {
    const last = top.at(-1);
    if (!last || note.atS - last.atS >= CHORD_S) {
      // A low note under one that still sounds accompanies it.
      const under = last && note.atS < last.atS + last.lastsS * 0.8 && last.note - note.note > 9;
      if (!under) top.push(note);
    } else if (note.note > last.note) top[top.length - 1] = note;
  }
  return top;
};

/** Beats between 55 and 110 a minute: what is felt as the beat of a quiet piece. */
const beatOf = (notes: readonly ThemeNote[]): number => {
  const onsets = notes.map(({ atS, velocity }) => ({ atMs: atS * 1000, weight: 0.3 + velocity }));
  let bpm = tempoOf(onsets.slice(0, 64))?.bpm ?? USUAL_BPM;
  while (bpm > 110) bpm /= 2;
  while (bpm < 55) bpm *= 2;
  return bpm;
};

interface OnGrid {
  readonly at: number;
  readonly lasts: number;
  readonly note: number;
}

const quantised = (notes: readonly ThemeNote[], bpm: number): OnGrid[] => {
  const fromS = notes[0]?.atS ?? 0;
  const places = notes.map(({ atS, note }) => ({
    at: Math.round(((atS - fromS) * bpm) / 60 / GRID) * GRID,
    note,
  }));
  const apart = places.filter(({ at }, i) => i === 0 || at > (places[i - 1]?.at ?? -1));
  return apart.map(({ at, note }, i) => {
    const next = apart[i + 1]?.at ?? Math.ceil((at + 1) / BEATS) * BEATS;
    // A pause in the tune stays one.
    return { at, note, lasts: Math.min(BEATS, Math.max(GRID, next - at)) };
  });
};

const barsOf = (notes: readonly OnGrid[], step: (note: number) => number): TuneBar[] => {
  const bars: TuneNote[][] = [];
  for (const { at, lasts, note } of notes) {
    const bar = Math.floor(at / BEATS);
    if (bar >= MOST_PHRASES * PHRASE_BARS) break;
    while (bars.length <= bar) bars.push([]);
    const beat = at - bar * BEATS;
    bars[bar]?.push({ beat, lasts: Math.min(lasts, BEATS - beat), step: step(note) });
  }
  return bars;
};

/** Phrases of four bars; what is missing of the last one is its beginning again. */
const phrasesOf = (bars: readonly TuneBar[]): TuneBar[][] => {
  const phrases: TuneBar[][] = [];
  for (let i = 0; i < bars.length; i += PHRASE_BARS) {
    const own = bars.slice(i, i + PHRASE_BARS);
    const filled = Array.from(
      { length: PHRASE_BARS },
      (_, k) => own[k] ?? own[k % own.length] ?? [],
    );
    phrases.push(filled);
  }
  return phrases;
};

/** Finds the melody, key and beat of notes that were played; null where there is no tune in them. */
export const themeOf = (notes: readonly ThemeNote[]): Theme | null => {
  const tune = skyline(notes);
  if (tune.length < LEAST_NOTES) return null;
  const weights = new Float64Array(12);
  for (const { note, lastsS } of notes) {
    const pc = pitchClass(note);
    weights[pc] = (weights[pc] ?? 0) + Math.min(2, Math.max(0.05, lastsS));
  }
  const key = keyOf(weights);
  if (!key) return null;
  const bpm = beatOf(tune);
  const scale = key.mode >= 0 ? WORLDS.ionian.scale : WORLDS.aeolian.scale;
  const middle = Math.round(tune.reduce((sum, { note }) => sum + note, 0) / tune.length);
  // The tune is thought of around the middle of a voice, wherever it was played.
  const octave = 12 * Math.round((69 - middle) / 12);
  const bars = barsOf(quantised(tune, bpm), (note) => stepOf(note + octave, key.tonic, scale));
  return {
    tune: { beats: BEATS, phrases: phrasesOf(bars) },
    tonic: key.tonic,
    mode: key.mode,
    bpm,
  };
};
