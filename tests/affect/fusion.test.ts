import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AffectEstimate, MODALITIES, NEUTRAL } from '#contracts/affect';
import { PRIOR_SD, pool } from '../../conductor/affect/belief.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { T0 } from './support.ts';

const belief = fc.record({
  mean: fc.double({ min: 0, max: 1, noNaN: true }),
  sd: fc.double({ min: 0.01, max: 10, noNaN: true }),
});
const estimate: fc.Arbitrary<AffectEstimate> = fc
  .record({
    decoder: fc.constantFrom('a', 'b', 'c'),
    modality: fc.constantFrom(...MODALITIES),
    atMs: fc.integer({ min: T0 - 90_000, max: T0 }),
    recorded: fc.boolean(),
    arousal: belief,
    positive: belief,
    negative: belief,
  })
  .map((e) => ({ ...e, bodyId: 'dancer' }));

const said = (
  modality: AffectEstimate['modality'],
  mean: number,
  sd: number,
  atMs = T0,
): AffectEstimate => ({
  decoder: `${modality}-${mean}`,
  modality,
  bodyId: 'dancer',
  atMs,
  recorded: false,
  arousal: { mean, sd },
});

it('nothing heard: the prior at NEUTRAL and no confidence', () => {
  const fused = fuse([], T0);
  expect(fused.positive).toEqual({ mean: NEUTRAL.positive, sd: PRIOR_SD });
  expect(fused.arousal.mean).toBe(NEUTRAL.arousal);
  expect(fused.confidence).toBe(0);
  expect(fused.newestMs).toBeNull();
});

it('stays within range and between what was said and the prior, and never less sure than the prior', () => {
  fc.assert(
    fc.property(fc.array(estimate, { maxLength: 8 }), (estimates) => {
      const fused = fuse(estimates, T0);
      expect(fused.confidence).toBeGreaterThanOrEqual(0);
      expect(fused.confidence).toBeLessThanOrEqual(1);
      for (const d of ['positive', 'negative', 'arousal'] as const) {
        const said = [NEUTRAL[d], ...estimates.map((e) => e[d]?.mean ?? NEUTRAL[d])];
        expect(fused[d].mean).toBeGreaterThanOrEqual(Math.min(...said) - 1e-9);
        expect(fused[d].mean).toBeLessThanOrEqual(Math.max(...said) + 1e-9);
        expect(fused[d].sd).toBeLessThanOrEqual(PRIOR_SD + 1e-9);
      }
    }),
  );
});

it('does not depend on the order of the estimates', () => {
  fc.assert(
    fc.property(fc.array(estimate, { maxLength: 6 }), (estimates) => {
      const forward = fuse(estimates, T0);
      const backward = fuse([...estimates].reverse(), T0);
      expect(backward.arousal.mean).toBeCloseTo(forward.arousal.mean, 9);
      expect(backward.confidence).toBeCloseTo(forward.confidence, 9);
    }),
  );
});

it('weights by precision: a sure voice outweighs an unsure one', () => {
  const fused = fuse([said('movement', 0.9, 0.1), said('physiology', 0.1, 0.5)], T0);
  expect(fused.arousal.mean).toBeGreaterThan(0.7);
});

it('two decoders of one modality that say the same make it no surer; two modalities do', () => {
  const one = fuse([said('movement', 0.8, 0.2)], T0);
  const same = fuse(
    [said('movement', 0.8, 0.2), { ...said('movement', 0.8, 0.2), decoder: 'x' }],
    T0,
  );
  const two = fuse([said('movement', 0.8, 0.2), said('physiology', 0.8, 0.2)], T0);
  expect(same.arousal.sd).toBeCloseTo(one.arousal.sd, 9);
  expect(two.arousal.sd).toBeLessThan(one.arousal.sd * 0.9);
});

it('stale estimates lose precision with age, and end in the prior', () => {
  const ages = [0, 1000, 3000, 6000, 12_000, 61_000];
  const sureness = ages.map((age) => fuse([said('movement', 0.9, 0.1, T0 - age)], T0).confidence);
  expect(sureness[1]).toBe(sureness[0]);
  for (let i = 2; i < ages.length; i++) expect(sureness[i]).toBeLessThan(sureness[i - 1]!);
  expect(sureness.at(-1)).toBe(0);
});

it('says recorded where anything behind it was recorded', () => {
  const live = said('movement', 0.5, 0.2);
  expect(fuse([live], T0).recorded).toBe(false);
  expect(fuse([live, { ...said('brain', 0.5, 0.5), recorded: true }], T0).recorded).toBe(true);
});

it('a pool is as sure as its surest member at least, and as all together at most', () => {
  fc.assert(
    fc.property(
      fc.array(belief, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (beliefs, rho) => {
        const joint = pool(beliefs, rho)!;
        const precisions = beliefs.map((b) => 1 / b.sd ** 2);
        const p = 1 / joint.sd ** 2;
        expect(p).toBeGreaterThanOrEqual(Math.max(...precisions) * (1 - 1e-9));
        expect(p).toBeLessThanOrEqual(precisions.reduce((a, b) => a + b) * (1 + 1e-9));
      },
    ),
  );
});

describe('how long an estimate stands', () => {
  const said = (goodForS?: number): AffectEstimate => ({
    decoder: 'text',
    modality: 'text',
    bodyId: 'dancer',
    atMs: T0,
    recorded: false,
    ...(goodForS && { goodForS }),
    arousal: { mean: 0.9, sd: 0.1 },
  });

  it('is two seconds, or what it says itself', () => {
    expect(fuse([said()], T0).freshUntilMs).toBe(T0 + 2000);
    expect(fuse([said(20)], T0).freshUntilMs).toBe(T0 + 20_000);
    expect(fuse([said(), said(20)], T0).freshUntilMs).toBe(T0 + 20_000);
    expect(fuse([], T0).freshUntilMs).toBe(Number.NEGATIVE_INFINITY);
  });

  it('keeps its weight meanwhile, and loses it afterwards', () => {
    expect(fuse([said(20)], T0 + 19_000).arousal).toEqual(fuse([said(20)], T0).arousal);
    expect(fuse([said(20)], T0 + 40_000).arousal.sd).toBeGreaterThan(0.11);
  });
});
