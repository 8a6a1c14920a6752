import { describe, expect, it } from 'vitest';
import type { FeatureValue } from '#contracts/feature';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { affectReaders } from '../../conductor/affect/readers.ts';

const moves = (bodyId: string, value: number, atMs: number): FeatureValue => ({
  bodyId,
  sourceId: 's',
  name: 'motionEnergy',
  value,
  confidence: 1,
  atMs,
  recorded: false,
});
const cast = (bodies: string[], decayS = 12) => ({ bodies, decayS });

/** Plays ten seconds in which ana moves hard and bo hardly. */
const played = (first: ReturnType<typeof cast>) => {
  const readers = affectReaders(first, DECODERS);
  let ms = 0;
  const goOn = (seconds: number, isHeard = true): void => {
    for (const end = ms + seconds * 1000; ms < end; ms += 50) {
      // A living body does not repeat a number.
      const sway = 0.02 * Math.sin(ms / 300);
      if (isHeard) readers.hear([moves('ana', 0.9 + sway, ms), moves('bo', 0.05 + sway, ms)], ms);
      readers.all(ms);
    }
  };
  goOn(10);
  return { readers, goOn, now: () => ms };
};

describe('the feeling of several bodies', () => {
  it('SHOW-44 is read for each of them; the first leads', () => {
    const { readers, now } = played(cast(['ana', 'bo']));
    expect(readers.of('ana', now()).arousal).toBeGreaterThan(readers.of('bo', now()).arousal + 0.1);
    expect(readers.all(now()).map((b) => b.id)).toEqual(['ana', 'bo']);
    expect(readers.of('nobody', now())).toEqual(readers.of('ana', now()));
  });

  it('SHOW-47 who stays keeps what is felt when the cast or the decay changes', () => {
    const { readers, now } = played(cast(['ana', 'bo']));
    const before = readers.of('ana', now());
    readers.follow(cast(['cy', 'ana'], 25));
    expect(readers.of('ana', now())).toEqual(before);
    expect(readers.all(now()).map((b) => b.id)).toEqual(['cy', 'ana']);
    expect(readers.of('cy', now()).confidence).toBe(0);
  });

  it('SHOW-47 a new decay holds from then on', () => {
    const left = (decayS: number) => {
      const { readers, goOn, now } = played(cast(['ana', 'bo']));
      readers.follow(cast(['ana', 'bo'], decayS));
      goOn(8, false);
      return readers.of('ana', now()).confidence;
    };
    expect(left(30)).toBeGreaterThan(2 * left(6));
  });
});
