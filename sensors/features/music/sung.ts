import type { PitchLog } from './pitches.ts';

/** A4 and its MIDI number. */
const A4_HZ = 440;
const A4 = 69;
/** So many frames in a row on one semitone are a note; fewer are a slide or a slip of the pitch finder. */
const LEAST_FRAMES = 3;
/** How far from the note's middle it may wander, semitones: intonation and small vibrato. */
const WANDER = 0.6;
/** A note is held through so many frames without a pitch: a bow's turn, a consonant. */
const BREAK_FRAMES = 2;
const VOICE = 0;

/** MIDI number with fraction of a frequency, equal temperament at 440 Hz. */
export const midiOf = (hz: number): number => A4 + 12 * Math.log2(hz / A4_HZ);

/** Gathers frames of one voice's pitch into notes of `log`. */
export const sungNotes = (log: PitchLog) => {
  let middle = Number.NaN;
  let frames = 0;
  let silent = 0;
  let sounding = false;
  const stop = (atMs: number): void => {
    if (sounding) log.end(VOICE, atMs);
    sounding = false;
    frames = 0;
    middle = Number.NaN;
  };
  return {
    /** Takes one frame; `pitch` is a MIDI number, NaN where there is none. */
    push(pitch: number, strength: number, atMs: number): void {
      if (Number.isNaN(pitch)) {
        silent++;
        if (silent > BREAK_FRAMES) stop(atMs);
        return;
      }
      silent = 0;
      if (Math.abs(pitch - middle) > WANDER) stop(atMs);
      frames++;
      middle = Number.isNaN(middle) ? pitch : middle + (pitch - middle) / Math.min(8, frames);
      if (frames < LEAST_FRAMES || sounding) return;
      sounding = true;
      log.begin(VOICE, middle, strength, atMs);
    },
  };
};
