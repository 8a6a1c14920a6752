import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type OutputPatch, PLAIN_OUTPUT, type Slice, WHOLE_SLICE } from '#contracts/output';
import { codedShare } from '../../stage-display/projection/mapping/edge.ts';
import { lightOf } from '../../stage-display/projection/mapping/light.ts';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import { againstGolden, lights, meanOf, openStagePage, type StagePage } from './stage-page.ts';

const LONG = 120_000;
const WIDTH = 320;
const HEIGHT = 180;
const STEP_MS = 50;
const state = stateOf([layer('tide')]);
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());
beforeEach(async () => {
  await stage.open('&plain=1');
}, LONG);

const map = (output: OutputPatch | null): Promise<void> =>
  stage.page.evaluate((set) => window.__stage?.map(set), output);
/** In few pictures: a page without a GPU takes long for each. */
const wait = (seconds: number): Promise<void> => stage.steps(state, Math.ceil(seconds / 0.5), 500);
/** Red of a pixel, 0..255; y from the top. */
const at = (rgba: Uint8Array, x: number, y: number): number =>
  rgba[((HEIGHT - 1 - y) * WIDTH + x) * 4] ?? Number.NaN;
const outputOf = (slices: Slice[], pattern: OutputPatch['pattern'] = 'none'): OutputPatch => ({
  ...PLAIN_OUTPUT,
  slices,
  pattern,
});
/** The brightest channel of any pixel. */
const brightest = async (): Promise<number> =>
  (await stage.pixels()).reduce((most, v, i) => (i % 4 === 3 ? most : Math.max(most, v)), 0);
/** White from the very first picture on. */
const white = async (...slices: Slice[]): Promise<Uint8Array> => {
  await map(outputOf(slices, 'white'));
  await stage.steps(state, 1, STEP_MS);
  return stage.pixels();
};

it('puts a slice where its corners are, and leaves the rest of the canvas dark', {
  timeout: LONG,
}, async () => {
  const pixels = await white({
    ...WHOLE_SLICE,
    corners: [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.75, 0.75],
      [0.25, 0.75],
    ],
  });
  expect(at(pixels, 160, 90)).toBe(255);
  expect(at(pixels, 84, 50)).toBe(255);
  expect(at(pixels, 76, 90)).toBe(0);
  expect(at(pixels, 160, 140)).toBe(0);
  expect(meanOf(lights(pixels))).toBeCloseTo(0.25, 2);
  expect(stage.errors).toEqual([]);
});

it('draws what the maths says: crop, perspective, masks with feather, soft edges, level', {
  timeout: LONG,
}, async () => {
  const slice: Slice = {
    crop: [0.1, 0.2, 0.6, 0.7],
    corners: [
      [0.1, 0.05],
      [0.95, 0.2],
      [0.85, 0.9],
      [0.02, 0.75],
    ],
    masks: [
      {
        points: [
          [0.4, 0.3],
          [0.7, 0.4],
          [0.5, 0.7],
        ],
        feather: 0.1,
        hide: true,
      },
      {
        points: [
          [0.05, 0.1],
          [0.9, 0.1],
          [0.9, 0.85],
          [0.05, 0.85],
        ],
        feather: 0.05,
        hide: false,
      },
    ],
    blend: { left: 0.3, right: 0.1, top: 0, bottom: 0.2, gamma: 1.8 },
    level: 0.8,
  };
  const pixels = await white(slice);
  const off: number[] = [];
  for (let y = 0; y < HEIGHT; y += 3)
    for (let x = 0; x < WIDTH; x += 3) {
      const place = [(x + 0.5) / WIDTH, (y + 0.5) / HEIGHT] as const;
      const said = lightOf(slice, place, WIDTH / HEIGHT)?.light ?? 0;
      off.push(Math.abs(at(pixels, x, y) - 255 * codedShare(said, slice.blend.gamma)));
    }
  // A pixel at the very rim of the slice is covered in part; the others agree to a step or two.
  const sorted = [...off].sort((a, b) => a - b);
  expect(sorted[Math.floor(off.length * 0.97)]).toBeLessThan(2.5);
  expect(meanOf(off)).toBeLessThan(1);
});

/** Two projectors side by side on the canvas whose parts of the picture overlap by a fifth. */
const projectors = (gamma: number): [Slice, Slice] => {
  const none = { left: 0, right: 0, top: 0, bottom: 0, gamma };
  const half = (x: number): Slice['corners'] => [
    [x, 0],
    [x + 0.5, 0],
    [x + 0.5, 1],
    [x, 1],
  ];
  return [
    { ...WHOLE_SLICE, crop: [0, 0, 0.6, 1], corners: half(0), blend: { ...none, right: 1 / 3 } },
    { ...WHOLE_SLICE, crop: [0.4, 0, 0.6, 1], corners: half(0.5), blend: { ...none, left: 1 / 3 } },
  ];
};

/** What the wall shows along a line: both projectors' light at each place of the picture. */
const wall = (pixels: Uint8Array, gamma: number): number[] => {
  const light = (x: number): number => {
    const low = Math.floor(x);
    const value = (i: number) =>
      (at(pixels, Math.min(WIDTH - 1, Math.max(0, i)), 90) / 255) ** gamma;
    return value(low) + (value(low + 1) - value(low)) * (x - low);
  };
  return Array.from({ length: 181 }, (_, i) => 0.05 + (i / 180) * 0.9).map((place) => {
    const left = place <= 0.6 ? light((place / 0.6) * 160 - 0.5) : 0;
    const right = place >= 0.4 ? light(160 + ((place - 0.4) / 0.6) * 160 - 0.5) : 0;
    return left + right;
  });
};

