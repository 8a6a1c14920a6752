import type { ScorePart } from '#contracts/score';
import { type Random, random } from '../../../sensors/random.ts';
import type { Instrument } from './types.ts';

interface Nature {
  /** General MIDI program, from 0. */
  readonly program: number;
  readonly low: number;
  readonly high: number;
  readonly pan: number;
  readonly reverb: number;
  /** How loud it is beside the others. */
  readonly gain: number;
  /** It sounds on by itself: a note may be longer than it is held. */
  readonly rings: boolean;
}

export const NATURES: Readonly<Record<Instrument, Nature>> = {
  piano: { program: 0, low: 28, high: 96, pan: 0.45, reverb: 0.35, gain: 1, rings: true },
  strings: { program: 48, low: 43, high: 86, pan: 0.55, reverb: 0.5, gain: 0.72, rings: false },
  harp: { program: 46, low: 36, high: 90, pan: 0.3, reverb: 0.45, gain: 0.95, rings: true },
  flute: { program: 73, low: 62, high: 91, pan: 0.4, reverb: 0.5, gain: 0.85, rings: false },
  clarinet: { program: 71, low: 52, high: 84, pan: 0.6, reverb: 0.45, gain: 0.82, rings: false },
  cello: { program: 42, low: 36, high: 74, pan: 0.65, reverb: 0.45, gain: 0.9, rings: false },
  vibraphone: { program: 11, low: 55, high: 86, pan: 0.62, reverb: 0.5, gain: 0.85, rings: true },
  choir: { program: 52, low: 50, high: 78, pan: 0.5, reverb: 0.6, gain: 0.68, rings: false },
};

export const partsOf = (instruments: readonly Instrument[]): ScorePart[] =>
  [...new Set(instruments)].map((id, i) => {
    const { program, pan, reverb } = NATURES[id];
    // Channel 10 is percussion.
    return { id, channel: i < 9 ? i : i + 1, program, pan, reverb };
  });

/** Who does what in a section, and how. */
export interface Cast {
  /** 0 C .. 11 B */
  readonly tonic: number;
  readonly singer: Instrument | null;
  readonly figure: Instrument | null;
  readonly bed: Instrument | null;
  readonly bass: Instrument | null;
  /** In which order a figure goes through the tones of its chord. */
  readonly contour: readonly number[];
  /** Chance per place of a bar: which of equal places is played first. */
  readonly places: readonly number[];
}

const SINGERS: readonly Instrument[] = [
  'flute',
  'clarinet',
  'cello',
  'vibraphone',
  'piano',
  'harp',
  'choir',
  'strings',
];
const FIGURES: readonly Instrument[] = ['piano', 'harp', 'vibraphone'];
const BEDS: readonly Instrument[] = ['strings', 'choir'];
const BASSES: readonly Instrument[] = ['cello', 'piano', 'strings', 'harp'];
const CONTOURS: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5],
  [0, 2, 1, 3, 2, 4],
  [0, 2, 4, 3, 2, 1],
  [3, 1, 2, 0, 4, 2],
  [0, 3, 1, 4, 2, 5],
];
const TONICS = [0, 2, 3, 5, 7, 9, 10];
/** How far a section may go from the one before. */
const MOVES = [5, 7, 3, 9, 4, 8];

const among = <T>(list: readonly T[], chance: Random): T | null =>
  list[Math.floor(chance.next() * list.length)] ?? null;

/** Mostly it stays where it was; now and then a section lifts or sinks into another key. */
const tonicOf = (seed: number, section: number): number => {
  const chance = random(seed, 'tonic');
  let tonic = among(TONICS, chance) ?? 0;
  for (let i = 1; i <= section; i++) {
    const [moves, move] = [chance.next() < 0.4, among(MOVES, chance) ?? 0];
    if (moves) tonic = (tonic + move) % 12;
  }
  return tonic;
};

export const castOf = (
  seed: number,
  section: number,
  instruments: readonly Instrument[],
  fixedTonic: number | null,
): Cast => {
  const chance = random(seed, `cast-${section}`);
  const there = (list: readonly Instrument[], but: readonly (Instrument | null)[] = []) =>
    list.filter((one) => instruments.includes(one) && !but.includes(one));
  const figure = among(there(FIGURES), chance);
  const bed = among(there(BEDS), chance);
  const own = there(SINGERS, [bed, figure]);
  const singers = own.length > 0 ? own : there(SINGERS, [bed]);
  // The piano may always sing over its own figure.
  const singer = among([...singers, ...there(['piano'])], chance) ?? among(there(SINGERS), chance);
  const bass = there(BASSES, [singer])[0] ?? there(BASSES)[0] ?? null;
  const contour = among(CONTOURS, chance) ?? [0, 1, 2];
  const places = Array.from({ length: 16 }, () => chance.next());
  const tonic = fixedTonic !== null && section === 0 ? fixedTonic : tonicOf(seed, section);
  return { tonic, singer, figure, bed, bass, contour, places };
};
