import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StageLabel } from '#contracts/picture-label';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import { showOf } from '../support/feed-data.ts';
import { openStagePage, type StagePage } from './stage-page.ts';

const LONG = 240_000;
const WIDTH = 320;
const HEIGHT = 180;
const STEP_MS = 250;
const LABEL: StageLabel = {
  text: { en: 'pictures made by a machine', ko: '기계가 만든 그림' },
  corner: 'bottom-left',
};
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());

const ask = (label: StageLabel | null): Promise<void> =>
  stage.page.evaluate((show) => window.__stage?.setShow(show), {
    ...showOf(0),
    ...(label && { label }),
  });

/** A film of one picture. */
const film = (): Promise<void> =>
  stage.page.evaluate(async () => {
    const lines = 64;
    const image = new ImageData(lines, lines);
    for (let i = 0; i < image.data.length; i += 4) {
      const y = i / 4 / lines / lines;
      image.data.set([150 - 90 * y, 130 - 80 * y, 100 - 60 * y, 255], i);
    }
    const picture = {
      seq: 1,
      atMs: 0,
      seed: 1,
      rung: 'engine' as const,
      engine: 'test',
      cut: false,
      width: lines,
      height: lines,
      hasRelief: false,
      image: await createImageBitmap(image),
    };
    const pair = { from: picture, to: picture, blend: 0, rung: picture.rung, ageMs: 0 };
    window.__stage?.setFilm(pair);
  });

const opening = (parts: Parameters<typeof stateOf>[1] = {}) =>
  stateOf([layer('opening', 1, { focus: 0.8, pace: 0 })], parts);
const frozen = opening({ frozen: true });

/** Where two pictures differ: how many pixels, and the box around them, in shares from the lower left. */
const apart = (a: Uint8Array, b: Uint8Array) => {
  const box = { left: 1, bottom: 1, right: 0, top: 0 };
  let pixels = 0;
  for (let i = 0; i < a.length / 4; i++) {
    const d = [0, 1, 2].map((c) => Math.abs((a[i * 4 + c] ?? 0) - (b[i * 4 + c] ?? 0)));
    if (Math.max(...d) <= 2) continue;
    pixels++;
    const [x, y] = [(i % WIDTH) / WIDTH, Math.floor(i / WIDTH) / HEIGHT];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return { pixels, ...box };
};

/** A stage that stands still, so that only the label can change it. */
const begin = async (hasFilm: boolean): Promise<Uint8Array> => {
  await stage.open('&plain=1');
  await ask(null);
  if (hasFilm) await film();
  await stage.steps(opening({ cut: true }), hasFilm ? 12 : 3, STEP_MS);
  await stage.steps(frozen, 8, STEP_MS);
  const still = await stage.pixels();
  await stage.steps(frozen, 1, STEP_MS);
  expect(apart(still, await stage.pixels()).pixels).toBe(0);
  return still;
};

const brightest = (rgba: Uint8Array): number =>
  rgba.reduce((most, v, i) => (i % 4 === 3 ? most : Math.max(most, v)), 0);

/** With YEOUN_LOOK=<file> the picture is written there, to be looked at. */
const look = async (): Promise<void> => {
  const url = await stage.page.evaluate(() =>
    document.querySelector<HTMLCanvasElement>('#stage')?.toDataURL(),
  );
  if (process.env.YEOUN_LOOK)
    writeFileSync(process.env.YEOUN_LOOK, Buffer.from((url ?? '').split(',')[1] ?? '', 'base64'));
};

describe('the label on the picture', () => {
  it('SHOW-64 stands small in its corner while a film is seen: slowly there, slowly gone, dark with the rest', {
    timeout: LONG,
  }, async () => {
    const before = await begin(true);
    await ask(LABEL);
    await stage.steps(frozen, 2, STEP_MS / 2);
    const early = apart(before, await stage.pixels()).pixels;
    await stage.steps(frozen, 8, STEP_MS);
    const within = await stage.pixels();
    await look();
    const found = apart(before, within);
    expect(found.pixels).toBeGreaterThan(150);
    expect(early).toBeLessThan(found.pixels / 3);
    expect(found.left).toBeGreaterThan(0.005);
    expect(found.right).toBeLessThan(0.65);
    expect(found.bottom).toBeGreaterThan(0.005);
    expect(found.top).toBeLessThan(0.16);
    expect(brightest(within)).toBeLessThan(235);
    await stage.steps(opening({ frozen: true, blackout: 1, intendedBlack: true }), 2, STEP_MS);
    expect(brightest(await stage.pixels())).toBe(0);
    await stage.steps(frozen, 3, STEP_MS);
    await ask(null);
    await stage.steps(frozen, 16, STEP_MS);
    expect(apart(before, await stage.pixels()).pixels).toBe(0);
    expect(stage.errors).toEqual([]);
  });

  it('SHOW-64 lights nothing for the gate: black but for the label is black that nobody asked for', {
    timeout: LONG,
  }, async () => {
    await begin(true);
    await ask(LABEL);
    await stage.steps(frozen, 8, STEP_MS);
    await stage.page.evaluate(() =>
      window.__stage?.feed({ width: 64, height: 36, rgb: new Float32Array(64 * 36 * 3) }),
    );
    // The afterglow is gone within these seconds, and what stands in for black has come.
    const short = stateOf([layer('opening', 1, { focus: 0.8, pace: 0, trail: 0 })]);
    await stage.steps(short, 36, STEP_MS);
    const above = (await stage.pixels()).slice(WIDTH * 4 * Math.round(0.2 * HEIGHT));
    expect(brightest(above)).toBeGreaterThan(40);
  });

  it('SHOW-64 is not there without a film', { timeout: LONG }, async () => {
    const before = await begin(false);
    await ask(LABEL);
    await stage.steps(frozen, 10, STEP_MS);
    expect(apart(before, await stage.pixels()).pixels).toBe(0);
  });
});
