import type { Onset } from './tempo.ts';

/** Notes as they began, over the last seconds. */
export interface OnsetLog {
  /** A note begins; `velocity` 0..1. Times must not step back. */
  push(velocity: number, atMs: number): void;
  /** Notes begun a second, and over how many seconds they were counted. */
  density(nowMs: number): { readonly perS: number; readonly overS: number };
  /** Mean velocity of the last notes; NaN for none. `alike`: so many in a row had the same. */
  velocity(nowMs: number): {
    readonly mean: number;
    readonly count: number;
    readonly alike: number;
  };
  /** Onsets of the last seconds, chords as one, the oldest first. */
  onsets(nowMs: number): readonly Onset[];
}

interface Note {
  readonly velocity: number;
  readonly atMs: number;
}

const DENSITY_MS = 4000;
/** Over a shorter time than this a density is not told: one note would be many a second. */
const LEAST_MS = 1000;
const VELOCITY_MS = 2000;
/** Notes within this of the first of them are one chord (fingers spread by up to 30 to 50 ms). */
export const CHORD_MS = 40;
const ONSETS_MS = 8000;
const MOST_NOTES = 512;
const MOST_ONSETS = 64;

/**
 * Density counts every note, a chord of four as four; regularity and tempo count the chord as one onset,
 * heavier by its notes.
 */
export const onsetLog = (): OnsetLog => {
  let notes: Note[] = [];
  let onsets: { atMs: number; weight: number }[] = [];
  let begunMs = Number.NaN;
  let alike = 0;
  let last = Number.NaN;
  const since = <T extends { readonly atMs: number }>(list: readonly T[], fromMs: number): T[] =>
    list.filter((x) => x.atMs > fromMs);
  return {
    push(velocity, atMs) {
      // After a silence it is a new beginning: the pause does not thin out what follows.
      if (!(atMs - (notes.at(-1)?.atMs ?? Number.NaN) < DENSITY_MS)) begunMs = atMs;
      notes.push({ velocity, atMs });
      if (notes.length > 2 * MOST_NOTES) notes = notes.slice(-MOST_NOTES);
      alike = velocity === last ? alike + 1 : 1;
      last = velocity;
      const chord = onsets.at(-1);
      const weight = 0.3 + 0.7 * velocity;
      if (chord && atMs - chord.atMs < CHORD_MS) chord.weight += weight;
      else onsets.push({ atMs, weight });
      if (onsets.length > 2 * MOST_ONSETS) onsets = onsets.slice(-MOST_ONSETS);
    },
    density(nowMs) {
      const overMs = Math.min(DENSITY_MS, Math.max(LEAST_MS, nowMs - begunMs));
      const count = since(notes, nowMs - overMs).length;
      return { perS: (count * 1000) / overMs, overS: Math.max(0, nowMs - begunMs) / 1000 };
    },
    velocity(nowMs) {
      const lately = since(notes, nowMs - VELOCITY_MS);
      const sum = lately.reduce((s, n) => s + n.velocity, 0);
      return { mean: sum / lately.length, count: lately.length, alike };
    },
    onsets: (nowMs) => since(onsets, nowMs - ONSETS_MS).slice(-MOST_ONSETS),
  };
};
