import { describe, expect, it } from 'vitest';
import { AffectEstimate } from '#contracts/affect';
import { FEATURE_NAMES, FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { RULES_ONLY } from '../../conductor/affect/cast.ts';
import type { Decoder, DecoderContext, DecoderRecord } from '../../conductor/affect/decoder.ts';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { everyFeature, made, seeded, T0, viewOf } from '../affect/support.ts';
import { bodyBlocks } from '../support/body-blocks.ts';
import { shippedModels } from '../support/models.ts';

const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300];
const STEP_MS = 500;

const shipped = await shippedModels();

type Features = (nowMs: number) => FeatureValue[];
type Blocks = (sinceMs: number, atMs: number) => SampleBlock[];

const living: Blocks = (sinceMs, atMs) => bodyBlocks(sinceMs, atMs);
const spoilt =
  (value: number): Blocks =>
  (sinceMs, atMs) =>
    bodyBlocks(sinceMs, atMs, {}, () => value);

/** Feeds `seconds` of features and samples, twice a second, and returns every estimate. */
const feed = async (decoder: Decoder, seconds: number, at: Features, blocks: Blocks = living) => {
  const estimates: (AffectEstimate | null)[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += STEP_MS) {
    const nowMs = T0 + ms;
    if (decoder.hear) for (const block of blocks(nowMs - STEP_MS, nowMs)) decoder.hear(block);
    estimates.push(decoder.decode(viewOf(at(nowMs)), nowMs));
    await shipped.settled();
  }
  return estimates;
};

/** A body whose every feature lives, and who speaks: a decoder of voices hears nothing where nobody does. */
const lively = (seed: number, more: Partial<FeatureValue> = {}): Features => {
  const random = seeded(seed);
  const share = (name: FeatureName): number =>
    name === 'speaking' ? 0.6 + 0.4 * random() : 0.2 + 0.6 * random();
  return (nowMs) => everyFeature(share, nowMs, more);
};

const sureness = (estimate: AffectEstimate | null | undefined): number =>
  estimate ? fuse([estimate], estimate.atMs).confidence : 0;

/** A record with a context in which it makes a decoder. */
interface Case {
  readonly name: string;
  readonly record: DecoderRecord;
  readonly context: DecoderContext;
  /** It asks a model that ships. */
  readonly isLearned: boolean;
}

const asksModel = (record: DecoderRecord): boolean => {
  let asks = false;
  record.make('dancer', {
    ...shipped.context,
    model(id) {
      const model = shipped.context.model(id);
      asks ||= model !== null;
      return model;
    },
  });
  return asks;
};

const CASES: Case[] = DECODERS.flatMap((record) => [
  ...(record.make('dancer', RULES_ONLY)
    ? [{ name: record.id, record, context: RULES_ONLY, isLearned: false }]
    : []),
  ...(asksModel(record)
    ? [{ name: `${record.id} with its model`, record, context: shipped.context, isLearned: true }]
    : []),
]);

it('decoder ids are unique', () => {
  expect(new Set(DECODERS.map((d) => d.id)).size).toBe(DECODERS.length);
});

it('every decoder is made, or says by null that something is missing', () => {
  for (const record of DECODERS)
    for (const context of [RULES_ONLY, shipped.context]) {
      const decoder = record.make('dancer', context);
      expect(decoder === null || decoder.id === record.id).toBe(true);
    }
});

