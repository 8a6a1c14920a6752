import { describe, expect, it } from 'vitest';
import { AffectState, NEUTRAL } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import { RULES_ONLY } from '../../conductor/affect/cast.ts';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { everyFeature, feature, seeded, T0 } from './support.ts';

const reader = (decayS = 12) => affectReader({ bodyId: 'dancer', records: DECODERS, decayS });

/** Runs a reader at 10 Hz; returns the states. */
const run = (
  r: ReturnType<typeof reader>,
  fromMs: number,
  seconds: number,
  features: (nowMs: number) => FeatureValue[],
) => {
  const states: AffectState[] = [];
  for (let i = 1; i <= seconds * 10; i++) {
    const now = fromMs + i * 100;
    r.hear(features(now), now);
    states.push(r.at(now));
  }
  return states;
};
const moving = (energy: number, hz: number, seed = 1) => {
  const random = seeded(seed);
  return (now: number) => [
    feature('motionEnergy', energy * (0.95 + 0.1 * random()), now),
    feature('motionCentroid', hz * (0.95 + 0.1 * random()), now),
  ];
};

describe('affect reader', () => {
  it('shows more arousal for a wild dance than for a slow one within 3 s', () => {
    const r = reader();
    const calm = run(r, T0, 20, moving(0.1, 0.6)).at(-1)!;
    const wild = run(r, T0 + 20_000, 3, moving(0.9, 5)).at(-1)!;
    expect(wild.arousal).toBeGreaterThan(calm.arousal + 0.35);
    expect(wild).toMatchObject({ source: 'live', atMs: T0 + 23_000 });
    expect(wild.confidence).toBeGreaterThan(0.2);
    expect(wild.confidence).toBeLessThan(0.7);
  });

  it('is surer with more modalities', () => {
    const random = seeded(2);
    const only = run(reader(), T0, 60, moving(0.5, 2)).at(-1)!;
    const all = run(reader(), T0, 60, (now) => everyFeature(() => 0.3 + 0.4 * random(), now)).at(
      -1,
    )!;
    expect(all.confidence).toBeGreaterThan(only.confidence);
    AffectState.parse(all);
  });

  it('a sensor that dies: held within 2.2 s, neutral after decayS, live again at once', () => {
    const r = reader(10);
    run(r, T0, 20, moving(0.9, 5));
    const dead = run(r, T0 + 20_000, 10, () => []);
    expect(dead[18]!.source).toBe('live');
    expect(dead[21]!.source).toBe('held');
    expect(dead.at(-1)!.arousal).toBeCloseTo(NEUTRAL.arousal, 1);
    expect(dead.at(-1)!.confidence).toBeLessThan(0.05);
    expect(run(r, T0 + 30_000, 0.2, moving(0.9, 5)).at(-1)!.source).toBe('live');
  });

  it('leaves other bodies alone', () => {
    const r = reader();
    r.hear([feature('motionEnergy', 1, T0, { bodyId: 'other' })], T0);
    expect(r.estimates()).toEqual([]);
    expect(r.at(T0)).toMatchObject({ source: 'held', confidence: 0 });
  });

  it('the same features at the same times give the same states', () => {
    expect(run(reader(), T0, 30, moving(0.7, 3, 9))).toEqual(
      run(reader(), T0, 30, moving(0.7, 3, 9)),
    );
  });

  it('tells each decoder apart in its estimates', () => {
    const r = reader();
    const random = seeded(3);
    run(r, T0, 2, (now) => everyFeature(() => random(), now));
    expect(
      r
        .estimates()
        .map((e) => e.decoder)
        .sort(),
    ).toEqual(
      DECODERS.filter((d) => d.make('dancer', RULES_ONLY))
        .map((d) => d.id)
        .sort(),
    );
  });
});

describe('feature book', () => {
  it('hears the surest of several sources while it is true', () => {
    const book = featureBook('dancer');
    book.put([
      feature('heartRate', 70, T0, { sourceId: 'a', confidence: 0.9 }),
      feature('heartRate', 90, T0 + 5000, { sourceId: 'b', confidence: 0.4 }),
    ]);
    expect(book.view(T0 + 5500).get('heartRate')?.value).toBe(70);
    expect(book.view(T0 + 7000).get('heartRate')?.value).toBe(90);
    expect(book.view(T0 + 12_000).get('heartRate')).toBeUndefined();
  });

  it('drops odd numbers and values that come late, and keeps a bound on sources', () => {
    const book = featureBook('dancer');
    expect(book.put([feature('breath', Number.NaN, T0)]).size).toBe(0);
    book.put([feature('breath', 0.5, T0)]);
    expect(book.put([feature('breath', 0.1, T0 - 100)]).size).toBe(0);
    for (let i = 0; i < 50; i++)
      book.put([feature('breath', i / 50, T0 + i, { sourceId: `s${i}`, confidence: i / 50 })]);
    expect(book.view(T0 + 100).get('breath')?.value).toBe(49 / 50);
  });
});
