/** Pitch classes and scale steps: 0 is the tonic; a step of a scale may lie octaves away. */

const mod = (x: number, n: number): number => ((x % n) + n) % n;

export const pitchClass = (note: number): number => mod(note, 12);

/** Semitones over the tonic of a step of a scale of seven; step 7 is the octave. */
export const semitones = (scale: readonly number[], step: number): number =>
  12 * Math.floor(step / 7) + (scale[mod(step, 7)] ?? 0);

/** The step of a scale nearest to so many semitones over the tonic; the lower of two. */
export const nearestStep = (scale: readonly number[], over: number): number => {
  const guess = Math.round((over * 7) / 12);
  const near = [-2, -1, 0, 1, 2].map((d) => guess + d);
  return near.reduce((best, step) =>
    Math.abs(semitones(scale, step) - over) < Math.abs(semitones(scale, best) - over) ? step : best,
  );
};

/** The note of a pitch class nearest to another note. */
export const nearestOf = (pc: number, to: number): number => {
  const up = mod(pc - to, 12);
  return up > 6 ? to + up - 12 : to + up;
};

/** All notes of some pitch classes within a range, ascending. */
export const notesWithin = (pcs: readonly number[], low: number, high: number): number[] => {
  const all: number[] = [];
  for (let note = Math.ceil(low); note <= high; note++)
    if (pcs.includes(pitchClass(note))) all.push(note);
  return all;
};
