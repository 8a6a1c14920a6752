import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import { until } from '../support/conductor.ts';
import { type ReadWebm, readWebm } from '../support/read-webm.ts';
import { openStagePage, type StagePage } from './stage-page.ts';

const LONG = 240_000;
const STEP_MS = 40;
const LIT = 60;
const BLACK = 30;
let stage: StagePage;
let bytes: Buffer;
let name: string;
let file: ReadWebm;
/** Mean light of pixels on the canvas while it was recorded, 0..255: lit, and after PANIC. */
let canvas: readonly number[];

/** Steps the stage and lets the encoder breathe between two pictures; the mean light of the last one. */
const run = (pictures: number): Promise<number> =>
  stage.page.evaluate(
    async ([state, n, dt]) => {
      const page = window.__stage;
      if (!page) throw new Error('no stage');
      for (let i = 0; i < n; i++) {
        page.setState(state);
        page.step(dt);
        await new Promise(requestAnimationFrame);
      }
      const pixels = page.readPixels();
      return pixels.reduce((sum, v, i) => sum + (i % 4 === 3 ? 0 : v), 0) / (pixels.length * 0.75);
    },
    [stateOf([layer('paper', 1, { focus: 0.8 })], { cut: true }), pictures, STEP_MS] as const,
  );

/** What a player shows of the file at some times: mean light, 0..255. */
const played = (atS: readonly number[]) =>
  stage.page.evaluate(
    async ([base64, times]) => {
      const data = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const video = document.createElement('video');
      video.muted = true;
      video.src = URL.createObjectURL(new Blob([data], { type: 'video/webm' }));
      const heard = (what: string) =>
        new Promise((done, failed) => {
          video.addEventListener(what, done, { once: true });
          video.addEventListener('error', () => failed(new Error(video.error?.message)), {
            once: true,
          });
        });
      await heard('loadeddata');
      const means: number[] = [];
      for (const time of times) {
        // Where it was sought is not yet what a drawing of it gives: the picture itself is waited for.
        const shown = new Promise((done) => video.requestVideoFrameCallback(done));
        const seeked = heard('seeked');
        video.currentTime = time;
        await Promise.all([seeked, shown]);
        const flat = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d');
        if (!flat) throw new Error('no canvas');
        flat.drawImage(video, 0, 0);
        const { data: rgba } = flat.getImageData(0, 0, video.videoWidth, video.videoHeight);
        means.push(
          rgba.reduce((sum, v, i) => sum + (i % 4 === 3 ? 0 : v), 0) / (rgba.length * 0.75),
        );
      }
      return {
        durationS: video.duration,
        width: video.videoWidth,
        height: video.videoHeight,
        means,
      };
    },
    [bytes.toString('base64'), atS] as const,
  );

beforeAll(async () => {
  stage = await openStagePage();
  await stage.open();
  await run(3);
  await stage.page.keyboard.press('Shift+R');
  await stage.page.waitForFunction(() => document.title.startsWith('●'), undefined, {
    timeout: 60_000,
  });
  const lit = await run(LIT);
  await stage.page.keyboard.press('Escape');
  await stage.page.keyboard.press('Escape');
  const dark = await run(BLACK);
  canvas = [lit, dark];
  const coming = stage.page.waitForEvent('download', { timeout: 60_000 });
  await stage.page.keyboard.press('Shift+R');
  const download = await coming;
  name = download.suggestedFilename();
  bytes = readFileSync(await download.path());
  file = readWebm(bytes);
}, LONG);
afterAll(() => stage?.close());

describe('a recording of the stage', () => {
  it('is a WebM file of the right length and size, every cluster where the cues say', () => {
    expect(name).toMatch(/^yeoun-\d{4}-\d{2}-\d{2}-\d{6}\.webm$/);
    expect(file).toMatchObject({ docType: 'webm', width: 320, height: 180, left: 0 });
    expect(file.codec).toMatch(/^V_VP[89]$/);
    expect(file.durationMs).toBeGreaterThan((LIT + BLACK - 4) * STEP_MS);
    expect(file.durationMs).toBeLessThan((LIT + BLACK + 4) * STEP_MS);
    expect(file.cuePlaces).toEqual(file.clusterPlaces);
    expect(file.clusterPlaces.length).toBeGreaterThanOrEqual(3);
  });

  it('has nearly every picture, at its time', () => {
    expect(file.blocks.length).toBeGreaterThan(0.7 * (LIT + BLACK));
    const times = file.blocks.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.every((ms) => ms % STEP_MS <= 1 || ms % STEP_MS >= STEP_MS - 1)).toBe(true);
    expect(file.blocks[0]?.isKey).toBe(true);
  });

  it('plays in a browser and shows what was seen: light, and the black of PANIC', {
    timeout: LONG,
  }, async () => {
    const shown = await played([
      (0.9 * LIT * STEP_MS) / 1000,
      ((LIT + 0.8 * BLACK) * STEP_MS) / 1000,
    ]);
    expect(shown).toMatchObject({ width: 320, height: 180 });
    expect(shown.durationS).toBeCloseTo(file.durationMs / 1000, 1);
    expect(canvas[0]).toBeGreaterThan(20);
    expect(Math.abs((shown.means[0] ?? 0) - (canvas[0] ?? 0))).toBeLessThan(6);
    expect(shown.means[1]).toBeLessThan(3);
    expect(canvas[1]).toBeLessThan(1);
  });

  it('says in its tags how it came to be', () => {
    expect(file.tags.DIGITAL_SOURCE_TYPE).toMatch(/\/algorithmicMedia$/);
    expect(file.tags.COMMENT).toContain('무대');
  });

  it('tells the crew for a moment, over the picture and not in it', { timeout: LONG }, async () => {
    expect(await stage.page.title()).not.toContain('●');
    const line = stage.page.locator('#recording');
    expect(await line.textContent()).toMatch(/recording ended: 4 s.*\n.*녹화 끝/);
    await expect
      .poll(() => line.evaluate((el) => getComputedStyle(el).opacity), { timeout: 10_000 })
      .toBe('0');
    expect(stage.errors).toEqual([]);
  });

  it('another window of the same browser leaves a running recording alone', {
    timeout: LONG,
  }, async () => {
    const given: Download[] = [];
    stage.page.on('download', (one) => void given.push(one));
    await stage.page.keyboard.press('Shift+R');
    await stage.page.waitForFunction(() => document.title.startsWith('●'));
    await run(5);
    const popup = stage.page.waitForEvent('popup');
    await stage.page.evaluate(() => void window.open(location.href));
    const other = await popup;
    other.on('download', (one) => void given.push(one));
    await other.waitForFunction(() => (window.__stage?.size.width ?? 0) > 0);
    await other.keyboard.press('Shift+R');
    await other.waitForFunction(() => document.title.startsWith('●'), undefined, {
      timeout: 60_000,
    });
    expect(given).toEqual([]);
    await other.close();
    await run(5);
    await stage.page.keyboard.press('Shift+R');
    // What the window that was closed had begun is handed over too, and may come first.
    const ended = async (): Promise<ReadWebm | undefined> => {
      const files = await Promise.all(given.map((one) => one.path()));
      return files.map((path) => readWebm(readFileSync(path))).find((f) => f.durationMs >= 0);
    };
    await until('a recording that was ended', 60_000, async () => (await ended()) !== undefined);
    const whole = (await ended()) as ReadWebm;
    expect(whole.durationMs).toBeGreaterThan(8 * STEP_MS);
    expect(whole.tags.DIGITAL_SOURCE_TYPE).toMatch(/\/algorithmicMedia$/);
  });
});
