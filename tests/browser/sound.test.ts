import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutputPatch, PLAIN_OUTPUT } from '#contracts/output';
import { EMPTY_PATCH } from '#contracts/patch';
import type { LevelFade, SoundDesk, Voice } from '#contracts/sound';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { type HeardLevel, heardLevels, KIOSK, watchSound } from '../support/sound-watch.ts';
import { openSoundWire, type SoundWire } from '../support/sound-wire.ts';
import { sineWav } from '../support/wav.ts';

/** Sound is heard in real time: where the machine stalls while it listens, it listens again. */
const LONG = 90_000;
const AMPLITUDE = 0.8;
/** Of a sine at full level. */
const FULL = AMPLITUDE / Math.SQRT2;

let wire: SoundWire;
let browser: Browser;
let stage: Page;
const errors: string[] = [];

const steady = (level: number): LevelFade => ({
  from: level,
  to: level,
  startMs: 0,
  seconds: 0,
  curve: 'linear',
});
const fade = (from: number, to: number, seconds: number): LevelFade => ({
  from,
  to,
  startMs: Date.now(),
  seconds,
  curve: 'linear',
});
const begunMs = Date.now();
const tone = (level: LevelFade, parts: Partial<Voice> = {}): Voice => ({
  id: 'tone',
  url: '/sounds/tone',
  loop: true,
  playing: true,
  atMs: begunMs,
  atS: 0,
  level,
  ...parts,
});
const desk = (voices: Voice[], parts: Partial<SoundDesk> = {}): SoundDesk => ({
  voices,
  preload: ['/sounds/tone'],
  master: steady(1),
  over: steady(1),
  ...parts,
});

const newest = async (): Promise<HeardLevel> =>
  (await heardLevels(stage)).at(-1) ?? { atMs: 0, s: 0, rms: 0 };
const since = async (s: number): Promise<HeardLevel[]> =>
  (await heardLevels(stage)).filter((heard) => heard.s > s);
const near = (value: number, aim: number, by = 0.05): boolean => Math.abs(value - aim) < by * FULL;
const level = (what: string, aim: number): Promise<unknown> =>
  until(what, 20_000, async () => near((await newest()).rms, aim));
const acked = () => wire.said.flatMap((m) => (m.t === 'ack' ? [m] : [])).at(-1);

beforeAll(async () => {
  wire = await openSoundWire({
    // Whole periods: the file has no seam of its own.
    tone: sineWav(480, 1, AMPLITUDE),
    long: sineWav(480, 70, AMPLITUDE),
    spoilt: Buffer.from('This is no sound.'),
  });
  browser = await launchBrowser(KIOSK);
  stage = await browser.newPage({ viewport: { width: 64, height: 36 }, bypassCSP: true });
  stage.on('pageerror', (error) => errors.push(error.message));
  await stage.goto(`${wire.url}/stage?size=64x36&probe=1&id=left`);
  await stage.waitForFunction(() => (window.__stage?.frames ?? 0) > 1, undefined, {
    timeout: LONG,
  });
  wire.sound(desk([]));
  await watchSound(stage);
  // A page that has just been opened builds its shaders: it measures nothing meanwhile.
  await until('a page at rest', LONG, async () => (await heardLevels(stage)).length > 100);
}, LONG);

/**
 * What was heard is what was said: the levels on the way say the same moment at which the fade began, by the audio
 * clock. Nearly all do: where the machine stalls, a voice that fell behind is brought back to its place meanwhile.
 */
const followed = (
  levels: readonly HeardLevel[],
  from: number,
  to: number,
  seconds: number,
): void => {
  const begins = levels
    .map(({ s, rms }) => ({ s, k: (rms / FULL - from) / (to - from) }))
    .filter(({ k }) => k > 0.1 && k < 0.9)
    .map(({ s, k }) => s - k * seconds)
    .sort((x, y) => x - y);
  expect(begins.length).toBeGreaterThan(10 * seconds);
  const middle = begins[begins.length >> 1] ?? 0;
  const near = begins.filter((begin) => Math.abs(begin - middle) < 0.08);
  expect(near.length).toBeGreaterThan(0.7 * begins.length);
};

/** Seconds of the longest stretch at one level, within 3 %. */
const longestAt = (levels: readonly HeardLevel[], aim: number): number => {
  let longest = 0;
  let begunS: number | null = null;
  for (const { s, rms } of levels) {
    begunS = Math.abs(rms - aim) < 0.03 * aim ? (begunS ?? s) : null;
    if (begunS !== null) longest = Math.max(longest, s - begunS);
  }
  return longest;
};

