import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VisitAct } from '#contracts/visit';
import { keysOfText } from '../../stage-display/booth/hangul/jamo.ts';
import { type BoothFeed, feedBooth, NOBODY } from '../support/booth-feed.ts';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { servePages } from '../support/pages.ts';
import { listen } from '../support/wire-feed.ts';

/** A folder where pictures of the page are left, for whoever wants to look. */
const PICTURES = process.env.YEOUN_PICTURES;
const SOUND = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
const TABLET: BrowserContextOptions = {
  viewport: { width: 768, height: 1024 },
  hasTouch: true,
  reducedMotion: 'reduce',
  locale: 'en-US',
};
const LONG = 90_000;

let browser: Browser;
let deaf: Browser | null = null;
let feed: BoothFeed;
let url: string;
let page: Page;
let troubles: string[];

const open = async (from: Browser = browser): Promise<void> => {
  page = await (await from.newContext(TABLET)).newPage();
  keepTroubles(page, troubles);
  await page.goto(`${url}/booth`);
  await page.locator('#booth[data-live]').waitFor();
};
const look = async (name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
};
const did = (what: VisitAct['do']): VisitAct[] => feed.acts.filter((act) => act.do === what);
const at = (step: string): Promise<void> => page.locator(`.screen.${step}`).waitFor();
const main = (): Promise<void> => page.locator('.screen .ways .key.main:visible').tap();
const tapLetters = async (keys: Iterable<string>): Promise<void> => {
  for (const key of keys) await page.locator(`.letters-board [data-key="${key}"]`).tap();
};
const written = (): string => feed.status().words.text;
const says = (selector: string, text: string): Promise<boolean> =>
  until(`"${text}" in ${selector}`, 8_000, async () =>
    (await page.locator(selector).first().innerText()).includes(text),
  );

beforeAll(async () => {
  browser = await launchBrowser(SOUND);
}, 120_000);
beforeEach(async () => {
  troubles = [];
  const server = servePages((request, response) => {
    if (!request.url?.startsWith('/booth/tune') || request.method !== 'POST') return false;
    request.resume().on('end', () => response.writeHead(204).end());
    return true;
  });
  feed = feedBooth(server);
  url = await listen(server);
});
afterEach(async () => {
  await page.context().close();
  await feed.close();
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await deaf?.close();
});

