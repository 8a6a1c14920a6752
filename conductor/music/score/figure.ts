import { random } from '../../../sensors/random.ts';
import { type Bar, chordAt, type Drawn } from './bar.ts';
import { NATURES } from './cast.ts';
import { notesWithin } from './pitch.ts';

/** Places of a beat. */
const PLACES = 4;

/** Which places of a bar are played: the heaviest first (Lerdahl and Jackendoff 1983), equal ones as the section likes. */
const chosen = (bar: Bar, count: number): number[] => {
  const all = Array.from({ length: bar.beats * PLACES }, (_, p) => {
    const level = p % PLACES === 0 ? 0 : p % 2 === 0 ? 1 : 2;
    // The first beat is the bass's while there is little to say.
    const first = p === 0 ? 0.6 : 0;
    return { place: p, cost: level + first + 0.55 * (bar.cast.places[p] ?? 0) };
  });
  return all
    .sort((a, b) => a.cost - b.cost)
    .slice(0, count)
    .map(({ place }) => place)
    .sort((a, b) => a - b);
};

const LOW = 52;

/** What moves between melody and bass: broken chords, from a single tone a bar to a stream. */
export const figured = (bar: Bar): Drawn[] => {
  const part = bar.cast.figure;
  if (part === null) return [];
  const { aims, cast } = bar;
  const chance = random(bar.seed, `figure-${bar.number}`);
  const wanted = aims.flow * bar.lastsS;
  // The end of a phrase breathes.
  const breath = bar.place === 3 ? 0.6 : 1;
  const count = bar.isLast ? 1 : Math.floor(wanted * breath + chance.next());
  const places = chosen(bar, Math.min(count, bar.beats * PLACES));
  const nature = NATURES[part];
  const low = Math.max(nature.low, LOW + aims.lift);
  const rings = nature.rings && aims.held > 0.75;
  return places.flatMap((place, i) => {
    const beat = place / PLACES;
    const chord = chordAt(bar, beat);
    if (!chord) return [];
    const pool = notesWithin(chord.pcs, low, Math.min(nature.high, low + 24));
    // Few tones lie high and far apart, many go through the chord.
    const at =
      count <= 3
        ? 3 + ((cast.contour[(bar.number + i) % cast.contour.length] ?? 0) % 4)
        : (cast.contour[i % cast.contour.length] ?? 0);
    const note = pool[Math.min(pool.length - 1, at)];
    if (note === undefined) return [];
    const next = (places[i + 1] ?? bar.beats * PLACES) / PLACES;
    const untilChord = chord.beat + chord.lasts - beat;
    return [
      {
        beat,
        lasts: rings ? Math.max(0.5, untilChord) : Math.max(0.2, (next - beat) * aims.held),
        part,
        note,
        weight: (place % PLACES === 0 ? 0.9 : 0.8) + 0.06 * (cast.places[place] ?? 0),
      },
    ];
  });
};
