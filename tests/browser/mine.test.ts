import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FILM_FOLDER } from '../../conductor/memory/store/film-files.ts';
import {
  filmOf,
  type Opened,
  openedMemories,
  remembered,
  wishFor,
} from '../memory/store/support.ts';
import { type Places, places, START_MS } from '../state/people/support.ts';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { openDoor } from '../wire/support.ts';

/** A folder where pictures of the page are left, for whoever wants to look. */
const PICTURES = process.env.YEOUN_PICTURES;
const WORDS = 'the sunflower garden in front of our house';
let browser: Browser;
let place: Places;
let store: Opened;
let door: Awaited<ReturnType<typeof openDoor>>;
let page: Page;
let troubles: string[];
let code: string;

/** A phone of the gallery's network: neither PIN nor token. */
const open = async (locale: string): Promise<void> => {
  const context = await browser.newContext({
    viewport: { width: 412, height: 900 },
    locale,
    extraHTTPHeaders: { 'x-forwarded-for': '192.0.2.7' },
  });
  page = await context.newPage();
  keepTroubles(page, troubles);
  await page.goto(`${door.door.url}/mine`);
  await page.locator('#code').waitFor();
};
const look = async (name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `mine-${name}.png`), fullPage: true });
};
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
beforeEach(async () => {
  troubles = [];
  place = places();
  store = await openedMemories(place.folder);
  door = await openDoor(
    { assetsDir: resolve(import.meta.dirname, '../../dist/pages'), mine: store.memories },
    START_MS,
  );
  const kept = await store.memories.keep(
    remembered(() => WORDS),
    wishFor(),
    filmOf('film', 2_000_000),
  );
  code = kept.code;
});
afterEach(async () => {
  await page.context().close();
  await door.close();
  await store.close();
  place.remove();
});
afterAll(async () => {
  await browser?.close();
});

describe('the visitors’ page', () => {
  it('shows what is kept, lets it be fetched, shortened and deleted, with the keyboard alone', async () => {
    await open('en-US');
    await look('1-code');
    await page.keyboard.type('khdf 7q2m xh4p');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nothing is kept under this code').waitFor();
    // A refusal is an answer; the browser's own line about it is none of ours.
    expect(troubles.filter((one) => !one.includes('404'))).toEqual([]);
    troubles.length = 0;
    await page.keyboard.type(code.toLowerCase().replaceAll('-', ''));
    await page.keyboard.press('Enter');
    await heading('Golden hour').waitFor();
    expect(await heading('Golden hour').evaluate((node) => node === document.activeElement)).toBe(
      true,
    );
    expect(await page.locator('.list li').count()).toBe(6);
    expect(await page.locator('[data-kind=words] .until').innerText()).toContain(
      'December 14, 2023',
    );
    await look('2-kept');

    const waits = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download everything' }).press('Enter');
    const file = await (await waits).path();
    expect(Object.keys(unzipSync(readFileSync(file)))).toContain('words.txt');
    await page.locator('#term').selectOption('7');
    await page.getByRole('button', { name: 'Shorten' }).press('Enter');
    await page.getByText('The time is shorter now.').waitFor();
    expect(await page.locator('[data-kind=words] .until').innerText()).toContain(
      'November 21, 2023',
    );
    await page.getByRole('button', { name: 'Delete: Your sheet on the wall' }).press('Enter');
    await page.getByRole('button', { name: 'Yes, delete it' }).press('Enter');
    await page.getByText('Deleted: Your sheet').waitFor();
    expect(await page.locator('.list li').count()).toBe(5);

    // One confirmation; Escape is no.
    const all = page.getByRole('button', { name: 'Delete everything', exact: true });
    await all.press('Enter');
    await page.getByRole('dialog').waitFor();
    await look('3-sure');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await all.press('Enter');
    await page.getByRole('button', { name: 'Yes, delete everything' }).press('Enter');
    await heading('Everything is deleted').waitFor();
    await look('4-gone');
    expect(await store.people.list()).toEqual([]);
    expect(readdirSync(join(place.folder, FILM_FOLDER))).toEqual([]);
    // Nothing of it was in an address, and nothing stays in the browser.
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/mine');
    const left = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(left.toUpperCase()).not.toContain(code.slice(0, 4));
    expect(await page.context().cookies()).toEqual([]);
    await page.reload();
    await page.locator('#code').waitFor();
    expect(troubles).toEqual([]);
  }, 60_000);

  it('speaks Korean, and closes without deleting', async () => {
    await open('ko-KR');
    await heading('나의 기억').waitFor();
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: '내 기억 보기' }).click();
    await heading('황금빛 시간').waitFor();
    await look('5-korean');
    const text = await page.locator('#mine').innerText();
    expect(text).not.toContain(WORDS);
    await page.getByRole('button', { name: 'Read in English' }).click();
    await heading('Golden hour').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Closed. Your memory is kept as before.').waitFor();
    expect((await store.people.list()).length).toBe(1);
    expect(await page.locator('#code').inputValue()).toBe('');
    expect(troubles).toEqual([]);
  }, 60_000);
});
