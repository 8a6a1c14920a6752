import { afterAll, beforeAll, expect, it } from 'vitest';
import { sceneInfo } from '#contracts/scenes';
import { correlation as pearson } from '../../conductor/memory/film/correlate.ts';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import { difference, lights, meanOf, openStagePage, type StagePage } from './stage-page.ts';

const LONG = 240_000;
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());

type Felt = Readonly<Record<'positive' | 'negative' | 'arousal' | 'confidence', number>>;

/** The look that a feeling gives, by the scene's own table. */
const lookOf = (felt: Felt): Record<string, number> =>
  Object.fromEntries(
    sceneInfo('recall').defaultMap.map(({ from, to, out: [low, high] }) => [
      to,
      low + (high - low) * (felt[from as keyof Felt] ?? 0),
    ]),
  );

/** Feelings that go their own ways, each dimension through all of its range. */
const FELT: readonly Felt[] = Array.from({ length: 22 }, (_, i) => ({
  positive: 0.5 + 0.45 * Math.sin(0.61 * i),
  negative: 0.5 + 0.45 * Math.sin(0.97 * i + 2),
  arousal: 0.5 + 0.45 * Math.sin(1.43 * i + 4),
  confidence: 0.85,
}));

const correlation = (a: readonly number[], b: readonly number[]): number =>
  pearson(a, b, ['what is felt', 'what is seen']).r ?? 0;

const spread = (values: Float64Array): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((v) => (v - mean) ** 2)));
};

/** How warm the light of a picture is: red over blue, where there is light. */
const warmth = (rgba: Uint8Array): number => {
  let [red, blue] = [0, 0];
  for (let i = 0; i < rgba.length; i += 4) {
    red += rgba[i] ?? 0;
    blue += rgba[i + 2] ?? 0;
  }
  return red / Math.max(1, blue);
};

it('the palette, the contrast and the pace of a recall follow what is felt', {
  timeout: LONG,
}, async () => {
  await stage.open('&plain=1');
  const seen: { warm: number; light: number; contrast: number; pace: number }[] = [];
  for (const felt of FELT) {
    const state = stateOf([layer('recall', 1, { ...lookOf(felt), trail: 0 })], { cut: true });
    await stage.steps(state, 3, 900);
    const going = { ...state, cut: false };
    const before = await stage.pixels();
    await stage.steps(going, 1, 400);
    const after = await stage.pixels();
    const light = lights(after);
    seen.push({
      warm: warmth(after),
      light: meanOf(light),
      contrast: spread(light) / meanOf(light),
      pace: difference(before, after) / (255 * meanOf(light)),
    });
  }
  const of = (name: keyof Felt) => FELT.map((felt) => felt[name]);
  const r = {
    palette: correlation(
      of('positive'),
      seen.map(({ warm }) => warm),
    ),
    light: correlation(
      FELT.map(({ positive, negative }) => positive - negative),
      seen.map(({ light }) => light),
    ),
    contrast: correlation(
      of('arousal'),
      seen.map(({ contrast }) => contrast),
    ),
    pace: correlation(
      of('arousal'),
      seen.map(({ pace }) => pace),
    ),
  };
  for (const [what, value] of Object.entries(r))
    expect(value, `${what} of ${JSON.stringify(r)}`).toBeGreaterThan(0.7);
  expect(stage.errors).toEqual([]);
});
