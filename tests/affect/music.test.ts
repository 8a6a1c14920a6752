import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { musicDecoder } from '../../conductor/affect/decoders/music.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { extractorFor } from '../../sensors/features/index.ts';
import { phrases, playedThrough } from '../../training/music/phrases.ts';
import { chords, drawn, melody, type Played } from '../sensors/features/music-support.ts';
import { dataFolder, hasData } from '../support/data.ts';
import { feature, made, T0, viewOf } from './support.ts';

type Features = Partial<Record<FeatureName, number>>;

const say = (features: Features, confidence = 1): AffectEstimate | null =>
  made(musicDecoder).decode(
    viewOf(
      Object.entries(features).map(([name, value]) =>
        feature(name as FeatureName, value, T0, { confidence }),
      ),
    ),
    T0,
  );

const believed = (estimate: AffectEstimate | null) => fuse(estimate ? [estimate] : [], T0);
const valence = (estimate: AffectEstimate | null): number => {
  const { positive, negative } = believed(estimate);
  return positive.mean - negative.mean;
};

/** What is said at the end of some values in the order of time. */
const heard = (values: readonly FeatureValue[]): AffectEstimate => {
  const decoder = musicDecoder.make('mina', { model: () => null, personal: () => null });
  const book = featureBook('mina');
  let last: AffectEstimate | null = null;
  for (const value of values) {
    book.put([value]);
    last = decoder?.decode(book.view(value.atMs), value.atMs) ?? last;
  }
  if (!last) throw new Error('nothing was said of this music');
  return last;
};

/** Tonic, subdominant, dominant and tonic, and once more. */
const cadence = (thirds: readonly number[]): number[][] =>
  [0, 5, 7, 0, 5, 0, 7, 0].map((root, i) => [
    48 + root,
    60 + root,
    60 + root + (root === 7 ? 4 : (thirds[i] ?? 4)),
    67 + root,
  ]);
const MAJOR = cadence([4, 4, 4, 4, 4, 4, 4, 4]);
const MINOR = cadence([3, 3, 4, 3, 3, 3, 4, 3]);

describe('arousal', () => {
  const density = fc.double({ min: 0, max: 40, noNaN: true });

  it('is never less with more notes a second, however fast and loud the rest', () => {
    const tempo = fc.double({ min: 40, max: 200, noNaN: true });
    const noteVelocity = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(density, density, tempo, noteVelocity, (a, b, bpm, velocity) => {
        const of = (noteDensity: number) =>
          believed(say({ noteDensity, tempo: bpm, noteVelocity: velocity })).arousal.mean;
        expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)) - 1e-12);
      }),
    );
  });

  it('of few slow notes is low, of many fast ones high, also beyond the usual range', () => {
    expect(say({ noteDensity: 0.8, tempo: 50 })?.arousal?.mean).toBeLessThan(0.2);
    expect(say({ noteDensity: 14, tempo: 160 })?.arousal?.mean).toBeGreaterThan(0.6);
    expect(say({ noteDensity: 30 })?.arousal?.mean).toBeGreaterThan(0.8);
  });

  it('hears loudness against the player, not against the keyboard', () => {
    const decoder = made(musicDecoder);
    const at = (s: number, noteVelocity: number) =>
      decoder.decode(viewOf([feature('noteVelocity', noteVelocity, T0 + s * 1000)]), T0 + s * 1000);
    for (let s = 0; s < 120; s++) at(s, 0.25 + 0.02 * (s % 5));
    const [soft, loud] = [at(121, 0.2)?.arousal?.mean ?? 1, at(122, 0.45)?.arousal?.mean ?? 0];
    expect(loud).toBeGreaterThan(soft + 0.2);
    // Next to nothing is known of a player who has only begun.
    expect(say({ noteVelocity: 1 })?.arousal?.sd).toBeGreaterThan(3);
  });

  it('rises with the pace of a melody that is played', () => {
    const line = Array.from({ length: 60 }, (_, i) => 60 + [0, 2, 4, 5, 7, 5, 4, 2][i % 8]!);
    const slow = heard(drawn(melody(line.slice(0, 20), 1))).arousal?.mean ?? 1;
    const fast = heard(drawn(melody(line, 0.12))).arousal?.mean ?? 0;
    expect(fast).toBeGreaterThan(slow + 0.3);
  });
});