it('gives constant light on the wall where two projectors overlap, at their gamma', {
  timeout: LONG,
}, async () => {
  for (const gamma of [1.8, 2.2, 2.6]) {
    await stage.open('&plain=1');
    const all = wall(await white(...projectors(gamma)), gamma);
    // Eight bits of two projectors: a step of 255 at the dark end of each ramp.
    expect(Math.min(...all), `gamma ${gamma}`).toBeGreaterThan(0.985);
    expect(Math.max(...all), `gamma ${gamma}`).toBeLessThan(1.015);
  }
  expect(await againstGolden(stage, 'output-two-projectors')).toBeLessThan(1);
});

it('adds up in light where two slices lie over each other on one canvas', {
  timeout: LONG,
}, async () => {
  const wide = { left: 0, right: 0, top: 0, bottom: 0, gamma: 2.2 };
  const a: Slice = {
    ...WHOLE_SLICE,
    crop: [0, 0, 0.6, 1],
    corners: [
      [0, 0],
      [0.6, 0],
      [0.6, 1],
      [0, 1],
    ],
    blend: { ...wide, right: 1 / 3 },
  };
  const b: Slice = {
    ...WHOLE_SLICE,
    crop: [0.4, 0, 0.6, 1],
    corners: [
      [0.4, 0],
      [1, 0],
      [1, 1],
      [0.4, 1],
    ],
    blend: { ...wide, left: 1 / 3 },
  };
  const pixels = await white(a, b);
  const row = Array.from({ length: WIDTH }, (_, x) => at(pixels, x, 90));
  expect(Math.min(...row)).toBeGreaterThanOrEqual(253);
});

it('shows the picture itself through its slices, and the very same picture where the output is plain', {
  timeout: LONG,
}, async () => {
  await wait(3);
  const plain = await stage.pixels();
  await stage.open('&plain=1');
  await map(PLAIN_OUTPUT);
  await wait(3);
  expect(Buffer.compare(await stage.pixels(), plain)).toBe(0);
  await stage.open('&plain=1');
  await map(
    outputOf([
      {
        ...WHOLE_SLICE,
        corners: [
          [1, 0],
          [0, 0],
          [0, 1],
          [1, 1],
        ],
      },
    ]),
  );
  await wait(3);
  const mirrored = await stage.pixels();
  let most = 0;
  for (let y = 0; y < HEIGHT; y += 5)
    for (let x = 0; x < WIDTH; x += 5)
      most = Math.max(most, Math.abs(at(plain, x, y) - at(mirrored, WIDTH - 1 - x, y)));
  expect(most).toBeLessThanOrEqual(1);
});

it('fades patterns in and out; PANIC and blackout are above them', { timeout: LONG }, async () => {
  await wait(3);
  await map(outputOf([WHOLE_SLICE], 'white'));
  const seen: number[] = [];
  for (let i = 0; i < 8; i++) {
    await stage.steps(state, 1, STEP_MS);
    seen.push(meanOf(lights(await stage.pixels())));
  }
  const jumps = seen.slice(1).map((v, i) => Math.abs(v - (seen[i] ?? v)));
  // 50 ms of 300: a coded value that rises by a sixth rises most in light at its end.
  expect(Math.max(...jumps)).toBeLessThan(0.4);
  expect(seen[2]).toBeLessThan(0.4);
  expect(seen.at(-1)).toBeCloseTo(1, 2);
  // The master is the show's: a pattern is seen in a dark house too, and PANIC is above it.
  await stage.steps(stateOf([layer('tide')], { master: 0, intendedBlack: true }), 5, STEP_MS);
  expect(meanOf(lights(await stage.pixels()))).toBeCloseTo(1, 2);
  await stage.page.evaluate(() => window.__stage?.key('blackout'));
  await wait(0.5);
  expect(await brightest()).toBe(0);
  await stage.page.evaluate(() => window.__stage?.key('release'));
  await wait(2);
  expect(meanOf(lights(await stage.pixels()))).toBeCloseTo(1, 2);
  await stage.page.evaluate(() => window.__stage?.key('panic'));
  await wait(1.1);
  expect(await brightest()).toBe(0);
});

it('draws every pattern without a word of complaint, and comes back after a lost GPU', {
  timeout: LONG,
}, async () => {
  const mask = {
    points: [
      [0, 0],
      [0.3, 0],
      [0, 0.6],
    ] as [number, number][],
    feather: 0.02,
    hide: true,
  };
  const slices = projectors(2.2).map((slice) => ({ ...slice, masks: [mask] }));
  const pictures = new Set<string>();
  for (const pattern of ['grid', 'crosshatch', 'white', 'grey', 'bars', 'names'] as const) {
    await map(outputOf(slices, pattern));
    await wait(0.7);
    const pixels = await stage.pixels();
    pictures.add(Buffer.from(pixels).toString('base64'));
    expect(at(pixels, 20, 20), pattern).toBe(0);
  }
  expect(pictures.size).toBe(6);
  expect(await againstGolden(stage, 'output-names')).toBeLessThan(1.5);
  await map(outputOf(slices, 'white'));
  await wait(0.7);
  const before = await stage.pixels();
  await stage.page.evaluate(() => window.__stage?.loseContext());
  await stage.page.waitForFunction(() => window.__stage?.isLost);
  await stage.page.evaluate(() => window.__stage?.restoreContext());
  await stage.page.waitForFunction(() => !window.__stage?.isLost);
  await wait(1);
  expect(Buffer.compare(await stage.pixels(), before)).toBe(0);
  expect(stage.errors).toEqual([]);
});
