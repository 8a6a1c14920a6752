import { describe, expect, it } from 'vitest';
import { AffectEstimate } from '#contracts/affect';
import { FEATURE_NAMES, FEATURES, type FeatureValue } from '#contracts/feature';
import type { Decoder } from '../../conductor/affect/decoder.ts';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { everyFeature, seeded, T0, viewOf } from '../affect/support.ts';

const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300];

/** Feeds `seconds` of features, twice a second, and returns every estimate. */
const feed = (
  decoder: Decoder,
  seconds: number,
  at: (nowMs: number) => FeatureValue[],
  startMs = T0,
) => {
  const estimates: (AffectEstimate | null)[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += 500)
    estimates.push(decoder.decode(viewOf(at(startMs + ms)), startMs + ms));
  return estimates;
};

const lively = (seed: number) => {
  const random = seeded(seed);
  return (nowMs: number) => everyFeature(() => 0.2 + 0.6 * random(), nowMs);
};

const sureness = (estimate: AffectEstimate | null | undefined): number =>
  estimate ? fuse([estimate], estimate.atMs).confidence : 0;

it('decoder ids are unique', () => {
  expect(new Set(DECODERS.map((d) => d.id)).size).toBe(DECODERS.length);
});

describe.each(DECODERS.map((record) => [record.id, record] as const))(
  'decoder %s',
  (id, record) => {
    const make = () => record.make('dancer');

    it('names itself, its features, and a body', () => {
      const decoder = make();
      expect(decoder.id).toBe(id);
      expect(decoder.needs.length).toBeGreaterThan(0);
      for (const name of decoder.needs) expect(FEATURE_NAMES).toContain(name);
    });

    it('says something valid of a living body, with the time and provenance of its input', () => {
      const estimates = feed(make(), 60, lively(1));
      for (const estimate of estimates) AffectEstimate.parse(estimate);
      expect(sureness(estimates.at(-1))).toBeGreaterThan(0.01);
      expect(estimates.at(-1)).toMatchObject({
        decoder: id,
        bodyId: 'dancer',
        atMs: T0 + 60_000,
        recorded: false,
      });
      const recorded = make().decode(viewOf(everyFeature(() => 0.5, T0, { recorded: true })), T0);
      expect(recorded?.recorded).toBe(true);
    });

    it('is silent where nothing is heard', () => {
      expect(make().decode(viewOf([]), T0)).toBeNull();
    });

    it.each(ODD)('is silent where every value is %d', (odd) => {
      const estimates = feed(make(), 10, (now) =>
        everyFeature(() => 0.5, now).map((v) => ({ ...v, value: odd })),
      );
      expect(estimates.every((e) => e === null)).toBe(true);
    });

    it.each(ODD)('is silent or valid where every confidence or time is %d', (odd) => {
      for (const field of ['confidence', 'atMs'] as const) {
        const estimates = feed(make(), 5, (now) =>
          everyFeature(() => 0.5, now).map((v) => ({ ...v, [field]: odd })),
        );
        for (const e of estimates) if (e && field === 'confidence') AffectEstimate.parse(e);
      }
    });

    it('one odd feature among good ones never spoils the estimate', () => {
      for (const name of make().needs)
        for (const odd of ODD) {
          const good = lively(3);
          const estimates = feed(make(), 10, (now) =>
            good(now).map((v) => (v.name === name ? { ...v, value: odd } : v)),
          );
          for (const e of estimates) if (e) AffectEstimate.parse(e);
        }
    });

    it('loses trust in features that never change: a stuck sensor is no body', () => {
      const stuck = feed(make(), 90, (now) => everyFeature(() => 0.6, now)).at(-1);
      const living = feed(make(), 90, lively(4)).at(-1);
      expect(sureness(stuck)).toBeLessThan(0.15);
      expect(sureness(stuck)).toBeLessThan(sureness(living));
    });

    it('is less sure of features that are less sure', () => {
      const doubtful = lively(5);
      const unsure = feed(make(), 30, (now) =>
        doubtful(now).map((v) => ({ ...v, confidence: 0.3 })),
      );
      const sure = feed(make(), 30, lively(5));
      expect(sureness(unsure.at(-1))).toBeLessThan(sureness(sure.at(-1)));
    });

    it('is never surer with a feature missing', () => {
      const whole = feed(make(), 30, lively(6)).at(-1);
      for (const name of make().needs) {
        const all = lively(6);
        const part = feed(make(), 30, (now) => all(now).filter((v) => v.name !== name)).at(-1);
        expect(sureness(part)).toBeLessThanOrEqual(sureness(whole) + 1e-9);
      }
    });

    it('gives the same estimates for the same features, and after a reset', () => {
      const decoder = make();
      const first = feed(decoder, 30, lively(7));
      expect(feed(make(), 30, lively(7))).toEqual(first);
      decoder.reset();
      expect(feed(decoder, 30, lively(7))).toEqual(first);
    });

    it('takes every value within the typical range of its features', () => {
      for (const share of [0, 1])
        for (const name of make().needs) {
          const [low, high] = FEATURES[name].range;
          const value = share ? high : low;
          const estimate = make().decode(
            viewOf(everyFeature(() => 0.5, T0).map((v) => (v.name === name ? { ...v, value } : v))),
            T0,
          );
          AffectEstimate.parse(estimate);
        }
    });
  },
);
