import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { Decoder, Model } from '../../conductor/affect/decoder.ts';
import { movementDecoder } from '../../conductor/affect/decoders/movement.ts';
import {
  MOVEMENT_MODEL,
  movementRatingsDecoder,
} from '../../conductor/affect/decoders/movement-ratings.ts';
import { freshUntil, fuse } from '../../conductor/affect/fusion.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { fitCurve } from '../../training/movement/curve.ts';
import { RATINGS, type Rated, ratedWalks } from '../../training/movement/ratings.ts';
import { withoutGroup } from '../../training/movement/scores.ts';
import { movementGraph } from '../../training/movement/train.ts';
import { dataFolder, hasData } from '../support/data.ts';
import { sha256, shippedModels } from '../support/models.ts';
import { feature, made, seeded, T0, viewOf } from './support.ts';

const shipped = await shippedModels();

/** Moves for some seconds; returns what is said at last. */
const move = async (
  decoder: Decoder,
  fromS: number,
  seconds: number,
  hz: (s: number) => number,
  motionEnergy = 0.4,
): Promise<AffectEstimate | null> => {
  let said: AffectEstimate | null = null;
  for (let s = fromS; s < fromS + seconds; s += 0.25) {
    const at = T0 + s * 1000;
    const features = [
      feature('motionCentroid', hz(s), at),
      feature('motionEnergy', motionEnergy * (1 + 0.01 * Math.sin(s)), at),
    ];
    said = decoder.decode(viewOf(features), at);
    await shipped.settled();
  }
  return said;
};

const walking = (middle: number) => {
  const random = seeded(5);
  return () => middle * (1 + 0.1 * (random() - 0.5));
};
const walker = () => made(movementRatingsDecoder, shipped.context);