describe.each(CASES.map((one) => [one.name, one] as const))(
  'decoder %s',
  (_, { record, context, isLearned }) => {
    const make = () => made(record, context);
    /** A model that knows windows of samples needs minutes of a person; a rule speaks at once. */
    const livingS = isLearned ? 180 : 60;

    it('names itself, its features, and a body', () => {
      const decoder = make();
      expect(decoder.id).toBe(record.id);
      // It listens to something: to features, or to samples.
      expect(decoder.needs.length > 0 || decoder.hear !== undefined).toBe(true);
      for (const name of decoder.needs) expect(FEATURE_NAMES).toContain(name);
      expect(DECODERS.map((d) => d.id)).toContain(decoder.replaces ?? record.id);
    });

    it('says something valid of a living body, with the time and provenance of its input', async () => {
      const estimates = await feed(make(), livingS, lively(1));
      for (const estimate of estimates) if (estimate) AffectEstimate.parse(estimate);
      const last = estimates.at(-1);
      expect(sureness(last)).toBeGreaterThan(0.01);
      expect(last).toMatchObject({ decoder: record.id, bodyId: 'dancer', recorded: false });
      const endMs = T0 + livingS * 1000;
      // A window of samples ends a little before now.
      expect(last?.atMs).toBeLessThanOrEqual(endMs);
      expect(last?.atMs).toBeGreaterThanOrEqual(isLearned ? endMs - 15_000 : endMs);
      const again = await feed(make(), livingS, lively(1, { recorded: true }), (a, b) =>
        bodyBlocks(a, b, { recorded: true }),
      );
      expect(again.at(-1)?.recorded).toBe(true);
    });

    it('is silent where nothing is heard', () => {
      expect(make().decode(viewOf([]), T0)).toBeNull();
    });

    it.each(ODD)('is silent where every value is %d', async (odd) => {
      const spoil: Features = (now) =>
        everyFeature(() => 0.5, now).map((v) => ({ ...v, value: odd }));
      const estimates = await feed(make(), isLearned ? 60 : 10, spoil, spoilt(odd));
      expect(estimates.every((e) => e === null)).toBe(true);
    });

    it.each(ODD)('is silent or valid where every confidence or time is %d', async (odd) => {
      for (const field of ['confidence', 'atMs'] as const) {
        const estimates = await feed(make(), 5, (now) =>
          everyFeature(() => 0.5, now).map((v) => ({ ...v, [field]: odd })),
        );
        for (const e of estimates) if (e && field === 'confidence') AffectEstimate.parse(e);
      }
    });

    it('one odd feature among good ones never spoils the estimate', async () => {
      for (const name of make().needs)
        for (const odd of ODD) {
          const good = lively(3);
          const estimates = await feed(make(), 10, (now) =>
            good(now).map((v) => (v.name === name ? { ...v, value: odd } : v)),
          );
          for (const e of estimates) if (e) AffectEstimate.parse(e);
        }
    });

    it('loses trust in what never changes: a stuck sensor is no body', async () => {
      const seconds = isLearned ? livingS : 90;
      const still: Features = (now) => everyFeature(() => 0.6, now);
      const stuck = (await feed(make(), seconds, still, spoilt(0.6))).at(-1);
      const alive = (await feed(make(), seconds, lively(4))).at(-1);
      expect(sureness(stuck)).toBeLessThan(0.15);
      expect(sureness(stuck)).toBeLessThan(sureness(alive));
    });

    // Samples carry no confidence, and a model may know its person by fewer of them.
    it.skipIf(isLearned)('is less sure of features that are less sure', async () => {
      const unsure = await feed(make(), 30, lively(5, { confidence: 0.3 }));
      const sure = await feed(make(), 30, lively(5));
      expect(sureness(unsure.at(-1))).toBeLessThan(sureness(sure.at(-1)));
    });

    it.skipIf(isLearned)('is never surer with a feature missing', async () => {
      const whole = (await feed(make(), 30, lively(6))).at(-1);
      for (const name of make().needs) {
        const all = lively(6);
        const part = (await feed(make(), 30, (now) => all(now).filter((v) => v.name !== name))).at(
          -1,
        );
        expect(sureness(part)).toBeLessThanOrEqual(sureness(whole) + 1e-9);
      }
    });

    it('gives the same estimates for the same input, and after a reset', async () => {
      const decoder = make();
      const seconds = isLearned ? livingS : 30;
      const first = await feed(decoder, seconds, lively(7));
      expect(await feed(make(), seconds, lively(7))).toEqual(first);
      decoder.reset();
      expect(await feed(decoder, seconds, lively(7))).toEqual(first);
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
          const isGate = name === 'speaking' && share === 0;
          if (estimate || !(isLearned || isGate)) AffectEstimate.parse(estimate);
        }
    });
  },
);
