import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { castOf, NATURES } from '../../conductor/music/score/cast.ts';
import { beginning, composer, writeBar } from '../../conductor/music/score/composer.ts';
import { scoreOf } from '../../conductor/music/score/score-of.ts';
import { inventedTune } from '../../conductor/music/score/tune.ts';
import type { Feeling, Instrument, Score } from '../../conductor/music/score/types.ts';
import { parallels } from '../../conductor/music/score/voicing.ts';
import { CALM, feeling, GRIEF, JOY, LONGING, UNSURE } from './support.ts';

const ALL: readonly Instrument[] = [
  'piano',
  'strings',
  'harp',
  'flute',
  'clarinet',
  'cello',
  'vibraphone',
  'choir',
];
const TRIO: readonly Instrument[] = ['piano', 'strings', 'cello'];
const piece = (felt: Feeling, seed = 1, seconds = 90, instruments = TRIO): Score =>
  scoreOf({ seed, instruments, seconds, feeling: () => felt });
const hash = (score: Score): string =>
  createHash('sha256').update(JSON.stringify(score)).digest('hex');
const options = (seed: number) => ({ seed, instruments: TRIO, tune: inventedTune(seed) });

/** Bars one after the other. */
const bars = (seed: number, count: number, feltAt: (bar: number) => Feeling) => {
  let standing = beginning(options(seed));
  return Array.from({ length: count }, (_, i) => {
    const { written, next } = writeBar(options(seed), standing, feltAt(i));
    standing = next;
    return { ...written, voicing: next.ground.voicing };
  });
};

describe('the score', () => {
  it('is the same for the same seed, and another for another', () => {
    const turning = (s: number): Feeling => feeling(s / 90, 1 - s / 90, s / 90);
    const of = (seed: number): string =>
      hash(scoreOf({ seed, instruments: ALL, seconds: 90, feeling: turning }));
    expect(of(5)).toBe(of(5));
    expect(of(5)).not.toBe(of(6));
  });

  it('does not depend on how far ahead it is written', () => {
    const at = (s: number): Feeling => feeling(0.5, 0.5, (s / 60) % 1);
    const [a, b] = [composer(options(3)), composer(options(3))];
    const whole = a.next(60, at);
    const steps = Array.from({ length: 240 }, (_, i) => b.next((i + 1) / 4, at)).flat();
    expect(steps).toEqual(whole);
  });

  it.each(ALL)('%s plays alone, within its range', (instrument) => {
    const { notes, parts } = piece(LONGING, 4, 60, [instrument]);
    expect(parts).toHaveLength(1);
    expect(notes.length).toBeGreaterThan(10);
    for (const { note, velocity, atS, lastsS } of notes) {
      expect(note).toBeGreaterThanOrEqual(NATURES[instrument].low);
      expect(note).toBeLessThanOrEqual(NATURES[instrument].high);
      expect(velocity).toBeGreaterThan(0);
      expect(velocity).toBeLessThanOrEqual(1);
      expect(atS).toBeGreaterThanOrEqual(0);
      expect(lastsS).toBeGreaterThan(0);
    }
  });

  it('grows denser, louder and shorter with arousal', () => {
    const of = (arousal: number) => {
      const { notes } = piece(feeling(0.5, 0.2, arousal), 2);
      const loud = notes.reduce((sum, n) => sum + n.velocity, 0) / notes.length;
      const held = notes.reduce((sum, n) => sum + n.lastsS, 0) / notes.length;
      return { count: notes.length, loud, held };
    };
    const [calm, middle, wild] = [of(0.1), of(0.5), of(0.95)];
    expect(middle.count).toBeGreaterThan(1.4 * calm.count);
    expect(wild.count).toBeGreaterThan(2 * middle.count);
    expect(wild.loud).toBeGreaterThan(calm.loud + 0.2);
    expect(wild.held).toBeLessThan(calm.held / 3);
  });

  it('keeps more silence where nobody is sure', () => {
    const sure = piece({ ...UNSURE, confidence: 0.9 }, 3);
    const unsure = piece(UNSURE, 3);
    expect(unsure.notes.length).toBeLessThan(0.6 * sure.notes.length);
    expect(unsure.notes.length).toBeGreaterThan(5);
  });

  it('goes from minor to major as the feeling turns, within two bars', () => {
    const written = bars(8, 40, (i) => (i < 20 ? GRIEF : JOY));
    const worlds = written.map(({ world }) => world);
    expect(new Set(worlds.slice(2, 20))).toEqual(new Set(['phrygian', 'aeolian']));
    for (const world of worlds.slice(21)) expect(['ionian', 'lydian']).toContain(world);
  });

  it('mixes major and minor where both are felt', () => {
    const worlds = new Set(bars(8, 40, () => LONGING).map(({ world }) => world));
    expect(worlds.has('longing') || worlds.has('mourning')).toBe(true);
    expect(worlds.has('dorian') || worlds.has('mixolydian')).toBe(false);
  });

  it('never jumps in tempo, whatever is felt', () => {
    const written = bars(9, 60, (i) => (i % 7 < 3 ? JOY : CALM));
    for (const [i, { bpm }] of written.entries()) {
      const before = written[i - 1]?.bpm ?? bpm;
      expect(bpm / before).toBeLessThanOrEqual(1.0601);
      expect(bpm / before).toBeGreaterThanOrEqual(0.9399);
    }
  });

  it('leads its voices without parallel fifths and octaves, nearly always', () => {
    const voicings = [1, 2, 3, 4, 5].map((seed) =>
      bars(seed, 64, () => CALM).map((b) => b.voicing),
    );
    let [pairs, parallel] = [0, 0];
    for (const all of voicings)
      for (const [i, voicing] of all.entries()) {
        const before = all[i - 1];
        if (!before || before.length !== voicing.length) continue;
        pairs++;
        if (parallels(before, voicing) > 0) parallel++;
      }
    expect(pairs).toBeGreaterThan(200);
    expect(parallel / pairs).toBeLessThan(0.02);
  });

  it('comes to rest at its end: the last chord is that of the tonic and rings', () => {
    const writer = composer(options(12));
    writer.next(30, () => LONGING);
    writer.end();
    const rest = writer.next(1000, () => LONGING);
    expect(writer.nextS).toBeNull();
    const bed = rest.filter(({ part }) => part === 'strings');
    const last = bed.filter(({ atS }) => atS > (bed.at(-1)?.atS ?? 0) - 0.1);
    expect(last.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...last.map(({ lastsS }) => lastsS))).toBeGreaterThan(4);
  });

  it('says a thing again: a phrase comes back with its harmony, also in another key', () => {
    const harmony = (section: number): string[] => {
      let standing = { ...beginning(options(15)), section, phrase: 1 };
      const { tonic } = castOf(15, section, TRIO, null);
      return [0, 1, 2, 3].map(() => {
        const { written, next } = writeBar(options(15), standing, feeling(0.7, 0.1, 0.5));
        standing = next;
        const bed = written.notes.filter((n) => n.part === 'strings' && n.atS < written.atS + 0.1);
        return [...new Set(bed.map(({ note }) => (note - tonic + 120) % 12))].sort().join();
      });
    };
    // Sections 0 and 2 share their material, section 1 has its own.
    expect(harmony(2)).toEqual(harmony(0));
    expect(harmony(1)).not.toEqual(harmony(0));
  });
});