describe('the decoder of rated movement', () => {
  it('says nothing before it knows what is ordinary for the body', async () => {
    const decoder = walker();
    expect(await move(decoder, 0, 25, walking(4))).toBeNull();
    expect(await move(decoder, 25, 10, walking(4))).not.toBeNull();
  });

  it('finds a walk ordinary, a hurried one aroused and a dragging one calm, whatever the sensor', async () => {
    for (const middle of [1.8, 4.3]) {
      const arousalAfter = async (share: number) => {
        const decoder = walker();
        await move(decoder, 0, 60, walking(middle));
        return (await move(decoder, 60, 4, walking(share * middle)))?.arousal?.mean ?? Number.NaN;
      };
      const [slow, usual, fast] = [
        await arousalAfter(0.8),
        await arousalAfter(1),
        await arousalAfter(1.25),
      ];
      expect(usual).toBeGreaterThan(0.35);
      expect(usual).toBeLessThan(0.65);
      expect(fast).toBeGreaterThan(usual + 0.15);
      expect(slow).toBeLessThan(usual - 0.1);
    }
  });

  it('takes over from the rules by and by, without a step in what is felt', async () => {
    const reader = affectReader({
      bodyId: 'dancer',
      records: [movementDecoder, movementRatingsDecoder],
      decayS: 12,
      context: shipped.context,
    });
    const walk = walking(4.3);
    const felt: { readonly arousal: number; readonly sd: number; readonly who: string }[] = [];
    for (let s = 0; s <= 75; s += 0.25) {
      const at = T0 + s * 1000;
      const centroid = feature('motionCentroid', walk(), at);
      reader.hear([centroid, feature('motionEnergy', 0.4 + 0.004 * Math.sin(s), at)], at);
      reader.tick(at);
      await shipped.settled();
      const { arousal } = fuse(reader.spoken(at), at);
      const who = reader.spoken(at).map(({ decoder }) => decoder);
      felt.push({ arousal: arousal.mean, sd: arousal.sd, who: who.join() });
    }
    const seconds = (from: number, to: number) => felt.slice(4 * from, 4 * to);
    const mean = (part: typeof felt) => part.reduce((sum, f) => sum + f.arousal, 0) / part.length;
    const turn = felt.findIndex(({ who }) => who === 'movement-ratings');
    expect(turn / 4).toBeGreaterThan(29);
    expect(turn / 4).toBeLessThan(32);
    expect(new Set(felt.slice(turn).map(({ who }) => who))).toEqual(new Set(['movement-ratings']));
    // The rules find this walk lively, its own ratings ordinary: by so much does it come down ...
    const before = mean(seconds(24, 29));
    const after = mean(seconds(65, 75));
    expect(before - after).toBeGreaterThan(0.1);
    // ... not at once, but bit by bit, half of it when half of the time is over.
    expect(mean(seconds(32, 35))).toBeGreaterThan(before - 0.3 * (before - after));
    expect(mean(seconds(43, 48))).toBeGreaterThan(after + 0.25 * (before - after));
    expect(mean(seconds(43, 48))).toBeLessThan(before - 0.25 * (before - after));
    // On the way nobody is less sure than at its end: the two readings are one cue, not two that disagree.
    const end = felt.at(-1)?.sd ?? 0;
    for (const { sd } of felt.slice(turn)) expect(sd).toBeLessThan(1.01 * end);
  });

  it('leaves the word to the rules once its model no longer answers, with no silence between', async () => {
    let isThere = true;
    const context = {
      ...shipped.context,
      model: (id: string) => {
        const model = shipped.context.model(id);
        const ask: Model['ask'] = (input, rows) =>
          isThere && model ? model.ask(input, rows) : Promise.reject(new Error('gone'));
        return model && { ...model, ask };
      },
    };
    const reader = affectReader({
      bodyId: 'dancer',
      records: [movementDecoder, movementRatingsDecoder],
      decayS: 12,
      context,
    });
    const walk = walking(4.3);
    const moved = async (fromS: number, toS: number) => {
      const fresh: string[] = [];
      for (let s = fromS; s < toS; s += 0.25) {
        const at = T0 + s * 1000;
        reader.hear([feature('motionCentroid', walk(), at)], at);
        reader.tick(at);
        await shipped.settled();
        const stands = reader.spoken(at).filter((e) => at <= freshUntil(e));
        fresh.push(stands.map(({ decoder }) => decoder).join('+'));
      }
      return fresh;
    };
    expect((await moved(0, 40)).at(-1)).toBe('movement-ratings');
    isThere = false;
    const after = await moved(40, 55);
    expect(new Set(after)).toEqual(new Set(['movement-ratings', 'movement-rules']));
    expect(after.indexOf('movement-rules') / 4).toBeLessThan(9);
    expect(after.at(-1)).toBe('movement-rules');
    isThere = true;
    expect((await moved(55, 57)).at(-1)).toBe('movement-ratings');
  });

  it('a body that stands still is calm however noisy its centroid', async () => {
    const decoder = walker();
    await move(decoder, 0, 60, walking(4));
    expect((await move(decoder, 60, 4, walking(7), 0))?.arousal?.mean).toBeLessThan(0.2);
  });

  it('is surer of arousal than of valence, and of neither as sure as many raters together', async () => {
    const decoder = walker();
    await move(decoder, 0, 65, walking(4));
    const said = await move(decoder, 65, 2, walking(4));
    expect(said?.positive?.sd).toBeGreaterThan(1.5 * (said?.arousal?.sd ?? 1));
    expect(said?.arousal?.sd).toBeGreaterThan(0.2);
  });

  it('is not made without its model, or with a card that lacks a width', () => {
    const model = shipped.context.model(MOVEMENT_MODEL);
    if (!model) throw new Error('the model does not ship');
    const with_ = (settings: Record<string, number>) => ({
      ...shipped.context,
      model: () => ({ ...model, card: { ...model.card, settings } }),
    });
    const none = { ...shipped.context, model: () => null };
    expect(movementRatingsDecoder.make('dancer', none)).toBeNull();
    expect(movementRatingsDecoder.make('dancer', with_({}))).toBeNull();
    expect(movementRatingsDecoder.make('dancer', with_({ r: 1.2, leastSd: 0.1 }))).toBeNull();
    expect(movementRatingsDecoder.make('dancer', with_({ r: 0.6, leastSd: 0.1 }))).not.toBeNull();
  });

  it('the curve that ships rises everywhere', async () => {
    const model = shipped.context.model(MOVEMENT_MODEL);
    const z = fc.double({ min: -2.5, max: 2.5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(z, z, async (a, b) => {
        const low = (await model?.ask(Float32Array.of(Math.min(a, b))))?.[0] ?? Number.NaN;
        const high = (await model?.ask(Float32Array.of(Math.max(a, b))))?.[0] ?? Number.NaN;
        expect(high).toBeGreaterThanOrEqual(low);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the curve through ratings', () => {
  const walk = (i: number, arousal: number): Rated => ({
    name: `walk${i}`,
    actor: `actor${i % 5}`,
    emotion: 'happy',
    centroid: Math.log(0.1 + 0.002 * i),
    ratings: [{ rater: 'a', arousal, valence: 0.5 }],
  });

  it('is refused where arousal falls with the centroid', () => {
    const falling = Array.from({ length: 20 }, (_, i) => walk(i, 1 - i / 20));
    expect(() => fitCurve(falling)).toThrow(RangeError);
  });

  it('has no correlation with ratings that are chance', () => {
    const random = seeded(2);
    const chance = Array.from({ length: 80 }, (_, i) => walk(i, 0.3 + 0.005 * i * random()));
    const honest = Array.from({ length: 80 }, (_, i) => walk(i, 0.2 + 0.005 * i));
    const r = (walks: Rated[]) => withoutGroup(walks, ({ actor }) => actor).r;
    expect(r(honest)).toBeGreaterThan(0.95);
    expect(r(chance)).toBeLessThan(0.9);
  });
});

describe.skipIf(!hasData(RATINGS))('the ratings', () => {
  it('are of 239 walks by 30 people', () => {
    const walks = ratedWalks(dataFolder());
    expect(walks.length).toBe(239);
    expect(new Set(walks.map(({ actor }) => actor)).size).toBe(30);
  });

  it('give the weights that ship, to the byte, and the same twice', () => {
    const walks = ratedWalks(dataFolder());
    const graph = movementGraph(walks);
    expect(movementGraph(walks)).toEqual(graph);
    const card = shipped.context.model(MOVEMENT_MODEL)?.card;
    expect(sha256(graph)).toBe(card?.sha256);
    expect(card?.settings.leastSd).toBe(fitCurve(walks).scaling.sd[0]);
  });
});
