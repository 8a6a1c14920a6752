import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../sensors/features/music/key.ts';
import { chords, drawn, lastOf, melody, scaleOf, wander } from './music-support.ts';

const up = (notes: readonly number[], by: number) => notes.map((n) => n + by);

/** I vi IV V7 I with a scale above, in C. */
const MAJOR_PHRASE = [
  [48, 60, 64, 67],
  [45, 60, 64, 69],
  [41, 60, 65, 69],
  [43, 59, 62, 65],
  [48, 60, 64, 67],
  [41, 57, 60, 65],
  [43, 59, 62, 67],
  [48, 60, 64, 72],
];
/** i iv V7 i VI iio V i in A. */
const MINOR_PHRASE = [
  [45, 57, 60, 64],
  [50, 57, 62, 65],
  [40, 56, 59, 62],
  [45, 57, 60, 64],
  [41, 57, 60, 65],
  [47, 59, 62, 65],
  [40, 56, 59, 64],
  [45, 57, 60, 69],
];

const heard = (notes: Parameters<typeof drawn>[0]) => {
  const values = drawn(notes);
  return {
    mode: lastOf(values, 'mode')?.value ?? Number.NaN,
    modeSure: lastOf(values, 'mode')?.confidence ?? 0,
    key: lastOf(values, 'key')?.value ?? Number.NaN,
    keySure: lastOf(values, 'key')?.confidence ?? 0,
  };
};

describe.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])('transposed by %i semitones', (by) => {
  it('a cadence in major is major on its tonic, with confidence', () => {
    const found = heard(chords(MAJOR_PHRASE.map((c) => up(c, by))));
    expect(found.key).toBe(by % 12);
    expect(found.mode).toBeGreaterThan(0.6);
    expect(found.modeSure).toBeGreaterThan(0.5);
    expect(found.keySure).toBeGreaterThan(0.3);
  });

  it('a cadence in minor is minor on its tonic, with confidence', () => {
    const found = heard(chords(MINOR_PHRASE.map((c) => up(c, by))));
    expect(found.key).toBe((9 + by) % 12);
    expect(found.mode).toBeLessThan(-0.6);
    expect(found.modeSure).toBeGreaterThan(0.5);
    expect(found.keySure).toBeGreaterThan(0.3);
  });
});

describe('music that is neither major nor minor has low confidence', () => {
  const LOW = 0.25;
  const cases: Record<string, readonly number[]> = {
    'pyeongjo (sol la do re mi)': [7, 9, 0, 2, 4],
    'gyemyeonjo (la do re mi sol)': [9, 0, 2, 4, 7],
    'southern gyemyeonjo (mi la si do)': [4, 9, 11, 0],
    'the whole-tone scale': [0, 2, 4, 6, 8, 10],
    'the octatonic scale': [0, 1, 3, 4, 6, 7, 9, 10],
    'the chromatic scale': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    'one note alone': [2],
    'a drone of a fifth': [0, 7],
  };
  it.each(Object.entries(cases))('%s', (_, classes) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const found = heard(melody(wander(scaleOf(classes), 50, seed)));
      expect(found.modeSure).toBeLessThan(LOW);
      expect(found.keySure).toBeLessThan(LOW);
    }
  });

  it('pyeongjo that leans on its tones as a singer does', () => {
    const line = [55, 57, 60, 62, 60, 57, 55, 55, 60, 62, 64, 62, 60, 57, 55, 67, 64, 62, 60, 55];
    const found = heard(melody([...line, ...line], 0.6));
    expect(found.modeSure).toBeLessThan(LOW);
  });
});

it('says less before it has heard enough', () => {
  const all = chords(MAJOR_PHRASE);
  const early = heard(all.slice(0, 4));
  expect(early.modeSure).toBeLessThan(0.2);
  expect(heard(all).modeSure).toBeGreaterThan(2 * early.modeSure);
});

it('follows from major into minor within its memory', () => {
  const minor = chords([...MINOR_PHRASE, ...MINOR_PHRASE, ...MINOR_PHRASE].map((c) => up(c, 3)));
  const shifted = minor.map((n) => ({ ...n, atS: n.atS + 8 }));
  expect(heard([...chords(MAJOR_PHRASE), ...shifted]).mode).toBeLessThan(-0.5);
});

it('drums have no key', () => {
  const drums = melody(wander(scaleOf([0, 2, 4, 5, 7, 9, 11]), 50)).map((n) => ({
    ...n,
    channel: 10,
  }));
  const values = drawn(drums);
  expect(lastOf(values, 'mode')).toBeUndefined();
  expect(lastOf(values, 'register')).toBeUndefined();
  expect(lastOf(values, 'noteDensity')!.value).toBeGreaterThan(1);
});

it('no weight, or weights that are no numbers, are no key', () => {
  expect(keyOf(new Float64Array(12))).toBeNull();
  expect(keyOf([Number.NaN, Number.POSITIVE_INFINITY])).toBeNull();
});
