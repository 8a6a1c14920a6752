import type { Bar, Drawn, Placed } from './bar.ts';
import { NATURES } from './cast.ts';
import { nearestOf, pitchClass } from './pitch.ts';
import type { Instrument } from './types.ts';
import { type Voicing, voiced } from './voicing.ts';

/** What goes on from bar to bar below the melody. */
export interface Ground {
  readonly voicing: Voicing;
  readonly bass: number | null;
}

const BASS_LOW = 33;
const BASS_HIGH = 54;

/** Bass of a chord: its root, or its third where that is a step away from where the bass is. */
const bassOf = (
  pcs: readonly number[],
  before: number | null,
  low: number,
  isRest: boolean,
): number => {
  const [root = 0, third] = pcs;
  const around = before ?? low + 8;
  const seat = (pc: number): number => {
    let note = nearestOf(pc, around);
    while (note < low) note += 12;
    while (note > BASS_HIGH) note -= 12;
    return note;
  };
  const [onRoot, onThird] = [seat(root), third === undefined ? seat(root) : seat(third)];
  const isStep =
    before !== null && Math.abs(onThird - before) <= 2 && Math.abs(onRoot - before) > 4;
  return isStep && !isRest ? onThird : onRoot;
};

/** How often the bass speaks within a chord. */
const bassBeats = (bar: Bar, chord: Placed): number[] => {
  const { arousal } = bar.aims;
  const each = arousal < 0.55 ? chord.lasts : arousal < 0.78 ? Math.min(2, chord.lasts) : 1;
  const beats: number[] = [];
  for (let b = 0; b < chord.lasts - 1e-6; b += each) beats.push(chord.beat + b);
  return beats;
};

const bassNotes = (bar: Bar, chord: Placed, note: number, isNew: boolean): Drawn[] => {
  const part = bar.cast.bass;
  if (part === null) return [];
  // What lies still through bars is not struck again and again when it is calm.
  if (!isNew && bar.aims.arousal < 0.2) return [];
  const beats = bassBeats(bar, chord);
  const each = chord.lasts / Math.max(1, beats.length);
  return beats.map((beat, i) => ({
    beat,
    lasts: bar.isLast ? 2 * bar.beats : each * Math.min(1, bar.aims.held + 0.1),
    part,
    note,
    weight: i === 0 ? 0.95 : 0.8,
  }));
};

/** Who holds the chords: where there is no bed and no figure, whoever there is. */
const bedOf = ({ cast }: Bar): Instrument | null =>
  cast.bed ?? (cast.figure === null ? cast.singer : null);

/** The bed: held when calm; from a certain unrest on, bowed again and again. */
const bedNotes = (bar: Bar, chord: Placed, voices: Voicing, before: Voicing): Drawn[] => {
  const part = bedOf(bar);
  if (part === null) return [];
  const { arousal, confidence } = bar.aims;
  const isPulsing = arousal > 0.68 && part === 'strings';
  const step = isPulsing ? (arousal > 0.85 ? 0.5 : 1) : chord.lasts;
  const drawn: Drawn[] = [];
  for (let b = 0; b < chord.lasts - 1e-6; b += step) {
    for (const note of voices) {
      // Common tones lie over when it is very calm.
      if (!isPulsing && arousal < 0.15 && bar.place % 2 === 1 && before.includes(note)) continue;
      drawn.push({
        beat: chord.beat + b,
        lasts: isPulsing
          ? step * (bar.aims.held + 0.1)
          : bar.isLast
            ? 2.5 * bar.beats
            : arousal < 0.15 && bar.place % 2 === 0
              ? 2 * bar.beats
              : chord.lasts * 1.02,
        part,
        note,
        weight: (isPulsing ? (b % 1 === 0 ? 0.85 : 0.7) : 0.8) * (0.8 + 0.2 * confidence),
      });
    }
  }
  return drawn;
};

/** Bass and bed of a bar, and where they are after it. */
export const grounded = (bar: Bar, before: Ground): { drawn: Drawn[]; after: Ground } => {
  const drawn: Drawn[] = [];
  let { voicing, bass } = before;
  const { lift, confidence, arousal } = bar.aims;
  const bed = NATURES[bedOf(bar) ?? bar.cast.figure ?? 'piano'];
  const low = Math.max(BASS_LOW, bar.cast.bass ? NATURES[bar.cast.bass].low : BASS_LOW);
  const middle = Math.max(bed.low + 8, 61 + 0.8 * lift);
  const room = {
    low: Math.max(bed.low, middle - 13),
    high: Math.min(bed.high, middle + 13),
    middle,
  };
  const count = confidence < 0.3 ? 2 : arousal < 0.25 ? 3 : 4;
  for (const chord of bar.chords) {
    const note = bassOf(chord.pcs, bass, low, bar.place === 0 || bar.place === 3);
    const voices = voiced({ pcs: chord.pcs, count, room }, voicing, [bass, note]);
    const isNew = bass === null || pitchClass(bass) !== pitchClass(note);
    drawn.push(...bassNotes(bar, chord, note, isNew || bar.place === 0));
    drawn.push(...bedNotes(bar, chord, voices, voicing));
    [voicing, bass] = [voices, note];
  }
  return { drawn, after: { voicing, bass } };
};
