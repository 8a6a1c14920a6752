import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOfText } from '../../stage-display/booth/hangul/jamo.ts';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { ROOT, type RunningConductor, startConductor, until } from '../support/conductor.ts';

/** Set: the recall is waited for to its end, and the visit goes on to the farewell; two minutes. */
const WHOLE = process.env.YEOUN_LONG !== undefined;
const BOOTH = `
booth:
  restS: 2
  recallS: 60
  questions:
    - { id: light, text: { en: What light was there?, ko: 어떤 빛이었나요? } }
`;

let conductor: RunningConductor;
let browser: Browser;
let page: Page;
const troubles: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'yeoun-booth-'));

beforeAll(async () => {
  const show = join(folder, 'show');
  cpSync(join(ROOT, 'shows/minimal'), show, { recursive: true });
  appendFileSync(join(show, 'show.yaml'), BOOTH);
  conductor = await startConductor(['--show', show, '--fresh', '--engine', 'none']);
  browser = await launchBrowser();
  const viewport = { width: 768, height: 1024 };
  page = await (
    await browser.newContext({ viewport, hasTouch: true, reducedMotion: 'reduce' })
  ).newPage();
  keepTroubles(page, troubles);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await conductor?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (step: string): Promise<void> => page.locator(`.screen.${step}`).waitFor();
/** A tap that a slow machine lost is given again, as a person would. */
const on = async (key: string, step: string): Promise<void> =>
  void (await until(`${key} leads to ${step}`, 30_000, async () => {
    if (await page.locator(`.screen.${step}`).isVisible()) return true;
    await page.locator(key).first().tap({ timeout: 3_000 });
    await page.locator(`.screen.${step}`).waitFor({ timeout: 3_000 });
    return true;
  }));
const MAIN = '.screen .ways .key.main:visible';

describe('the booth at a real conductor', { timeout: 240_000 }, () => {
  it('takes a visitor from the touch to the recall, and lets all of it go', async () => {
    await page.goto(`${conductor.url}/booth`);
    await at('welcome');
    await on('.welcome-half[lang="ko"]', 'notice');
    await on(MAIN, 'age');
    await on('.screen.age .choice', 'consent');
    await on(MAIN, 'words');
    // Where no model hears Korean, letters are there at once.
    if ((await page.locator('.screen.words').getAttribute('data-mode')) === 'choose')
      await page.locator('.screen.words .choice').nth(1).tap();
    for (const key of keysOfText('해바라기')) await page.locator(`[data-key="${key}"]`).tap();
    expect(await page.locator('.writing').inputValue()).toBe('해바라기');
    await on(MAIN, 'questions');
    await on('.screen.questions .ways .quiet:visible >> nth=-1', 'sketch');
    const box = (await page.locator('.paper').boundingBox())!;
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.5 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.4 * box.height, { steps: 12 });
    await page.mouse.up();
    await page.locator('.screen.sketch .ways .key:not([aria-disabled]) >> nth=2').waitFor();
    // All of it is there again after a reload: lines, and the words before them.
    await page.reload();
    await at('sketch');
    await page.locator('.screen.sketch .ways .key:not([aria-disabled]) >> nth=2').waitFor();
    await on(MAIN, 'music');
    await on(MAIN, 'sensors');
    await on(MAIN, 'rest');
    await at('recall');
    await page.locator('.feel.painful').tap();
    await page.locator('.feel.painful[aria-pressed="true"]').waitFor();
    if (!WHOLE) {
      await page.locator('.foot .stop').tap();
      await on('.stop-yes', 'welcome');
    } else {
      await page.locator('.screen.film').waitFor({ timeout: 90_000 });
      await page.locator(MAIN).waitFor({ timeout: 90_000 });
      await on(MAIN, 'after');
      await on('.screen.after .choice:visible >> nth=-1', 'farewell');
      await on('.screen.farewell .ways .key', 'welcome');
    }
    expect(await page.content()).not.toContain('해바라기');
    expect(troubles).toEqual([]);
  });
});
