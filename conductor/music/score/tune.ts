import { type Random, random } from '../../../sensors/random.ts';

/** A note of a tune within its bar; `step` counts scale steps from the tonic in the middle. */
export interface TuneNote {
  readonly beat: number;
  readonly lasts: number;
  readonly step: number;
}
export type TuneBar = readonly TuneNote[];

/** A melody without a key: in whatever scale it is played, it is recognised. */
export interface Tune {
  readonly beats: number;
  /** Phrases of four bars. */
  readonly phrases: readonly (readonly TuneBar[])[];
}

/** Beginnings and lengths of a bar in quarters; the last of each ends a phrase. */
const RHYTHMS: Readonly<Record<3 | 4, readonly (readonly number[])[]>> = {
  4: [
    [1.5, 0.5, 2],
    [2, 1, 1],
    [1, 1, 2],
    [0.5, 0.5, 1, 2],
    [1, 0.5, 0.5, 1, 1],
    [3, 1],
  ],
  3: [
    [1.5, 0.5, 1],
    [2, 1],
    [1, 1, 1],
    [0.5, 0.5, 2],
    [1, 0.5, 0.5, 1],
  ],
};

const pick = <T>(list: readonly T[], chance: Random): T => {
  const found = list[Math.floor(chance.next() * list.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
};

/** Steps from note to note: mostly by step, a leap is followed by its way back (Narmour's gap fill; Meyer 1956). */
const walk = (count: number, from: number, chance: Random): number[] => {
  const steps: number[] = [];
  let at = from;
  let owed = 0;
  for (let i = 0; i < count; i++) {
    steps.push(at);
    if (owed !== 0) {
      at -= Math.sign(owed);
      owed -= Math.sign(owed);
    } else if (chance.next() < 0.22) {
      const leap = pick([3, 4, 5, -3], chance);
      at += leap;
      owed = leap > 0 ? Math.min(3, leap - 1) : -1;
    } else at += pick([1, -1, -1, 1, 2, -2, 0], chance);
    if (at > 8) [at, owed] = [7, 2];
    if (at < -3) [at, owed] = [-2, -2];
  }
  return steps;
};

const barOf = (rhythm: readonly number[], steps: readonly number[]): TuneBar => {
  let beat = 0;
  return rhythm.map((lasts, i) => {
    const note = { beat, lasts, step: steps[i] ?? 0 };
    beat += lasts;
    return note;
  });
};

const shifted = (bar: TuneBar, by: number): TuneBar =>
  bar.map((note) => ({ ...note, step: note.step + by }));

/** Question and answer over one idea: idea, its turn, the idea again on another step, a long note. */
const phraseOf = (beats: 3 | 4, from: number, chance: Random): TuneBar[] => {
  const rhythm = pick(RHYTHMS[beats], chance);
  const other = pick(RHYTHMS[beats], chance);
  const idea = barOf(rhythm, walk(rhythm.length, from, chance));
  const last = idea.at(-1)?.step ?? from;
  const turn = barOf(other, walk(other.length, last - 1, chance));
  const end = pick([0, 2, 4], chance);
  return [
    idea,
    turn,
    shifted(idea, pick([-1, -2, 1], chance)),
    [{ beat: 0, lasts: beats, step: end }],
  ];
};

/** A tune of its own, from the seed. */
export const inventedTune = (seed: number): Tune => {
  const chance = random(seed, 'tune');
  const beats = chance.next() < 0.6 ? 4 : 3;
  const phrases = [4, 2, 5, 0].map((from) => phraseOf(beats, from, chance));
  return { beats, phrases };
};
