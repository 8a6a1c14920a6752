import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { PRETENDED } from '../support/feed-calibration.ts';
import { servePages } from '../support/pages.ts';
import { feedWire, listen, type WireFeed } from '../support/wire-feed.ts';

/** A folder where pictures of the page are left, for whoever wants to look. */
const PICTURES = process.env.YEOUN_PICTURES;
let browser: Browser;
let feed: WireFeed;
let url: string;
let page: Page;
let troubles: string[];

const DESK: BrowserContextOptions = { viewport: { width: 1100, height: 760 }, locale: 'en-US' };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'ko-KR' };

const open = async (options: BrowserContextOptions = DESK): Promise<void> => {
  page = await (await browser.newContext(options)).newPage();
  keepTroubles(page, troubles);
  await page.goto(`${url}/calibrate`);
  await page.locator('#calibrate[data-live]').waitFor();
};
const look = async (name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};
const text = (selector: string): Promise<string> => page.locator(selector).first().innerText();
const shows = (selector: string, wanted: string): Promise<boolean> =>
  until(`"${wanted}" in ${selector}`, 8_000, async () => (await text(selector)).includes(wanted));
const labels = (): (string | null)[] =>
  feed.intents.flatMap((i: Intent) => (i.do === 'label' ? [i.feeling] : []));
const steps = (): string[] => feed.intents.flatMap((i) => (i.do === 'calibrate' ? [i.step] : []));
const began = async (): Promise<void> => {
  await page.locator('.button.begin').click();
  await shows('.phase', 'signals');
};
/** Over settling, the baseline and the first rest. */
const toFirstRecall = async (): Promise<void> => {
  feed.pass(20 + 60 + 15.5);
  await shows('.phase', 'Recall 1 ');
};

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);

beforeEach(async () => {
  troubles = [];
  const server = servePages();
  feed = feedWire(server, null);
  url = await listen(server);
});

afterEach(async () => {
  await page.context().close();
  await feed.close();
  expect(troubles).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
});

describe('the calibrate page', () => {
  it('leads through a whole session, from who it is to what came of it', async () => {
    await open();
    await look('1-begin');
    await page.locator('input.person').fill('\u202e미나');
    await shows('.hint', 'invisible characters');
    await page.locator('.button.begin').click();
    expect(feed.intents).toEqual([]);
    await page.locator('input.person').fill('김 미나');
    await page.locator('input.recalls').fill('6');
    await began();
    expect(feed.intents).toEqual([
      {
        do: 'calibrate',
        step: 'begin',
        person: '김 미나',
        body: 'dancer',
        recalls: 6,
        recallS: 40,
      },
    ]);
    await shows('.whose', '김 미나');
    await shows('.signals', 'no contact with the skin');
    await look('2-settle');
    // Who comes next is read out: the heading has the focus, and Space is the session's own.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('phase');
    await toFirstRecall();
    const keys = ['1', '3', '2', 'ArrowLeft', 'ArrowRight', 'ArrowDown'];
    const felt = ['positive', 'negative', 'neutral', 'positive', 'negative', 'neutral'];
    for (const [i, key] of keys.entries()) {
      await shows('.phase', `Recall ${i + 1} of 6`);
      await page.keyboard.press(key);
      await page.locator(`.feeling.${felt[i]}[aria-pressed="true"]`).waitFor();
      await until('the mark', 4_000, async () => labels().length === i + 1);
      if (i === 0) {
        feed.pass(12);
        await shows('.feeling-column:has(.positive) .seconds', '12 s');
        await look('3-recall');
      }
      if (i < 3) {
        feed.pass(i === 0 ? 30 : 42);
        await shows('.phase', `Rest before recall ${i + 2}`);
        feed.pass(15);
      } else {
        // Space goes ahead, out of the recall and out of the rest.
        feed.pass(20);
        await page.keyboard.press('Space');
        await shows('.phase', `Rest before recall ${i + 2}`);
        if (i === 5) await shows('.prompt', 'fewer than seven recalls');
        await page.keyboard.press('Space');
      }
    }
    feed.pass(1);
    expect(labels()).toEqual(felt);
    await shows('.verdict-title', 'It can be used');
    await shows('.verdict-text', '81 % right');
    await shows('.verdict-rows', '63 to 94 %');
    await shows('.verdict-rows', 'p = 0.004');
    await look('4-verdict');
    await page.locator('.button.close').click();
    await shows('.begin-form h2', 'Teach');
  }, 40_000);

  it('takes one press for one mark: held keys, a clicker that goes round, and a finger on the glass', async () => {
    await open();
    await began();
    await toFirstRecall();
    await page.keyboard.down('PageDown');
    for (let i = 0; i < 5; i++) await page.keyboard.down('PageDown');
    await page.keyboard.up('PageDown');
    await page.locator('.feeling.positive[aria-pressed="true"]').waitFor();
    for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageUp', '0'])
      await page.keyboard.press(key);
    await page.locator('.feeling.neutral').click();
    // The key that was touched does not take Space for itself.
    await page.keyboard.press('Space');
    await until('what was sent', 4_000, async () => steps().includes('next'));
    expect(labels()).toEqual([
      'positive',
      'neutral',
      'negative',
      'positive',
      'negative',
      null,
      'neutral',
    ]);
    expect(steps()).toEqual(['begin', 'next']);
  }, 20_000);

  it('says plainly that it stands still, and that the conductor is gone', async () => {
    await open();
    await began();
    await toFirstRecall();
    feed.calibrate({ hears: false });
    feed.pass(4);
    await shows('.prompt', 'Paused');
    await shows('.time-left', 'paused');
    await look('5-paused');
    feed.calibrate({ hears: true });
    await until('it goes on', 4_000, async () => !(await text('.prompt')).includes('Paused'));
    feed.cut(true);
    await shows('.offline', 'No connection');
    expect(await page.locator('.feeling.positive').getAttribute('aria-disabled')).toBe('true');
  }, 20_000);

  it('speaks Korean, says what cannot be used, and fits on a phone', async () => {
    feed.calibrate({
      verdict: {
        ...PRETENDED,
        usable: false,
        text: { en: 'Not usable.', ko: '쓸 수 없습니다. 신호가 감정을 구별하지 못합니다.' },
        balancedAccuracy: 0.36,
        ci: [0.2, 0.55],
        chance: 1 / 3,
        pValue: 0.41,
      },
    });
    await open(PHONE);
    await page.locator('.button.begin').click();
    await shows('.phase', '신호');
    feed.pass(21);
    await shows('.phase', '쉬기');
    feed.pass(75);
    await shows('.phase', '회상 1');
    for (const name of ['positive', 'neutral', 'negative']) {
      const box = await page.locator(`.feeling.${name}`).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(88);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    }
    await look('6-phone');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.locator('.button.language').click();
    await shows('.phase', 'Re');
    await page.locator('.button.language').click();
    feed.pass(600);
    await shows('.verdict-title', '쓸 수 없습니다');
    await shows('.verdict-rows', '33 %');
    await look('7-phone-verdict');
  }, 30_000);
});
