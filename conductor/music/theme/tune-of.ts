import { soundAnalyser } from '../../../sensors/features/music/analyser.ts';
import { fluxPeaks } from '../../../sensors/features/music/flux-peaks.ts';
import { keyOf } from '../../../sensors/features/music/key.ts';
import { midiOf } from '../../../sensors/features/music/sung.ts';
import { type Onset, tempoOf } from '../../../sensors/features/music/tempo.ts';
import { clamp01 } from '../../affect/belief.ts';
import type { ThemeNote } from '../score/types.ts';
import { themeOf } from './theme.ts';

/** What is heard in a piece of sound. */
export interface TuneHeard {
  /** Beats a minute; null: no beat stands out. */
  readonly tempo: number | null;
  /** -1 minor .. 1 major; null: neither is heard. */
  readonly mode: number | null;
  /** How loud and lively it is, 0..1. */
  readonly energy: number;
  /** Notes of its melody, where one voice is heard clearly enough; else none. */
  readonly theme: readonly ThemeNote[];
}

/** So many frames in a row on one semitone are a note. */
const LEAST_FRAMES = 4;
const WANDER = 0.6;
/** A note is held through so many frames without a pitch. */
const BREAK_FRAMES = 2;
/** A beat is heard in so many onsets at a time; the middle of what is heard counts. */
const STRETCH = 48;
const CLEAR_BEAT = 0.25;
/** Levels of the softest and the loudest music, dBFS; onsets a second of the liveliest. */
const SOFT_DB = -45;
const LOUD_DB = -12;
const LIVELY = 5;
const MOST_NOTES = 2_000;

/** Gathers pitches frame by frame into notes. */
const melody = (frameS: number) => {
  const notes: ThemeNote[] = [];
  let open = { atS: 0, pitches: [] as number[], level: -120, silent: 0 };
  const end = (): void => {
    const { atS, pitches, level } = open;
    open = { atS: 0, pitches: [], level: -120, silent: 0 };
    if (pitches.length < LEAST_FRAMES || notes.length >= MOST_NOTES) return;
    const sorted = [...pitches].sort((a, b) => a - b);
    const note = Math.round(sorted[sorted.length >> 1] ?? 0);
    const velocity = clamp01((level - SOFT_DB) / (LOUD_DB - SOFT_DB));
    notes.push({ atS, lastsS: pitches.length * frameS, note, velocity });
  };
  return {
    /** `onset`: a note begins here, also one of the same pitch. */
    push(pitch: number | null, level: number, atS: number, onset: boolean): void {
      if (pitch === null) {
        open.silent++;
        if (open.silent > BREAK_FRAMES) end();
        return;
      }
      const last = open.pitches.at(-1);
      if (last !== undefined && (onset || Math.abs(pitch - last) > WANDER)) end();
      if (open.pitches.length === 0) open.atS = atS;
      open.silent = 0;
      open.pitches.push(pitch);
      open.level = Math.max(open.level, level);
    },
    done(): ThemeNote[] {
      end();
      return notes;
    },
  };
};

const tempoHeard = (onsets: readonly Onset[]): number | null => {
  const heard: number[] = [];
  for (let i = 0; i < onsets.length; i += STRETCH / 2) {
    const belief = tempoOf(onsets.slice(i, i + STRETCH));
    if (belief && belief.clarity >= CLEAR_BEAT) heard.push(belief.bpm);
  }
  heard.sort((a, b) => a - b);
  return heard[heard.length >> 1] ?? null;
};

/** Major or minor of the melody, as far as there is one. */
const modeHeard = (notes: readonly ThemeNote[]): number | null => {
  const weights = new Float64Array(12);
  for (const { note, lastsS } of notes) weights[note % 12] = (weights[note % 12] ?? 0) + lastsS;
  const key = keyOf(weights);
  return key && key.tonal > 0 ? key.mode : null;
};

/**
 * Tempo, mode, energy and melody of sound, -1..1, one channel. Pure: what it is given it does not keep. A melody is found
 * where one voice or instrument leads; a full band gives none, and then no mode either. Throws RangeError for a rate
 * that is none.
 */
export const tuneOf = (pcm: Float32Array, rateHz: number): TuneHeard => {
  const analyser = soundAnalyser(rateHz);
  const peaks = fluxPeaks();
  const frameS = analyser.hop / rateHz;
  const gather = melody(frameS);
  const onsets: Onset[] = [];
  let [power, heard, frames] = [0, 0, 0];
  for (const frame of analyser.push(pcm)) {
    const [level = -120, flux = 0, hz = 0] = frame;
    const atS = frames * frameS;
    const peak = peaks(flux, level, atS * 1000);
    if (peak) onsets.push({ atMs: peak.atMs, weight: 1 });
    gather.push(hz > 0 ? midiOf(hz) : null, level, atS, peak !== null);
    if (level > SOFT_DB - 15) {
      power += 10 ** (level / 10);
      heard++;
    }
    frames++;
  }
  const notes = gather.done();
  const seconds = Math.max(1, frames * frameS);
  const db = heard > 0 ? 10 * Math.log10(power / heard) : -120;
  const loud = clamp01((db - SOFT_DB) / (LOUD_DB - SOFT_DB));
  return {
    tempo: tempoHeard(onsets),
    mode: modeHeard(notes),
    energy: 0.6 * loud + 0.4 * clamp01(onsets.length / seconds / LIVELY),
    theme: themeOf(notes) ? notes : [],
  };
};