describe('the booth', { timeout: LONG }, () => {
  it('leads by touch from the welcome to the farewell, in Korean, and back', async () => {
    await open();
    await look('booth-1-welcome');
    await page.locator('.welcome-half[lang="ko"]').tap();
    await at('notice');
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    await main();
    await page.locator('.screen.age .choice').first().tap();
    await at('consent');
    expect(await page.locator('[aria-checked="true"]').count()).toBe(0);
    await page.locator('.kind.words').tap();
    await page.locator('.kind.words[aria-checked="true"]').waitFor();
    await look('booth-2-consent');
    await main();
    await page.locator('.screen.words .choice').nth(1).tap();
    await tapLetters(keysOfText('꽃밭').flatMap((k) => (k === 'ㄲ' ? ['shift', 'ㄱ'] : [k])));
    await tapLetters(['space', ...keysOfText('닭이'), 'erase', 'erase']);
    await until('what was written', 8_000, async () => written() === '꽃밭 닭');
    // In the middle of the text too.
    await tapLetters(['left', ...keysOfText('값'), 'signs', '7']);
    await until('the middle', 8_000, async () => written() === '꽃밭 값7닭');
    await look('booth-3-written');
    await main();
    await at('questions');
    await page.locator('.screen.questions .ways .quiet:visible').last().tap();
    await says('.screen.questions .count', '2');
    await page.locator('.screen.questions .ways .quiet:visible').last().tap();
    await at('sketch');
    const box = (await page.locator('.paper').boundingBox())!;
    const point = (x: number, y: number): [number, number] => [
      box.x + x * box.width,
      box.y + y * box.height,
    ];
    await page.mouse.move(...point(0.2, 0.5));
    await page.mouse.down();
    for (let i = 1; i <= 20; i++)
      await page.mouse.move(...point(0.2 + 0.03 * i, 0.5 - 0.1 * Math.sin(i / 4)));
    await page.mouse.up();
    await until('a stroke', 8_000, async () => (feed.status().strokes ?? []).length === 1);
    const [stroke] = feed.status().strokes ?? [];
    expect(stroke?.points.length).toBeGreaterThan(10);
    expect(stroke?.points[0]?.slice(0, 2).map((v) => Math.round(v * 10))).toEqual([2, 5]);
    for (const [i, left] of [
      [1, 0],
      [2, 1],
    ] as const) {
      await page.locator('.screen.sketch .ways .key').nth(i).tap();
      await until('undone, done', 8_000, async () => feed.status().strokes?.length === left);
    }
    await look('booth-4-sketch');
    await main();
    await at('music');
    await page.locator('.choices.music .key:visible').last().tap();
    await until('silence', 8_000, async () => feed.status().tune?.kind === 'silence');
    await main();
    await at('sensors');
    await main();
    await at('rest');
    await page.locator('.screen.rest .ways .key').tap();
    await at('recall');
    await page.locator('.feel.pleasant').tap();
    await page.locator('.feel.painful').tap();
    await until('both at once', 8_000, async () => {
      const { pleasant, painful } = feed.status().marked;
      return pleasant && painful;
    });
    feed.set({ sinceMs: Date.now() - 61_000 });
    await look('booth-5-recall');
    await page.locator('.screen.recall .ways .key').tap();
    await at('film');
    feed.set({ film: { state: 'making', progress: 0.4, url: null } });
    await page.locator('[role="progressbar"][aria-valuenow="40"]').waitFor();
    feed.set({ film: { state: 'failed', progress: 0.4, url: null } });
    await says('.screen.film .says', '무대에서 본 것만은');
    await main();
    await at('after');
    await page.locator('.screen.after .choice:visible').last().tap();
    await at('farewell');
    expect(did('end')).toEqual([{ do: 'end', how: 'vanish' }]);
    await page.locator('.screen.farewell .ways .key').tap();
    await at('welcome');
    expect(did('listen')).toEqual([]);
  });

  it('can be walked through with a keyboard alone, in English', async () => {
    await open();
    /** Tab until the wanted thing has the focus, then press. */
    const toKey = async (selector: string, key = 'Enter'): Promise<void> => {
      await page.locator(selector).first().waitFor();
      for (let i = 0; i < 40; i++) {
        if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector))
          return page.keyboard.press(key);
        await page.keyboard.press('Tab');
      }
      throw new Error(`never reached ${selector}`);
    };
    await toKey('.welcome-half[lang="en"]');
    await at('notice');
    // The question has the focus, so that it is read out.
    await until('the question', 8_000, () =>
      page.evaluate(() => document.activeElement?.tagName === 'H1'),
    );
    await toKey('.screen.notice .main');
    await toKey('.screen.age .choice:nth-child(3)');
    await at('consent');
    await says('.screen.consent .says', 'no words, no drawing');
    await toKey('.screen.consent .main');
    await toKey('.screen.words .choice:nth-child(2)');
    await page.locator('.screen.words .writing:focus').waitFor();
    await page.keyboard.type('The bus climbs.');
    await until('what was typed', 8_000, async () => written() === 'The bus climbs.');
    await toKey('.screen.words .ways .main');
    for (const n of [1, 2]) {
      await says('.screen.questions .count', `${n} of 2`);
      await toKey('.screen.questions .ways .key:nth-last-child(2)');
    }
    await toKey('.paper', 'Space');
    await page.keyboard.down('ArrowRight');
    await until('the pen went', 8_000, async () => {
      const left = await page.locator('.nib').evaluate((n) => (n as HTMLElement).style.left);
      return Number.parseFloat(left) > 55;
    });
    await page.keyboard.up('ArrowRight');
    await page.keyboard.press('Space');
    await until('a stroke', 8_000, async () => feed.status().strokes?.length === 1);
    await toKey('.screen.sketch .main');
    await toKey('.choices.music .key');
    await toKey('.screen.music .main');
    await toKey('.screen.sensors .main');
    await toKey('.screen.rest .ways .key');
    await at('recall');
    await page.keyboard.down('KeyF');
    await until('held', 8_000, async () => feed.status().marked.pleasant);
    await page.keyboard.down('ArrowRight');
    await until('both', 8_000, async () => feed.status().marked.painful);
    await new Promise((done) => setTimeout(done, 400));
    await page.keyboard.up('KeyF');
    await until('let go', 8_000, async () => !feed.status().marked.pleasant);
    feed.set({ sinceMs: Date.now() - 61_000 });
    await toKey('.screen.recall .ways .key');
    await toKey('.screen.film .main');
    // Nothing of a child is kept: there is nothing else to choose.
    await at('after');
    expect(await page.locator('.screen.after .choice:visible').count()).toBe(1);
    await toKey('.screen.after .choice:not([hidden])');
    await at('farewell');
    await toKey('.screen.farewell .ways .key');
    await at('welcome');
  });

  it('finds itself again after a reload, and nothing of a visitor after the visit', async () => {
    const SECRET = 'sunflowersecret';
    await open();
    await page.locator('.welcome-half[lang="en"]').tap();
    await at('notice');
    feed.set({ step: 'words', words: { ...feed.status().words, n: 1, text: SECRET } });
    await at('words');
    await page.locator('.letters').tap();
    await page.reload();
    await page.locator('.writing').waitFor();
    expect(await page.locator('.writing').inputValue()).toBe(SECRET);
    // A Latin keyboard writes Hangul where Hangul is wished.
    await tapLetters(['turn']);
    await page.locator('[data-key="ㅂ"]').waitFor();
    await page.locator('.writing').focus();
    await page.keyboard.press('End');
    for (const key of ['r', 'k', 'Shift+R', 'Backspace', 'Backspace'])
      await page.keyboard.press(key);
    await until('composed', 8_000, async () => written() === `${SECRET}ㄱ`);
    const keptHere = await page.evaluate(() => ({
      kept: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      said: `${document.title} ${location.href}`,
      field: document.querySelector('textarea')?.outerHTML ?? '',
    }));
    expect(keptHere.kept + keptHere.said).not.toContain(SECRET);
    for (const part of ['autocomplete="off"', 'spellcheck="false"', 'inputmode="none"'])
      expect(keptHere.field).toContain(part);
    await page.locator('.letters').tap();
    expect(
      await page.evaluate(() => document.documentElement.style.getPropertyValue('--size')),
    ).toBe('1.4');
    // Another visitor: the same step, and not a letter of the one before, nor their size.
    feed.set({ ...NOBODY, visit: 'another', step: 'words', sinceMs: Date.now() });
    await page.locator('.screen.words[data-mode="choose"]').waitFor();
    await until('nothing left', 8_000, async () => !(await page.content()).includes(SECRET));
    expect(await page.locator('.writing').inputValue()).toBe('');
    expect(
      await page.evaluate(() => document.documentElement.style.getPropertyValue('--size')),
    ).toBe('1');
  });

  it('is read standing at a tall kiosk, and nothing of it scrolls or is framed', async () => {
    await open();
    await page.setViewportSize({ width: 1080, height: 1920 });
    await page.locator('.welcome-half[lang="ko"]').tap();
    const px = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
    const fits = (): Promise<boolean> =>
      page.locator('.screen').evaluate((node) => node.scrollHeight <= node.clientHeight + 1);
    await at('notice');
    expect(await px('.screen.notice li')).toBeGreaterThanOrEqual(28);
    feed.set({ step: 'consent' });
    await at('consent');
    expect(await px('.screen.consent h1')).toBeGreaterThanOrEqual(56);
    expect(await px('.screen.consent .key-hint')).toBeGreaterThanOrEqual(28);
    expect(await fits()).toBe(true);
    const words = { ...feed.status().words, text: '기억 '.repeat(400), n: 1 };
    feed.set({ step: 'words', words });
    await at('words');
    expect(await px('.screen.words h1')).toBeGreaterThanOrEqual(56);
    await page.setViewportSize({ width: 820, height: 1180 });
    expect(await fits()).toBe(true);
    feed.set({ elsewhere: true });
    await page.locator('dialog.elsewhere[open]').waitFor();
    const framed = page
      .locator('dialog.elsewhere')
      .evaluate((n) => getComputedStyle(n).outlineStyle);
    expect(await framed).toBe('none');
  });

  it('stops when asked twice, asks who is still there, waits for others and for the conductor', async () => {
    await open();
    await page.locator('.welcome-half[lang="en"]').tap();
    await at('notice');
    await page.locator('.help').tap();
    await until('help', 8_000, async () => feed.status().help);
    await says('.help', 'on the way');
    feed.set({ leavesMs: Date.now() + 15_000 });
    await page.locator('dialog.away[open]').waitFor();
    await look('booth-6-away');
    const before = feed.heres();
    await page.locator('dialog.away .key').tap();
    await page.locator('dialog.away[open]').waitFor({ state: 'hidden' });
    expect(feed.heres()).toBeGreaterThan(before);
    feed.cut(true);
    await page.locator('dialog.offline[open]').waitFor();
    feed.cut(false);
    await page.locator('dialog.offline[open]').waitFor({ state: 'hidden', timeout: 15_000 });
    await at('notice');
    await page.locator('.foot .language').tap();
    await says('.screen.notice h1', '시작하기 전에');
    await page.locator('.foot .stop').tap();
    await page.keyboard.press('Escape');
    expect(did('stop')).toEqual([]);
    await page.locator('.foot .stop').tap();
    await page.locator('.stop-yes').tap();
    await at('welcome');
    expect(did('stop')).toHaveLength(1);
    feed.set({ elsewhere: true });
    await page.locator('dialog.elsewhere[open]').waitFor();
    feed.set({ elsewhere: false, trouble: { en: 'The disk is full.', ko: '디스크가 찼습니다.' } });
    await says('.trouble', '디스크가');
  });

  it('hears at 16 kHz while somebody speaks, shows what is heard, and closes the microphone', async () => {
    await open();
    await page.locator('.welcome-half[lang="en"]').tap();
    await at('notice');
    feed.set({ step: 'words' });
    await page.locator('.screen.words .choice').first().tap();
    await until('sound', 15_000, async () => feed.voice.length >= 8);
    expect(did('listen')).toEqual([{ do: 'listen', on: true }]);
    const [first] = feed.voice;
    expect(first?.pcm.length).toBe(1_600);
    expect(feed.voice.map(({ seq }) => seq)).toEqual(feed.voice.map((_, i) => i));
    expect(Math.abs((feed.voice.at(-1)?.atMs ?? 0) - Date.now())).toBeLessThan(2_000);
    const { words } = feed.status();
    feed.set({ words: { ...words, n: 2, text: 'It was five.', partial: 'only sk', voice: true } });
    await says('.read .partial', 'only sk');
    await look('booth-7-speaking');
    await page.locator('.read').tap();
    await page.locator('.writing:focus').waitFor();
    expect(await page.locator('.writing').inputValue()).toBe('It was five.');
    await until('closed', 8_000, async () => !feed.status().words.listening);
    const heard = feed.voice.length;
    await page.keyboard.type(' Or six.');
    await until('corrected', 8_000, async () => written() === 'It was five. Or six.');
    expect(feed.voice.length).toBeLessThanOrEqual(heard + 1);
  });

  it('offers letters where no microphone may be used or no language is heard', async () => {
    deaf = await launchBrowser();
    await open(deaf);
    await page.locator('.welcome-half[lang="ko"]').tap();
    await at('notice');
    feed.set({ step: 'words' });
    await page.locator('.screen.words .choice').first().tap();
    await page.locator('.writing').waitFor();
    await until('why', 8_000, async () => /마이크/.test(await page.locator('.said').innerText()));
    expect(did('listen')).toEqual([]);
    const { words } = feed.status();
    feed.set({ step: 'notice' });
    await at('notice');
    feed.set({ step: 'words', words: { ...words, hears: { en: 'ready', ko: 'absent' } } });
    await page.locator('.screen.words[data-mode="write"]').waitFor();
    await says('.said', '듣지 못합니다');
    // Nothing was written yet, and there is a way back.
    await page.locator('.screen.words .ways .key:visible').first().tap();
    await until('back', 8_000, async () => did('back').length > 0);
    await look('booth-8-absent');
  });
});
