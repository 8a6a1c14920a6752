import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heard, hangOver, segmenter } from '../../../conductor/memory/speech/segmenter.ts';

const HOPS_PER_S = 31.25;
const hops = (seconds: number): number => Math.round(seconds * HOPS_PER_S);

/** Stretches of [seconds, voice 0..1, level dBFS]. */
type Stretch = readonly [seconds: number, voice: number, level: number];

const run = (...stretches: readonly Stretch[]): { atS: number; heard: Heard }[] => {
  const cuts = segmenter();
  const found: { atS: number; heard: Heard }[] = [];
  let n = 0;
  for (const [seconds, voice, level] of stretches)
    for (let i = 0; i < hops(seconds); i++) {
      const heard = cuts.push(voice, level);
      n++;
      if (heard.is === 'begun' || heard.is === 'over' || heard.is === 'cut')
        found.push({ atS: n / HOPS_PER_S, heard });
    }
  return found;
};
const kinds = (found: ReturnType<typeof run>): string[] => found.map(({ heard }) => heard.is);

describe('segmenter', () => {
  it('finds an utterance with what came before it, and its end soon after the last voice', () => {
    const found = run([2, 0.02, -60], [3, 0.95, -25], [2, 0.02, -60]);
    expect(kinds(found)).toEqual(['begun', 'over']);
    const [begun, over] = found;
    expect(begun?.atS).toBeGreaterThan(2);
    expect(begun?.atS).toBeLessThan(2.2);
    // A third of a second before the voice is kept, as far as there is one.
    const before = begun?.heard.is === 'begun' ? begun.heard.hops : 0;
    expect(before).toBeGreaterThanOrEqual(hops(0.3));
    expect((over?.atS ?? 0) - 5).toBeLessThan(0.8);
  });

  it('keeps a short pause within one utterance', () => {
    const found = run([1.5, 0.9, -25], [0.4, 0.1, -60], [1.5, 0.9, -25], [2, 0, -60]);
    expect(kinds(found)).toEqual(['begun', 'over']);
  });

  it('hears neither a click nor a voice that is softer than a room', () => {
    expect(run([1, 0, -60], [0.06, 0.9, -10], [1, 0, -60])).toEqual([]);
    expect(run([1, 0, -60], [2, 0.9, -75], [1, 0, -60])).toEqual([]);
  });

  it('lasts through doubt once it has begun, and does not begin in it', () => {
    expect(run([3, 0.42, -25])).toEqual([]);
    expect(kinds(run([1, 0.9, -25], [3, 0.42, -25]))).toEqual(['begun']);
  });

  it('cuts a long talk at its quietest place', () => {
    const found = run([14, 0.9, -25], [0.25, 0.4, -50], [10, 0.9, -25]);
    const cut = found.find(({ heard }) => heard.is === 'cut')?.heard;
    const at = (cut?.is === 'cut' ? cut.hops : 0) / HOPS_PER_S;
    expect(at).toBeGreaterThan(13.9);
    expect(at).toBeLessThan(14.5);
  });

  it('never lets an utterance grow beyond 20 s in an hour of talk', () => {
    const found = run(
      ...Array.from({ length: 60 }, (_, i): Stretch => [60, 0.9, -25 - (i % 7)]),
      [2, 0, -60],
    );
    const cuts = found.filter(({ heard }) => heard.is === 'cut').length;
    expect(cuts).toBeGreaterThan(3600 / 20 - 2);
    expect(found.at(-1)?.heard.is).toBe('over');
  });

  it('waits less the longer somebody has spoken', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.nat(700), (a, b) => {
        if (Math.min(a, b) < hops(1)) return;
        expect(hangOver(Math.max(a, b))).toBeLessThanOrEqual(hangOver(Math.min(a, b)));
        expect(hangOver(a)).toBeGreaterThanOrEqual(hops(0.35));
      }),
    );
  });

  it('tells begin and end by turns, whatever comes', () => {
    const hop = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: -100, max: 0 }),
    );
    fc.assert(
      fc.property(fc.array(hop, { maxLength: 1500 }), (list) => {
        const cuts = segmenter();
        let isOn = false;
        for (const [voice, level] of list) {
          const { is } = cuts.push(voice, level);
          if (is === 'begun') expect(isOn).toBe(false);
          if (is === 'over' || is === 'cut' || is === 'speaking') expect(isOn).toBe(true);
          if (is === 'begun') isOn = true;
          if (is === 'over') isOn = false;
        }
      }),
      { numRuns: 60 },
    );
  });
});