describe('sound at a display', { timeout: LONG, retry: 2 }, () => {
  afterAll(async () => {
    await browser?.close();
    wire?.end();
  });

  it('fades in to its level, and loops without a gap or a click', async () => {
    const { s } = await newest();
    wire.sound(desk([tone(fade(0, 1, 2))]));
    await level('full level', FULL);
    followed(await since(s), 0, 1, 2);
    const from = (await newest()).s;
    // A seam would be heard once a second; a machine that stalls is listened to until it does not.
    await until(
      'three times around without a seam',
      40_000,
      async () => longestAt(await since(from), FULL) > 3.2,
    );
    await until('the word of it', 20_000, async () => acked()?.sound === 'ready');
  });

  it('follows the fade of a cue, of the sound master, and of what lies over all', async () => {
    let { s } = await newest();
    wire.sound(desk([tone(fade(1, 0.25, 2))]));
    await level('a quarter', FULL / 4);
    followed(await since(s), 1, 0.25, 2);
    wire.sound(desk([tone(steady(1))]));
    await level('full again', FULL);
    wire.sound(desk([tone(steady(1))], { master: fade(1, 0.5, 0) }));
    await level('half', FULL / 2);
    wire.sound(desk([tone(steady(1))]));
    await level('full again', FULL);
    s = (await newest()).s;
    // As PANIC of the conductor is told.
    wire.sound(desk([tone(steady(1))], { over: fade(1, 0, 1) }));
    await until('silence', 20_000, async () => (await newest()).rms < 1e-4);
    followed(await since(s), 1, 0, 1);
    wire.sound(desk([tone(steady(1))]));
    await level('full again', FULL);
  });

  it('plays on while a file that is no sound, or is missing, is told of', async () => {
    wire.sound(desk([tone(steady(1)), tone(steady(1), { id: 'bad', url: '/sounds/spoilt' })]));
    await until('the word of it', 20_000, async () => acked()?.unplayable === '/sounds/spoilt');
    expect(acked()?.sound).toBe('failed');
    wire.sound(desk([tone(steady(1)), tone(steady(1), { id: 'bad', url: '/sounds/none' })]));
    await until('the word of it', 20_000, async () => acked()?.unplayable === '/sounds/none');
    expect(near((await newest()).rms, FULL)).toBe(true);
    wire.sound(desk([tone(steady(1))]));
    await until('all is well', 20_000, async () => acked()?.sound === 'ready');
  });

  it('streams a long file from where it has to be', async () => {
    const long = tone(steady(1), {
      id: 'long',
      url: '/sounds/long',
      atMs: Date.now(),
      atS: 20,
      loop: false,
    });
    wire.sound(desk([long], { preload: ['/sounds/tone', '/sounds/long'] }));
    await level('the long one', FULL);
    wire.sound(desk([tone(steady(1))]));
    await level('the short one again', FULL);
  });

  it('is silent where the output says so, and held where the show is frozen', async () => {
    const silent: OutputPatch = { ...PLAIN_OUTPUT, sound: false };
    wire.patch({ ...EMPTY_PATCH, outputs: { left: silent } });
    await until('silence', 20_000, async () => (await newest()).rms < 1e-4);
    await until('the word of it', 20_000, async () => acked()?.sound === 'none');
    wire.patch(EMPTY_PATCH);
    await level('sound again', FULL);
    wire.sound(desk([tone(steady(1), { playing: false })]));
    await until('silence', 20_000, async () => (await newest()).rms < 1e-4);
    wire.sound(desk([tone(steady(1), { atMs: Date.now(), atS: 0.3 })]));
    await level('sound again', FULL);
  });

  it('falls silent by the key of the display when nobody conducts any more, and comes back', async () => {
    wire.end();
    await stage.bringToFront();
    expect(near((await newest()).rms, FULL)).toBe(true);
    const { s } = await newest();
    await stage.keyboard.press('Escape');
    await until('silence', 20_000, async () => (await newest()).rms < 1e-4);
    followed(await since(s), 1, 0, 1);
    await stage.keyboard.press('r');
    await level('sound again', FULL);
    expect(errors).toEqual([]);
  });
});

it('asks for a touch where the browser wants one, and plays after it', {
  timeout: LONG,
  retry: 2,
}, async () => {
  const shy = await openSoundWire({ tone: sineWav(480, 1, AMPLITUDE) });
  const strict = await launchBrowser();
  try {
    const page = await strict.newPage({ viewport: { width: 64, height: 36 } });
    await page.goto(`${shy.url}/stage?size=64x36&probe=1&id=left`);
    shy.sound(desk([tone(steady(1))]));
    // Whatever the driver asks of the page counts as a touch: what the page says over its wire comes first.
    await until('the word of it', 40_000, async () =>
      shy.said.some((m) => m.t === 'ack' && m.sound === 'waiting'),
    );
    await page.waitForSelector('#sound-asks', { timeout: LONG, state: 'attached' });
    expect(await page.textContent('#sound-asks')).toMatch(/any key.*아무 키/);
    await page.bringToFront();
    // Somebody who sees the line goes on pressing: a key may fall where the sound was just being opened.
    await until('a touch that was heard', 30_000, async () => {
      await page.keyboard.press('s');
      return (await page.$('#sound-asks')) === null;
    });
    await page.waitForFunction(() => window.__stage?.sound?.context.state === 'running');
  } finally {
    await strict.close();
    shy.end();
  }
});
