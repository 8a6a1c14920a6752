import { random } from '../../../sensors/random.ts';
import { type Bar, chordAt, type Drawn } from './bar.ts';
import { NATURES } from './cast.ts';
import { materialOf, PHRASES, SECTION_PHRASES } from './form.ts';
import { nearestOf, nearestStep, pitchClass, semitones } from './pitch.ts';
import type { Tune, TuneBar, TuneNote } from './tune.ts';

/** Below this a tune goes half as fast; below the second all its small notes are left out. */
const SLOW = 0.22;
const PLAIN = 0.35;
/** Above this its long notes move. */
const BUSY = 0.62;

const ORDERS: readonly (readonly number[])[] = [
  [0, 1, 2, 3],
  [0, 1, 0, 3],
  [2, 1, 2, 3],
];

/** Half of a bar, twice as slow. */
const augmented = (bar: TuneBar, half: number, beats: number): TuneBar => {
  const from = (half * beats) / 2;
  return bar
    .filter(({ beat }) => beat >= from && beat < from + beats / 2)
    .map(({ beat, lasts, step }) => ({ beat: 2 * (beat - from), lasts: 2 * lasts, step }));
};

/** Long notes go to their upper neighbour and back. */
const ornamented = (bar: TuneBar): TuneBar =>
  bar.flatMap((note): TuneNote[] => {
    const { beat, lasts, step } = note;
    if (lasts < 1.5) return [note];
    const part = lasts / 4;
    return [
      { beat, lasts: 2 * part, step },
      { beat: beat + 2 * part, lasts: part, step: step + 1 },
      { beat: beat + 3 * part, lasts: part, step },
    ];
  });

/** The bar of the tune that is sung here, as much of it as fits the unrest. */
const sungBar = (bar: Bar, tune: Tune): TuneBar => {
  const { idea, variant } = PHRASES[bar.phrase % SECTION_PHRASES] ?? PHRASES[0];
  const phrase =
    tune.phrases[(2 * materialOf(bar.section) + idea) % Math.max(1, tune.phrases.length)];
  const order = ORDERS[variant] ?? [0, 1, 2, 3];
  const { arousal } = bar.aims;
  if (arousal < SLOW) {
    const from = phrase?.[order[bar.place >> 1] ?? 0] ?? [];
    return bar.place === 3 ? [] : augmented(from, bar.place % 2, bar.beats);
  }
  const own = phrase?.[order[bar.place] ?? 0] ?? [];
  if (arousal < PLAIN) return own.filter(({ lasts }) => lasts >= 1);
  return arousal > BUSY && bar.place !== 3 ? ornamented(own) : own;
};

/** Whether a phrase is sung at all: doubt keeps silent, the first of a piece and some of the others only play. */
const isSung = (bar: Bar): boolean => {
  if (bar.section === 0 && bar.phrase === 0) return false;
  const chance = random(bar.seed, `sung-${bar.section}-${bar.phrase}`).next();
  return chance < 0.15 + 0.75 * bar.aims.confidence;
};

/** A tone of the chord nearest to a step. */
const onChord = (
  scale: readonly number[],
  pcs: readonly number[],
  tonic: number,
  step: number,
): number => {
  const fits = (s: number): boolean => pcs.includes(pitchClass(tonic + semitones(scale, s)));
  return [0, -1, 1, -2, 2].map((d) => step + d).find(fits) ?? step;
};

interface Placing {
  readonly bar: Bar;
  readonly base: number;
  readonly high: number;
  readonly low: number;
}

const sungNote = ({ bar, base, high, low }: Placing, tuned: TuneNote, leans: boolean): Drawn[] => {
  const part = bar.cast.singer;
  const chord = chordAt(bar, tuned.beat);
  if (part === null || !chord) return [];
  const isHeavy = tuned.beat % 2 === 0 || tuned.lasts >= 1.5;
  const { tonic } = bar.cast;
  const step = isHeavy ? onChord(chord.scale, chord.pcs, tonic, tuned.step) : tuned.step;
  const noteOf = (s: number): number => {
    let note = base + semitones(chord.scale, s);
    while (note > high) note -= 12;
    while (note < low) note += 12;
    return note;
  };
  const weight = 1.1;
  const { beat } = tuned;
  const lasts = tuned.lasts * Math.min(1, bar.aims.held + 0.15);
  // An appoggiatura: the tone above leans on the beat and gives way.
  if (leans && isHeavy && tuned.lasts >= 2)
    return [
      { beat, lasts: 1, part, note: noteOf(step + 1), weight },
      {
        beat: beat + 1,
        lasts: Math.max(0.5, lasts - 1),
        part,
        note: noteOf(step),
        weight: weight - 0.15,
      },
    ];
  return [{ beat, lasts, part, note: noteOf(step), weight: isHeavy ? weight : weight - 0.08 }];
};

/** The melody of a bar. */
export const sung = (bar: Bar, tune: Tune): Drawn[] => {
  const { singer } = bar.cast;
  if (singer === null || bar.isLast || !isSung(bar)) return [];
  const nature = NATURES[singer];
  const middle = Math.min(nature.high - 12, Math.max(nature.low + 8, 71 + bar.aims.lift));
  const base = nearestOf(bar.cast.tonic, middle - 3);
  const placing = { bar, base, high: nature.high, low: nature.low };
  const chance = random(bar.seed, `song-${bar.number}`);
  const longing = Math.max(bar.aims.both, 0.6 * Math.max(0, -bar.aims.valence));
  return sungBar(bar, tune).flatMap((note) =>
    sungNote(placing, note, chance.next() < 0.7 * longing),
  );
};

/** Where a note of a theme lies on the steps of its own scale. */
export const stepOf = (note: number, tonic: number, scale: readonly number[]): number =>
  nearestStep(scale, note - nearestOf(tonic, 66));
