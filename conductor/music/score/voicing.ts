import { notesWithin, pitchClass } from './pitch.ts';

/** Notes of a chord as voices hold it, lowest first. */
export type Voicing = readonly number[];

export interface Room {
  readonly low: number;
  readonly high: number;
  /** Where it lies best. */
  readonly middle: number;
}

/** Whether two voices go from a fifth to a fifth, or an octave to an octave, in one direction. */
const isParallel = (a0: number, b0: number, a1: number, b1: number): boolean => {
  const [before, after] = [pitchClass(b0 - a0), pitchClass(b1 - a1)];
  const moved = Math.sign(a1 - a0);
  return (
    before === after &&
    (before === 0 || before === 7) &&
    moved !== 0 &&
    moved === Math.sign(b1 - b0)
  );
};

/** Parallel fifths and octaves between two voicings, voice by voice. */
export const parallels = (before: Voicing, after: Voicing): number => {
  let count = 0;
  const n = Math.min(before.length, after.length);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const [a0, b0, a1, b1] = [before[i], before[j], after[i], after[j]];
      if (a0 === undefined || b0 === undefined || a1 === undefined || b1 === undefined) continue;
      if (isParallel(a0, b0, a1, b1)) count++;
    }
  return count;
};

const movement = (before: Voicing, after: Voicing): number =>
  after.reduce((sum, note, i) => sum + Math.abs(note - (before[i] ?? note)), 0);

/** Close in the middle, open below. */
const spacing = (voices: Voicing): number =>
  voices.slice(1).reduce((sum, note, i) => {
    const below = voices[i] ?? note;
    const gap = note - below;
    return (
      sum + (gap > 12 ? 3 * (gap - 12) : 0) + (gap < 3 ? 4 : 0) + (gap < 5 && below < 50 ? 6 : 0)
    );
  }, 0);

interface Wanted {
  /** Pitch classes; the first two above the root count most. */
  readonly pcs: readonly number[];
  readonly count: number;
  readonly room: Room;
}

const missing = (voices: Voicing, pcs: readonly number[]): number => {
  const there = new Set(voices.map(pitchClass));
  // The bass has the root already.
  return pcs.reduce((sum, pc, i) => sum + (there.has(pc) ? 0 : i === 0 ? 6 : i === 1 ? 40 : 14), 0);
};

const choose = (notes: readonly number[], count: number): number[][] => {
  if (count === 0) return [[]];
  return notes.flatMap((note, i) =>
    choose(notes.slice(i + 1), count - 1).map((rest) => [note, ...rest]),
  );
};

/**
 * The voicing that follows another with least movement, without parallel fifths and octaves where there is a way
 * (Fux 1725; least movement: Tymoczko, A Geometry of Music, 2011). `bass` goes along below: before and now.
 */
export const voiced = (
  { pcs, count, room }: Wanted,
  before: Voicing,
  bass: readonly [before: number | null, now: number],
): Voicing => {
  const notes = notesWithin(pcs, Math.max(room.low, bass[1] + 3), room.high);
  const withBass = (b: number | null, voices: Voicing): Voicing =>
    b === null ? voices : [b, ...voices];
  let best: Voicing = [];
  let least = Number.POSITIVE_INFINITY;
  for (const voices of choose(notes, Math.min(count, notes.length))) {
    const middle = voices.reduce((a, b) => a + b, 0) / Math.max(1, voices.length);
    const cost =
      movement(before, voices) +
      spacing(voices) +
      missing(voices, pcs) +
      0.7 * Math.abs(middle - room.middle) +
      60 *
        parallels(withBass(bass[0], before), withBass(bass[0] === null ? null : bass[1], voices));
    if (cost < least) [best, least] = [voices, cost];
  }
  return best;
};
