import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeRoom } from '../../conductor/rehearsal/room.ts';
import { noteVideo } from '../../conductor/rehearsal/videos.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { openDoor } from '../wire/support.ts';

const LONG = 60_000;
const T0 = 1_700_000_000_000;
const SECONDS = 20;
/** The video begins so long after the take. */
const FROM_S = 5;

let state: string;
let open: Awaited<ReturnType<typeof openDoor>>;
let browser: Browser;
let page: Page;
const errors: string[] = [];

/** Two seconds of a real video, as this browser makes them. */
const filmed = async (): Promise<Buffer> => {
  const own = await browser.newPage();
  const bytes = await own.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 36];
    const g = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise<void>((done) => {
      recorder.onstop = () => done();
    });
    recorder.start();
    for (let i = 0; i < 22; i++) {
      if (g) g.fillStyle = `hsl(${i * 16} 80% 50%)`;
      g?.fillRect(0, 0, 64, 36);
      await new Promise((done) => setTimeout(done, 100));
    }
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await own.close();
  return Buffer.from(bytes);
};

beforeAll(async () => {
  browser = await launchBrowser();
  state = mkdtempSync(join(tmpdir(), 'yeoun-watch-'));
  const folder = join(state, 'takes', 'evening');
  mkdirSync(folder, { recursive: true });
  const take = { format: 1, id: 'evening', show: 'round', software: 'x', consent: 'given' };
  const head = { ...take, startMs: T0, endMs: T0 + SECONDS * 1000 };
  writeFileSync(join(folder, 'take.json'), JSON.stringify(head));
  const cues = [2, 12].map((s, i) => ({
    t: 'event',
    at: T0 + s * 1000,
    kind: 'cue',
    data: { cue: `${i + 1}` },
  }));
  writeFileSync(join(folder, 'blocks.jsonl'), cues.map((c) => `${JSON.stringify(c)}\n`).join(''));
  writeFileSync(join(folder, 'film.webm'), await filmed());
  const startMs = T0 + FROM_S * 1000;
  await noteVideo(folder, { file: 'film.webm', sha256: '0'.repeat(64), startMs, seconds: 2 });
  open = await openDoor({
    assetsDir: resolve('dist/pages'),
    takes: takeRoom({ state, rehearsed: null, takeFiles: plainTakeFiles }),
  });
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${open.door.url}/rehearsal?take=evening`);
  await page.waitForSelector('#rehearsal[data-second]');
}, LONG);
afterAll(async () => {
  await browser?.close();
  await open?.close();
  rmSync(state, { recursive: true, force: true });
});

/** The second of the take, and the one that the picture is at, read at one moment. */
const where = () =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    const second = Number(document.querySelector('#rehearsal')?.getAttribute('data-second'));
    return { second, picture: video?.currentTime ?? 0, isSeen: video?.hidden === false };
  });

describe('the rehearsal page', { timeout: LONG }, () => {
  it('plays the take alone where no video was running, and stands where it is told to', async () => {
    await until('the take', 10_000, async () =>
      (await page.textContent('.time'))?.includes('0:20.0'),
    );
    expect((await where()).isSeen).toBe(false);
    await page.keyboard.press('Shift+ArrowRight');
    await until('the first cue', 5_000, async () => (await page.textContent('.sign')) !== '');
    expect((await where()).second).toBe(2);
    await page.keyboard.press('Space');
    await until('that it goes', 5_000, async () => (await where()).second > 2.3);
    await page.keyboard.press('Space');
    const { second } = await where();
    await page.waitForTimeout(200);
    expect((await where()).second).toBeCloseTo(second, 1);
  });

  it('brings the picture to the second of the signals, standing and playing', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await until('the picture', 10_000, async () => (await where()).isSeen);
    await page.keyboard.press('Space');
    for (let i = 0; i < 3; i++) {
      await until('the next part', 20_000, async () => (await where()).second > 5.2 + i * 0.4);
      const { second, picture } = await where();
      // What is written on the page is at most a frame of the page older than the picture.
      expect(Math.abs(picture + FROM_S - second)).toBeLessThan(0.15);
    }
    await until('after the video', 20_000, async () => (await where()).second > FROM_S + 2.3);
    expect((await where()).isSeen).toBe(false);
    await page.keyboard.press('Space');
    expect(errors).toEqual([]);
  });
});