/** Frames of a microphone's sound: something begins each `everyMs`, for twenty seconds. */
const listened = (everyMs: number): FeatureValue[] => {
  const extractor = extractorFor('sound', 'mic', 'mina', 43);
  const frames = 20 * 43;
  return Array.from({ length: frames }, (_, i) => {
    const since = (i * 1000) / 43 - everyMs * Math.floor((i * 1000) / 43 / everyMs);
    const flux = since < 23 ? 0.6 : 0.02;
    const frame = [-25 - since / 50, flux, 440, 0.95, 1000 + i];
    const block: SampleBlock = {
      sourceId: 'mic',
      bodyId: 'mina',
      stream: 'sound',
      kind: 'sound',
      channels: 5,
      rateHz: 43,
      atMs: T0 + (i * 1000) / 43,
      data: Float32Array.from(frame),
      recorded: false,
    };
    return extractor?.push(block) ?? [];
  }).flat();
};

it('a microphone is heard too: faster playing is more aroused, and less sure than keys', () => {
  const [slow, fast] = [heard(listened(1500)), heard(listened(150))];
  expect(fast.arousal?.mean).toBeGreaterThan((slow.arousal?.mean ?? 1) + 0.2);
  const keys = heard(drawn(melody(Array(60).fill(60) as number[], 0.15)));
  expect(fast.arousal?.sd).toBeGreaterThan(keys.arousal?.sd ?? Infinity);
});

describe('valence', () => {
  it('of minor lies below that of major', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1, noNaN: true }), (mode) => {
        expect(valence(say({ mode: -mode }))).toBeLessThan(valence(say({ mode })));
      }),
    );
  });

  it('of a cadence that is played in minor lies below the same in major', () => {
    const of = (roots: number[][]) => heard(drawn(chords([...roots, ...roots], 0.8)));
    expect(valence(of(MAJOR))).toBeGreaterThan(0.1);
    expect(valence(of(MINOR))).toBeLessThan(-0.1);
  });

  it('is unsure outside major and minor', () => {
    const whole: Played[] = melody(
      Array.from({ length: 48 }, (_, i) => 60 + 2 * ((i * 5) % 6)),
      0.3,
    );
    const sure = (notes: readonly Played[]) => heard(drawn(notes)).positive?.sd ?? Infinity;
    expect(sure(whole)).toBeGreaterThan(1.5 * sure(chords([...MAJOR, ...MAJOR], 0.8)));
    expect(say({ mode: 1 }, 0.05)?.positive?.sd).toBeGreaterThan(1.5);
  });

  it('is left unsaid where no mode is heard', () => {
    expect(say({ noteDensity: 5 })).not.toHaveProperty('positive');
  });
});

describe('bad values', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300])(
    '%d of everything is nothing',
    (odd) => {
      expect(say({ noteDensity: odd, mode: odd, tempo: odd, noteVelocity: odd })).toBeNull();
    },
  );

  it('a mode and a density that never change are believed less and less', () => {
    const decoder = made(musicDecoder);
    const sds: number[] = [];
    for (let s = 0; s <= 90; s++) {
      const at = T0 + s * 1000;
      const said = decoder.decode(
        viewOf([feature('noteDensity', 5, at), feature('mode', 0.9, at)]),
        at,
      );
      sds.push(said ? fuse([said], at).confidence : 0);
    }
    expect(sds[90]).toBeLessThan(0.05);
    expect(sds[90]).toBeLessThan(sds[0] ?? 0);
  });
});

describe.skipIf(!hasData('vgmidi', 'labels.csv'))('phrases of VGMIDI', () => {
  it('are scored within the scales', async () => {
    const some = phrases(dataFolder()).slice(0, 1);
    expect(some.length).toBe(1);
    for (const { file } of some) {
      const score = await playedThrough(file, made(musicDecoder));
      expect(score.arousal).toBeGreaterThan(0);
      expect(score.arousal).toBeLessThan(1);
      expect(Math.abs(score.valence)).toBeLessThan(1);
    }
  });
});
