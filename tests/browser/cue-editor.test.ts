import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';

const base = mkdtempSync(join(tmpdir(), 'yeoun-cue-editor-'));
const folder = join(base, 'piece');
const file = join(folder, 'show.yaml');
const troubles: string[] = [];
let conductor: RunningConductor;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  cpSync('shows/minimal', folder, { recursive: true });
  [conductor, browser] = await Promise.all([
    startConductor(['--show', folder, '--fresh']),
    launchBrowser(),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  keepTroubles(page, troubles);
  await page.goto(`${conductor.url}/console#cues`);
  await page.locator('.edit-cue').nth(2).waitFor();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await conductor?.stop();
  rmSync(base, { recursive: true, force: true });
});

const onDisk = (): string => readFileSync(file, 'utf8');
const type = async (name: string, text: string): Promise<void> => {
  await page.locator(`.${name} .field-input`).fill(text);
  await page.keyboard.press('Enter');
};
const holds = (what: string, ready: () => boolean | Promise<boolean>) =>
  until(what, 15_000, async () => await ready());
const numbers = () => page.locator('.edit-cue .cue-number').allInnerTexts();

it('edits the cues of the show file in a browser, with a refusal beside its field', {
  timeout: 60_000,
}, async () => {
  await page.locator('.edit-cue').nth(1).click();
  const begun = onDisk();
  await type('cue-fade-s', '-3');
  await holds('the range', async () =>
    (await page.locator('.cue-fade-s .field-wrong').innerText()).includes('from 0 to 86400'),
  );
  await page.locator('.button.language').click();
  await holds('the range in Korean', async () =>
    (await page.locator('.cue-fade-s .field-wrong').innerText()).includes('0에서 86400까지'),
  );
  await page.locator('.button.language').click();
  expect(onDisk()).toBe(begun);
  await type('cue-fade-s', '7,5');
  await holds('the save', () => onDisk().includes('seconds: 7.5'));
  await holds(
    'no refusal any more',
    async () => !(await page.locator('.cue-fade-s .field-wrong').isVisible()),
  );
  // A number that is taken is refused by the conductor, at its field too.
  await type('cue-number-field', '3');
  await holds('taken', async () =>
    (await page.locator('.cue-number-field .field-wrong').innerText()).includes('already'),
  );
  await page.locator('.edit-insert').click();
  await holds('a cue between', async () => (await numbers()).join(' ') === '1 2 2.5 3');
  await type('cue-title-en', 'The bell');
  await holds('its title', () => onDisk().includes('The bell'));
  // Somebody else at the file: told, and kept.
  writeFileSync(file, `${onDisk()}# by hand\n`);
  await holds('told', async () =>
    (await page.locator('.edit-last').innerText()).includes('outside the consoles'),
  );
  await page.locator('.edit-undo').click();
  await holds('undone', () => !onDisk().includes('# by hand'));
  expect(onDisk()).toContain('The bell');
  // A file that was broken outside is brought back from here.
  const sound = onDisk();
  writeFileSync(file, 'format: 2\n');
  await holds('that it is broken', async () =>
    (await page.locator('.cues-page .patch-says').innerText()).includes('problem(s)'),
  );
  await page.locator('.edit-undo').click();
  await holds('the sound one', () => onDisk() === sound);
  // A number on the run page is not bent into range either.
  await page.keyboard.press('1');
  await page.locator('.within .number-input').fill('700');
  await holds('its range', async () =>
    (await page.locator('.within .number-says').innerText()).includes('0 to 600'),
  );
  expect(await page.locator('.fade-to').getAttribute('aria-disabled')).toBe('true');
  expect(await page.locator('.within .number-input').inputValue()).toBe('700');
  expect(troubles).toEqual([]);
});
