import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, FeatureValue } from '../../../conductor/contracts/feature.ts';
import { extractorFor } from '../../../sensors/features/index.ts';
import { regularityOf } from '../../../sensors/features/music/regularity.ts';
import { chords, dice, drawn, lastOf, melody, noteBlock, type Played } from './music-support.ts';

const steady = (n: number, stepS: number, jitterS = 0, seed = 3): Played[] => {
  const next = dice(seed);
  return Array.from({ length: n }, (_, i) => ({
    pitch: 60 + (i % 5),
    atS: 1 + i * stepS + (next() - 0.5) * 2 * jitterS,
    lastsS: 0.5 * stepS,
  }));
};
/** Onsets at times that know nothing of one another. */
const free = (n: number, meanS: number, seed: number): Played[] => {
  const next = dice(seed);
  let atS = 1;
  return Array.from({ length: n }, () => {
    atS += 0.06 - meanS * Math.log(1 - next());
    return { pitch: 60, atS, lastsS: 0.05 };
  });
};
const rhythm = (steps: readonly number[], times: number): Played[] => {
  let atS = 1;
  return Array.from({ length: times }, () => steps)
    .flat()
    .map((step) => {
      const note = { pitch: 60, atS, lastsS: 0.5 * step };
      atS += step;
      return note;
    });
};

describe('noteDensity', () => {
  it('counts the notes of the last four seconds', () => {
    const density = lastOf(drawn(steady(60, 0.125)), 'noteDensity')!;
    expect(density.value).toBeCloseTo(8, 0);
    expect(density.confidence).toBe(1);
  });

  it('counts each note of a chord', () => {
    const triads = chords(
      Array.from({ length: 10 }, () => [60, 64, 67]),
      0.5,
    );
    expect(lastOf(drawn(triads), 'noteDensity')!.value).toBeCloseTo(6, 0);
  });

  it('does not call a single note many a second, and starts anew after a silence', () => {
    const first = drawn([{ pitch: 60, atS: 1, lastsS: 0.2 }]).find(
      (v) => v.name === 'noteDensity',
    )!;
    expect(first.value).toBe(1);
    expect(first.confidence).toBeLessThan(0.4);
    const later = steady(8, 0.125).map((n) => ({ ...n, atS: n.atS + 60 }));
    const values = drawn([...steady(8, 0.125), ...later]);
    expect(lastOf(values, 'noteDensity')!.value).toBeGreaterThan(6);
  });
});

describe('onsetRegularity', () => {
  const of = (notes: Played[]) => lastOf(drawn(notes), 'onsetRegularity')?.value ?? Number.NaN;

  it('is near 1 for a clock, also with a hand that strays by 15 ms', () => {
    expect(of(steady(20, 0.5))).toBeGreaterThan(0.97);
    expect(of(steady(20, 0.5, 0.015))).toBeGreaterThan(0.85);
  });

  it('is high for quarters, halves and eighths of one pulse', () => {
    expect(of(rhythm([0.5, 0.25, 0.25, 1, 0.5], 5))).toBeGreaterThan(0.85);
    expect(of(rhythm([0.6, 0.3, 0.6, 0.3], 6))).toBeGreaterThan(0.85);
  });

  it('is low for free onsets', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => of(free(24, 0.4, seed)));
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    expect(mean).toBeLessThan(0.25);
    expect(Math.max(...all)).toBeLessThan(0.6);
  });

  it('falls as the hand strays further', () => {
    const by = [0, 0.03, 0.08, 0.2].map((jitter) => of(steady(20, 0.5, jitter)));
    expect([...by].sort((a, b) => b - a)).toEqual(by);
  });

  it('counts a rolled chord as one onset', () => {
    const rolled = steady(16, 0.5).flatMap((n) => [
      n,
      { ...n, pitch: n.pitch + 4, atS: n.atS + 0.015 },
      { ...n, pitch: n.pitch + 7, atS: n.atS + 0.03 },
    ]);
    expect(of(rolled)).toBeGreaterThan(0.9);
  });

  it('is not told before five onsets', () => {
    expect(lastOf(drawn(steady(4, 0.5)), 'onsetRegularity')).toBeUndefined();
    expect(lastOf(drawn(steady(5, 0.5)), 'onsetRegularity')).toBeDefined();
    expect(regularityOf([0.5, 0.5, 0.5])).toBe(0);
  });
});

