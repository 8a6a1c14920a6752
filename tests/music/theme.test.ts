import { describe, expect, it } from 'vitest';
import { scoreOf } from '../../conductor/music/score/score-of.ts';
import { themeOf } from '../../conductor/music/theme/theme.ts';
import { feeling } from './support.ts';

/** Steps of a major scale over a note, in quarters at so many beats a minute. */
const tune = (over: number, bpm: number, steps: readonly (readonly [number, number])[]) => {
  let beat = 0;
  return steps.map(([semitone, beats]) => {
    const atS = (beat * 60) / bpm;
    beat += beats;
    return { atS, lastsS: (0.9 * beats * 60) / bpm, note: over + semitone, velocity: 0.7 };
  });
};

/** "Ode to Joy" (Beethoven, 1824): its first two phrases. */
const ODE: readonly (readonly [number, number])[] = [
  ...[4, 4, 5, 7, 7, 5, 4, 2, 0, 0, 2, 4].map((s): [number, number] => [s, 1]),
  [4, 1.5],
  [2, 0.5],
  [2, 2],
  ...[4, 4, 5, 7, 7, 5, 4, 2, 0, 0, 2, 4].map((s): [number, number] => [s, 1]),
  [2, 1.5],
  [0, 0.5],
  [0, 2],
];

describe('a theme', () => {
  it.each([60, 62, 67, 56])('over %i gives its key, mode and steps', (over) => {
    const theme = themeOf(tune(over, 96, ODE));
    expect(theme?.tonic).toBe(over % 12);
    expect(theme?.mode).toBeGreaterThan(0.5);
    expect(theme?.bpm).toBeGreaterThan(90);
    expect(theme?.bpm).toBeLessThan(102);
    const [first, , , last] = theme?.tune.phrases[0] ?? [];
    const base = (first?.[0]?.step ?? 0) - 2;
    expect(base % 7 === 0).toBe(true);
    expect(first?.map(({ step }) => step - base)).toEqual([2, 2, 3, 4]);
    expect(last?.map(({ beat, lasts }) => [beat, lasts])).toEqual([
      [0, 1.5],
      [1.5, 0.5],
      [2, 2],
    ]);
  });

  it('is heard above its accompaniment', () => {
    const melody = tune(72, 96, ODE);
    const below = melody.flatMap((n) => [-24, -17].map((d) => ({ ...n, note: n.note + d })));
    expect(themeOf([...melody, ...below])?.tune.phrases[0]?.[0]?.map(({ step }) => step)).toEqual(
      themeOf(melody)?.tune.phrases[0]?.[0]?.map(({ step }) => step),
    );
  });

  it('is none where there are too few notes', () => {
    expect(themeOf(tune(60, 96, ODE.slice(0, 4)))).toBeNull();
    expect(themeOf([])).toBeNull();
  });

  it('is sung in its key, in minor where it hurts', () => {
    const theme = themeOf(tune(60, 96, ODE));
    const sung = (positive: number, negative: number): Set<number> => {
      const { notes } = scoreOf({
        seed: 3,
        instruments: ['flute', 'strings'],
        seconds: 60,
        feeling: () => feeling(positive, negative, 0.5, 1),
        theme,
      });
      const flute = notes.filter((n) => n.part === 'flute' && n.atS < 50);
      expect(flute.length).toBeGreaterThan(5);
      return new Set(flute.map(({ note }) => note % 12));
    };
    expect(sung(0.7, 0.05).has(4)).toBe(true);
    const minor = sung(0.05, 0.7);
    expect(minor.has(3)).toBe(true);
    expect(minor.has(4)).toBe(false);
  });

  it('takes damaged notes without harm', () => {
    const wild = [Number.NaN, -1, 1e9].map((atS) => ({ atS, lastsS: 1, note: 60, velocity: 1 }));
    expect(() => themeOf([...tune(60, 96, ODE), ...wild])).not.toThrow();
  });
});
