import { modeHeard } from './key.ts';

/** A note as a listener gets it: seconds, MIDI number, 0..1. Which instrument it is, is not heard. */
export interface HeardNote {
  readonly atS: number;
  readonly lastsS: number;
  readonly note: number;
  readonly velocity: number;
}

export interface Hearing {
  /** Middle of the stretch, seconds. */
  readonly atS: number;
  /** -1..1 */
  readonly valence: number;
  /** 0..1 */
  readonly arousal: number;
}

/** A feeling is heard in a stretch of so many seconds, and anew every so many. */
export const STRETCH_S = 16;
export const EVERY_S = 4;
/** Fewer notes than this say nothing. */
const LEAST_NOTES = 5;
/** Notes that begin within this are one chord. */
const CHORD_S = 0.05;

/**
 * Aggregate consonance of two tones by interval class, unison to tritone: Huron, "Interval-class content in equally
 * tempered pitch-class sets", Music Perception 11 (1994). Unisons and octaves say nothing of harmony.
 */
const CONSONANCE = [0, -1.428, -0.582, 0.594, 0.386, 1.24, -0.453];

/** What is heard of one stretch before anything is made of it. */
export interface Cues {
  /** -1 minor .. 1 major, by key profiles. */
  readonly mode: number;
  /** Mean consonance of what sounds together. */
  readonly consonance: number;
  /** Beginnings a second, chords as one, in octaves over 2 a second. */
  readonly pace: number;
  /** Mean velocity, 0..1. */
  readonly loudness: number;
  /** Mean share of the time to the next beginning that a note is held, at most 1.5: short is staccato. */
  readonly held: number;
  /** How far the loudest quarter stands above the mean, 0..1. */
  readonly accent: number;
  /** Mean MIDI number, each note by its length. */
  readonly height: number;
}

const mean = (xs: readonly number[]): number =>
  xs.length > 0 ? xs.reduce((a, b) => a + b, 0) / xs.length : 0;

const classesOf = (notes: readonly HeardNote[]): number[] => {
  const weights = new Array<number>(12).fill(0);
  for (const { note, lastsS, velocity } of notes) {
    const pc = ((note % 12) + 12) % 12;
    weights[pc] = (weights[pc] ?? 0) + Math.min(8, Math.max(0.1, lastsS)) * (0.5 + velocity / 2);
  }
  return weights;
};

/** Pairs that sound together, each by how long. */
const consonanceOf = (notes: readonly HeardNote[]): number => {
  let [sum, weight] = [0, 0];
  for (const [i, a] of notes.entries())
    for (const b of notes.slice(i + 1)) {
      if (b.atS >= a.atS + a.lastsS) break;
      const together = Math.min(a.atS + a.lastsS, b.atS + b.lastsS) - b.atS;
      const steps = Math.abs(a.note - b.note) % 12;
      const ic = Math.min(steps, 12 - steps);
      if (ic === 0 || !(together > 0)) continue;
      sum += together * (CONSONANCE[ic] ?? 0);
      weight += together;
    }
  return weight > 0 ? sum / weight : 0;
};

const beginnings = (notes: readonly HeardNote[]): number[] => {
  const times: number[] = [];
  for (const { atS } of notes) if (atS - (times.at(-1) ?? -1) >= CHORD_S) times.push(atS);
  return times;
};

const heldOf = (notes: readonly HeardNote[], times: readonly number[]): number =>
  mean(
    notes.flatMap(({ atS, lastsS }) => {
      const next = times.find((t) => t > atS + CHORD_S);
      return next === undefined ? [] : [Math.min(1.5, lastsS / (next - atS))];
    }),
  );

/** Cues of the notes that begin in a stretch of so many seconds; null where there are too few. */
export const cuesOf = (notes: readonly HeardNote[], seconds: number): Cues | null => {
  if (notes.length < LEAST_NOTES) return null;
  const inTime = [...notes].sort((a, b) => a.atS - b.atS);
  const times = beginnings(inTime);
  const loud = inTime.map(({ velocity }) => velocity).sort((a, b) => b - a);
  const loudness = mean(loud);
  const lengths = inTime.reduce((sum, { lastsS }) => sum + Math.max(0.05, lastsS), 0);
  const height = inTime.reduce((sum, n) => sum + n.note * Math.max(0.05, n.lastsS), 0) / lengths;
  return {
    mode: modeHeard(classesOf(inTime)),
    consonance: consonanceOf(inTime),
    pace: Math.log2(Math.max(0.05, times.length / seconds)) - 1,
    loudness,
    held: heldOf(inTime, times),
    accent: mean(loud.slice(0, Math.ceil(loud.length / 4))) - loudness,
    height,
  };
};

/**
 * Which cues part the sides: Gomez and Danuser, Emotion 7 (2007): mode, harmonic complexity and rhythmic articulation
 * for valence; tempo, accentuation and rhythmic articulation for arousal. Their order: Eerola, Friberg and Bresin,
 * Frontiers in Psychology 4:487 (2013): mode, tempo, register, dynamics, articulation, additive and nearly linear. The
 * weights are readings of that order, each of a cue in its ordinary spread; nothing is fitted.
 */
export const valenceOf = (c: Cues): number =>
  Math.tanh(
    0.7 * (c.mode / 0.5) +
      0.1 * ((c.consonance - 0.45) / 0.2) +
      0.1 * c.pace +
      0.1 * ((c.height - 62) / 8) +
      0.1 * ((0.9 - c.held) / 0.3),
  );

export const arousalOf = (c: Cues): number => {
  const z =
    0.6 * c.pace +
    0.2 * ((c.loudness - 0.5) / 0.15) +
    0.15 * ((0.9 - c.held) / 0.3) +
    0.1 * ((c.accent - 0.1) / 0.06);
  return 1 / (1 + Math.exp(-1.5 * z));
};

/** Hears a whole piece, stretch by stretch; stretches with too few notes are left out. */
export const listened = (notes: readonly HeardNote[], seconds: number): Hearing[] => {
  const all: Hearing[] = [];
  for (let fromS = 0; fromS + STRETCH_S <= seconds + 1e-9; fromS += EVERY_S) {
    const mine = notes.filter(({ atS }) => atS >= fromS && atS < fromS + STRETCH_S);
    const cues = cuesOf(mine, STRETCH_S);
    if (cues)
      all.push({
        atS: fromS + STRETCH_S / 2,
        valence: valenceOf(cues),
        arousal: arousalOf(cues),
      });
  }
  return all;
};

/** What was asked in the same stretch: its plain mean, looked at ten times a second. No lag is taken off. */
export const askedIn = (at: (s: number) => number, middleS: number): number => {
  let sum = 0;
  const n = STRETCH_S * 10;
  for (let i = 0; i < n; i++) sum += at(middleS - STRETCH_S / 2 + (i + 0.5) / 10);
  return sum / n;
};