describe('tempo', () => {
  const of = (notes: Played[]) => lastOf(drawn(notes), 'tempo');

  it.each([50, 66, 80, 96, 120, 144])('follows a pulse of %i a minute', (bpm) => {
    expect(of(steady(24, 60 / bpm, 0.01))!.value).toBeCloseTo(bpm, -0.4);
  });

  it.each([0.1, 0.125, 0.16, 0.2, 0.25])(
    'of onsets every %f s takes a beat that is felt, of two, three or four',
    (step) => {
      const found = of(steady(60, step))!.value;
      const parts = 60 / found / step;
      expect(Math.abs(parts - Math.round(parts))).toBeLessThan(0.05);
      expect([2, 3, 4, 6]).toContain(Math.round(parts));
      expect(found).toBeGreaterThanOrEqual(70);
      expect(found).toBeLessThanOrEqual(170);
    },
  );

  it('finds the beat in a pattern of eighths and quarters', () => {
    const found = of(rhythm([0.5, 0.25, 0.25, 0.5, 0.5], 5))!;
    expect(found.value).toBeCloseTo(120, -0.4);
    expect(found.confidence).toBeGreaterThan(0.4);
  });

  it('is unsure of free onsets', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => of(free(24, 0.4, seed))?.confidence ?? 0);
    expect(Math.max(...all)).toBeLessThan(0.35);
  });
});

it('register is the mean number of what sounded lately, long and loud notes counting more', () => {
  const low = lastOf(drawn(melody([40, 41, 42, 43, 44])), 'register')!;
  expect(low.value).toBeCloseTo(42, 0);
  const held = drawn([
    { pitch: 48, atS: 0, lastsS: 3 },
    { pitch: 84, atS: 3, lastsS: 0.1 },
  ]);
  expect(lastOf(held, 'register')!.value).toBeLessThan(52);
});

it('noteVelocity is the mean of the last notes, and not believed of keys that do not measure it', () => {
  const values = drawn(steady(12, 0.25).map((n, i) => ({ ...n, velocity: i % 2 ? 0.2 : 0.8 })));
  expect(lastOf(values, 'noteVelocity')!.value).toBeCloseTo(0.5, 1);
  expect(lastOf(values, 'noteVelocity')!.confidence).toBe(1);
  const organ = drawn(steady(12, 0.25).map((n) => ({ ...n, velocity: 0.787 })));
  expect(lastOf(organ, 'noteVelocity')!.confidence).toBeLessThan(0.2);
});

it('a note whose end was lost does not hold the register for ever', () => {
  const lost = { pitch: 30, atS: 0, lastsS: 1e6 };
  const later = melody([72, 74, 76, 77, 79, 77, 76, 74, 72]).map((n) => ({
    ...n,
    atS: n.atS + 30,
  }));
  expect(lastOf(drawn([lost, ...later]).slice(0, -9), 'register')!.value).toBeGreaterThan(70);
});

it('takes any numbers, in any order, and says only what the contract allows (fuzz)', () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 200 }), fc.constant(60));
  const step = fc.tuple(number, number, number, fc.integer({ min: -5000, max: 5000 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const extractor = extractorFor('note', 'keys', 'mina', 0)!;
      let atMs = 1e6;
      for (const [note, velocity, channel, dMs] of steps) {
        atMs = Math.max(0, atMs + dMs);
        for (const v of extractor.push(noteBlock(note, velocity, atMs, channel))) {
          FeatureValue.parse(v);
          expect(Number.isFinite(v.value)).toBe(true);
          if (v.name === 'mode') expect(Math.abs(v.value)).toBeLessThanOrEqual(1);
          if (v.name === 'key') expect(v.value).toBeLessThanOrEqual(FEATURES.key.range[1]);
        }
      }
    }),
    { numRuns: 400 },
  );
});

it('an hour of the fastest playing does not slow it down', () => {
  const extractor = extractorFor('note', 'keys', 'mina', 0)!;
  let count = 0;
  for (let i = 0; i < 20_000; i++) {
    const note = 36 + ((i * 7) % 60);
    count += extractor.push(noteBlock(note, i % 2 ? 0 : 0.5, 1e6 + i)).length;
  }
  expect(count).toBeGreaterThan(20_000);
});
