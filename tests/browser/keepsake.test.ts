import { BufferSource, Input, MP4, WEBM } from 'mediabunny';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { YeounError } from '../../conductor/kernel/errors.ts';
import { FilmJson } from '../../conductor/memory/film/film-json.ts';
import type { Stretch } from '../../conductor/memory/film/job.ts';
import { memoryOf, showOf } from '../memory/film/support.ts';
import { clickAgainstFlash } from '../support/av-sync.ts';
import { launchBrowser } from '../support/browser.ts';
import { shortFilm } from '../support/short-film.ts';

const LONG = 120_000;
const { show } = await showOf('first-light');
const memory = memoryOf('garden');
const SMALL = { memory, show, seconds: 6, fps: 4, lines: 90 } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, LONG);
afterAll(() => browser.close());

const codeOf = (done: Promise<unknown>): Promise<string> =>
  done.then(
    () => 'done',
    (error) => (error instanceof YeounError ? error.code : String(error)),
  );

describe('a keepsake', { timeout: LONG }, () => {
  it('is the same film for the same memory, also where it was interrupted, and says what it is', async () => {
    const kept = new Map<number, Stretch>();
    const put = async (n: number, stretch: Stretch): Promise<void> => void kept.set(n, stretch);
    const a = await shortFilm({ ...SMALL, browser, store: { get: async () => null, put } });
    expect([...kept.keys()]).toEqual([0, 1]);
    const again: number[] = [];
    const store = {
      get: async (n: number) => (n === 0 ? (kept.get(0) ?? null) : null),
      put: async (n: number) => void again.push(n),
    };
    const b = await shortFilm({ ...SMALL, browser, store });
    expect(again).toEqual([1]);
    expect(b.json).toBe(a.json);
    expect(FilmJson.parse(JSON.parse(a.json)).hashes).toHaveLength(6);
    expect(new Set(FilmJson.parse(JSON.parse(a.json)).hashes.map(([, hash]) => hash)).size).toBe(6);

    expect(a).toMatchObject({ width: 160, height: 90, seconds: 6 });
    const text = Buffer.from(a.bytes).toString('utf8');
    expect(text).toContain('AI-made');
    expect(text).toContain('digitalsourcetype/algorithmicMedia');
    for (const { text: words } of memory.memory.parts) expect(text).not.toContain(words);
    const input = new Input({ source: new BufferSource(a.bytes), formats: [MP4, WEBM] });
    expect(await input.computeDuration()).toBeCloseTo(6, 2);
    expect((await input.getPrimaryVideoTrack())?.displayWidth).toBe(160);
    const other = await shortFilm({ ...SMALL, seconds: 3, browser, seed: 12 });
    expect(FilmJson.parse(JSON.parse(other.json)).hashes[2]).not.toEqual(
      FilmJson.parse(JSON.parse(a.json)).hashes[2],
    );
  });

  it('sounds where it is seen, to within 20 ms', async () => {
    const { ms } = await clickAgainstFlash(browser, show, memory.course, 31);
    expect(Math.abs(ms)).toBeLessThanOrEqual(20);
  });

  it('cancelled, or with its browser gone, is no film and says so', async () => {
    const signal = AbortSignal.abort();
    expect(await codeOf(shortFilm({ ...SMALL, browser, signal }))).toBe('film/cancelled');
    const own = await launchBrowser();
    const watch = async (index: number): Promise<void> => {
      if (index === 5) await own.close();
    };
    expect(await codeOf(shortFilm({ ...SMALL, browser: own, watch }))).toBe('film/browser-gone');
  });
});
