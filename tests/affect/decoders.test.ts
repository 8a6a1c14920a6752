import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureName } from '#contracts/feature';
import { baseline } from '../../conductor/affect/baseline.ts';
import type { Decoder } from '../../conductor/affect/decoder.ts';
import { brainDecoder } from '../../conductor/affect/decoders/brain.ts';
import { movementDecoder } from '../../conductor/affect/decoders/movement.ts';
import { physiologyDecoder } from '../../conductor/affect/decoders/physiology.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { feature, made, seeded, T0, viewOf } from './support.ts';

type Features = Partial<Record<FeatureName, number>>;

const ask = (decoder: Decoder, features: Features, nowMs = T0) =>
  decoder.decode(
    viewOf(
      Object.entries(features).map(([name, value]) => feature(name as FeatureName, value, nowMs)),
    ),
    nowMs,
  );

const arousal = (decoder: Decoder, features: Features, nowMs = T0): number => {
  const estimate = ask(decoder, features, nowMs);
  return fuse(estimate ? [estimate] : [], nowMs).arousal.mean;
};

/** Lets a decoder get to know a calm person for two minutes. */
const acquainted = (decoder: Decoder, rest: Features): Decoder => {
  const random = seeded(11);
  for (let s = 0; s < 120; s++) {
    const now = T0 + s * 1000;
    const wobbling = Object.fromEntries(
      Object.entries(rest).map(([name, v]) => [name, v + (random() - 0.5) * 0.08 * Math.abs(v)]),
    );
    ask(decoder, wobbling, now);
  }
  return decoder;
};
const LATER = T0 + 120_000;
const REST = {
  heartRate: 62,
  rmssd: 55,
  edaTonic: 1.2,
  scrRate: 2,
  edaPhasic: 0.05,
  breathRate: 13,
};

describe('movement', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const hz = fc.double({ min: 0, max: 8, noNaN: true });

  it('more motion energy is never less arousal', () => {
    fc.assert(
      fc.property(unit, unit, hz, unit, (a, b, motionCentroid, motionJerk) => {
        const at = (motionEnergy: number) =>
          arousal(made(movementDecoder), { motionEnergy, motionCentroid, motionJerk });
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-12);
      }),
    );
  });

  it('a faster centroid is never less arousal', () => {
    fc.assert(
      fc.property(hz, hz, unit, (a, b, motionEnergy) => {
        const at = (motionCentroid: number) =>
          arousal(made(movementDecoder), { motionEnergy, motionCentroid });
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-12);
      }),
    );
  });

  it('shaking is far from slow sway, and a still body is calm however noisy its centroid', () => {
    const of = (motionEnergy: number, motionCentroid: number) =>
      arousal(made(movementDecoder), { motionEnergy, motionCentroid });
    expect(of(0.8, 5)).toBeGreaterThan(0.65);
    expect(of(0.15, 0.5)).toBeLessThan(0.3);
    expect(of(0, 7)).toBeLessThan(0.2);
  });

  it('is sure of arousal and unsure of valence, as the ratings are', () => {
    const estimate = ask(made(movementDecoder), {
      motionEnergy: 0.5,
      motionCentroid: 3,
      motionJerk: 0.4,
    });
    expect(estimate?.positive?.sd).toBeGreaterThan(2.5 * (estimate?.arousal?.sd ?? 1));
  });
});

describe('physiology', () => {
  const know = () => acquainted(made(physiologyDecoder), REST);

  it.each([
    ['heartRate', 95],
    ['edaTonic', 4],
    ['scrRate', 15],
    ['edaPhasic', 0.8],
    ['breathRate', 24],
    ['rmssd', 15],
  ] as const)('%s at %d is more aroused than rest', (name, value) => {
    expect(arousal(know(), { ...REST, [name]: value }, LATER)).toBeGreaterThan(
      arousal(know(), REST, LATER) + 0.005,
    );
  });

  it('the same heart means more in a person whose rest is lower', () => {
    const athlete = acquainted(made(physiologyDecoder), { heartRate: 52 });
    const other = acquainted(made(physiologyDecoder), { heartRate: 84 });
    expect(arousal(athlete, { heartRate: 86 }, LATER)).toBeGreaterThan(
      arousal(other, { heartRate: 86 }, LATER) + 0.05,
    );
  });

  it('is less sure of a stranger, and of a heart that works for movement', () => {
    const sd = (decoder: Decoder, features: Features) => ask(decoder, features, LATER)?.arousal?.sd;
    const familiar = acquainted(made(physiologyDecoder), { heartRate: 62 });
    const stranger = made(physiologyDecoder);
    const known = sd(familiar, { heartRate: 90 });
    expect(sd(stranger, { heartRate: 90 })).toBeGreaterThan(known ?? 0);
    expect(sd(familiar, { heartRate: 90.5, motionEnergy: 1 })).toBeGreaterThan(known ?? 0);
  });

  it('never claims to know pleasant from unpleasant', () => {
    const estimate = ask(know(), REST, LATER);
    expect(estimate).not.toHaveProperty('positive');
    expect(estimate).not.toHaveProperty('negative');
  });
});

describe('brain', () => {
  const rest = { eegAsymmetry: 0.02, eegAlpha: 1, eegBeta: 0.6 };
  const at = (features: Features) => {
    const estimate = ask(acquainted(made(brainDecoder), rest), features, LATER);
    return { fused: fuse(estimate ? [estimate] : [], LATER), estimate };
  };

  it('leans towards approach and withdrawal, but never decides', () => {
    const approach = at({ ...rest, eegAsymmetry: 0.6 }).fused;
    const withdrawal = at({ ...rest, eegAsymmetry: -0.6 }).fused;
    expect(approach.positive.mean).toBeGreaterThan(approach.negative.mean);
    expect(withdrawal.negative.mean).toBeGreaterThan(withdrawal.positive.mean);
    expect(approach.positive.mean - approach.negative.mean).toBeLessThan(0.15);
    expect(approach.confidence).toBeLessThan(0.15);
  });

  it('less alpha and more beta is more arousal', () => {
    expect(at({ ...rest, eegAlpha: 0.4, eegBeta: 1 }).fused.arousal.mean).toBeGreaterThan(
      at({ ...rest, eegAlpha: 1.6, eegBeta: 0.3 }).fused.arousal.mean,
    );
  });
});

describe('baseline', () => {
  const options = { mean: 75, sd: 12, minSd: 4, rest: 'low' } as const;

  it('becomes the person, and stays with a long climax', () => {
    const base = baseline(options);
    for (let s = 0; s < 300; s++) base.push(60 + (s % 3), T0 + s * 1000);
    expect(base.maturity).toBe(1);
    expect(base.z(61)).toBeCloseTo(0, 1);
    for (let s = 300; s < 420; s++) base.push(120, T0 + s * 1000);
    expect(base.z(120)).toBeGreaterThan(1.5);
  });

  it('ignores times it has heard, odd values, and forgets on reset', () => {
    const base = baseline(options);
    base.push(60, T0);
    const before = base.z(60);
    base.push(200, T0);
    base.push(Number.NaN, T0 + 1000);
    expect(base.z(60)).toBe(before);
    base.reset();
    expect(base.maturity).toBe(0);
    expect(base.z(75)).toBe(0);
  });
});
