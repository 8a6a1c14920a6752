import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { BEATS_MODULO, RESTING, stepPulse } from '../../conductor/show/pulse.ts';
import { feature, T0 } from './support.ts';

const of = (...values: FeatureValue[]): ReadonlyMap<FeatureName, FeatureValue> =>
  new Map(values.map((v) => [v.name, v]));
/** Heart and breath of the same body. */
const features = (...values: FeatureValue[]) => ({ heart: of(...values), breath: of(...values) });

/** A heart of `bpm` whose beats fall on whole beats since T0. */
const heart = (bpm: number, s: number) => {
  const beats = (bpm / 60) * s;
  const at = T0 + s * 1000;
  return features(
    feature('heartRate', bpm, at),
    feature('heartPhase', beats - Math.floor(beats), at),
  );
};

describe('pulse', () => {
  it('SHOW-50 locks to the phase of the heart', () => {
    let pulse = { ...RESTING, beats: 0.4 };
    const dt = 1 / 60;
    for (let i = 1; i <= 1800; i++)
      pulse = stepPulse(pulse, heart(72, i * dt), T0 + i * dt * 1000, dt);
    const expected = (72 / 60) * 30;
    const error = pulse.beats - expected - Math.round(pulse.beats - expected);
    expect(Math.abs(error)).toBeLessThan(0.02);
    expect(pulse.rateHz).toBeCloseTo(1.2, 3);
  });

  it('SHOW-50 carries an old phase measurement on to now', () => {
    let pulse = RESTING;
    const dt = 1 / 60;
    for (let i = 1; i <= 1800; i++) {
      const s = i * dt;
      // A phase measured at the last whole second: at 60 a minute it is always 0.
      const measured = features(
        feature('heartRate', 60),
        feature('heartPhase', 0, T0 + Math.floor(s + 1e-9) * 1000),
      );
      pulse = stepPulse(pulse, measured, T0 + s * 1000, dt);
    }
    expect(Math.abs(pulse.beats - Math.round(pulse.beats))).toBeLessThan(0.02);
  });

  it('SHOW-50 never steps back, whatever the phase says', () => {
    let pulse = { ...RESTING, rateHz: 1 };
    let before = pulse.beats;
    for (let i = 0; i < 2000; i++) {
      const odd = features(
        feature('heartRate', 40 + ((i * 37) % 120)),
        feature('heartPhase', (i * 0.37) % 1),
      );
      pulse = stepPulse(pulse, odd, T0 + i * 16, 0.016);
      expect(pulse.beats).toBeGreaterThanOrEqual(before);
      before = pulse.beats;
    }
  });

  it('SHOW-50 with no heart it slows down to rest', () => {
    const running = { ...RESTING, beats: 10, rateHz: 1.2 };
    const later = stepPulse(running, features(), T0, 60);
    expect(later.rateHz).toBeLessThan(1e-6);
    expect(later.beats).toBeCloseTo(10 + 1.2 * 3, 3);
    expect(stepPulse(later, features(), T0, 60).beats).toBeCloseTo(later.beats, 6);
    expect(stepPulse(RESTING, features(), T0, 100).beats).toBe(0);
  });

  it('SHOW-50 a heart of no confidence, or not a number, is not shown', () => {
    const unsure = features({ ...feature('heartRate', 80), confidence: 0.1 });
    expect(stepPulse(RESTING, unsure, T0, 1).beats).toBe(0);
    const broken = features(
      feature('heartRate', Number.NaN),
      feature('breath', Number.POSITIVE_INFINITY),
    );
    expect(stepPulse(RESTING, broken, T0, 1)).toEqual(RESTING);
  });

  it('SHOW-50 goes round at 4096', () => {
    const near = { ...RESTING, beats: BEATS_MODULO - 0.1, rateHz: 1 };
    const after = stepPulse(near, features(feature('heartRate', 60)), T0, 0.5);
    expect(after.beats).toBeCloseTo(0.4, 6);
  });

  it('SHOW-51 follows the breath and rests at a half', () => {
    let pulse = stepPulse(RESTING, features(feature('breath', 1)), T0, 2);
    expect(pulse.breath).toBeGreaterThan(0.99);
    pulse = stepPulse(pulse, features(), T0, 60);
    expect(pulse.breath).toBeCloseTo(0.5, 6);
  });
});
