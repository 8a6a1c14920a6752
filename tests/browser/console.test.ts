import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { servePages } from '../support/pages.ts';
import { feedWire, listen, type WireFeed } from '../support/wire-feed.ts';

let browser: Browser;
let feed: WireFeed;
let url: string;
let page: Page;
let troubles: string[];

const DESK: BrowserContextOptions = { viewport: { width: 1200, height: 700 }, locale: 'en-US' };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'ko-KR' };

const open = async (options: BrowserContextOptions = DESK): Promise<void> => {
  page = await (await browser.newContext(options)).newPage();
  keepTroubles(page, troubles);
  await page.goto(`${url}/console`);
  await page.locator('#console[data-link="live"]').waitFor();
};

const text = (selector: string): Promise<string> => page.locator(selector).first().innerText();
const shows = (selector: string, wanted: string): Promise<boolean> =>
  until(`"${wanted}" in ${selector}`, 8_000, async () => (await text(selector)).includes(wanted));
const did = (): string[] => feed.intents.map((i) => i.do);
/** Until the page's next two pictures: whatever a key did has been done then. */
const settle = (): Promise<unknown> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

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

describe('the console', () => {
  it('shows what runs and what stands by, and a simulated body as simulated', async () => {
    await open();
    await shows('.card.running .card-number', '1.5');
    await shows('.card.standby .card-number', '2');
    await shows('.card.standby .card-title', 'Paper');
    await shows('.body-badge', 'synthetic dancer: a simulation');
    expect(await page.locator('.cue').count()).toBe(9);
    feed.set({ sourceKind: 'osc' });
    await until('no badge', 4_000, async () => await page.locator('.body-badge').isHidden());
  });

  it('speaks the language of the browser, and remembers another choice', async () => {
    await open({ ...DESK, locale: 'ko-KR' });
    await shows('.card.standby .card-title', '종이');
    await page.locator('.button.language').click();
    await shows('.card.standby .card-title', 'Paper');
    await page.reload();
    await shows('.card.standby .card-title', 'Paper');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('makes one GO of one key-down, however long it is held', async () => {
    await open();
    await page.keyboard.down('Space');
    for (let i = 0; i < 20; i++) await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    await shows('.card.running .card-number', '2');
    expect(did()).toEqual(['go']);
    // A button that was clicked does not take Space for itself.
    await page.locator('.button.freeze').click();
    await page.keyboard.press('Space');
    await until('both', 4_000, async () => did().length === 3);
    expect(did()).toEqual(['go', 'freeze', 'go']);
  });

  it('takes a double click on GO for one decision', async () => {
    await open();
    await page.evaluate(() => {
      const go = document.querySelector('.button.go');
      for (let i = 0; i < 2; i++)
        go?.dispatchEvent(new PointerEvent('pointerdown', { button: 0, cancelable: true }));
    });
    await shows('.card.running .card-number', '2');
    expect(did()).toEqual(['go']);
  });

  it('locked, lets nothing through but PANIC', async () => {
    await open();
    await page.keyboard.press('l');
    await shows('.banner', 'Locked');
    for (const key of ['Space', 'Backspace', 'b', 'f', 'h', 'g']) await page.keyboard.press(key);
    await page.locator('.button.go').click({ force: true });
    expect(await page.locator('.master-slider').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await shows('.overlay-word', 'PANIC stands');
    expect(did()).toEqual(['panic']);
    await page.keyboard.press('Escape');
    await until('the second', 4_000, async () => did().length === 2);
  });

  it('says that the link is lost, switches GO off, and comes back by itself', async () => {
    await open();
    feed.cut(true);
    await page.locator('#console[data-link="lost"]').waitFor();
    await shows('.banner', 'What you see is old');
    await shows('.button.go', 'GO is off: no connection');
    expect(await page.locator('.button.go').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Space');
    await shows('.said', 'GO was not sent');
    await page.keyboard.press('Escape');
    await shows('.said', 'PANIC was not sent');
    await shows('.tag', 'unknown now');
    expect(await page.locator('.health .lamp[data-level="good"]').count()).toBe(0);
    feed.cut(false);
    await page.locator('#console[data-link="live"]').waitFor();
    await shows('.button.go', 'Space or Enter');
    expect(did()).toEqual([]);
  });

  it('does not take an open socket for a live show', async () => {
    await open();
    feed.set({ silent: true });
    await page.locator('#console[data-link="silent"]').waitFor();
    await shows('.banner', 'no news from the show');
    await page.keyboard.press('Space');
    await settle();
    expect(did()).toEqual([]);
  });

  it('draws the scopes, and a stream that stopped as nothing, in words', async () => {
    await open();
    const plot = page.locator('.scope[data-kind="ecg"] .scope-plot');
    await plot.waitFor();
    await until('a trace', 8_000, async () => (await brightPixels(plot)) > 60);
    await shows('.scope[data-kind="ecg"] .scope-scale', 'mV');
    feed.set({ missing: ['ecg'], flags: { ecg: ['stale', 'no-contact'] } });
    await shows('.scope[data-kind="ecg"] .scope-silence', 'no sample for');
    await shows('.scope[data-kind="ecg"] .lamp', 'stale, no contact');
    await until('no trace', 12_000, async () => {
      const words = page.locator('.scope[data-kind="ecg"] .scope-silence');
      await words.evaluate((node) => node.setAttribute('style', 'visibility: hidden'));
      return (await brightPixels(plot)) === 0;
    });
    expect((await text('.scope[data-kind="ecg"] .scope-high')).trim()).toBe('');
  }, 40_000);

  it('keeps positive and negative apart and names a held reading as held', async () => {
    await open();
    expect(await page.locator('.feel.positive .feel-bar').count()).toBe(1);
    expect(await page.locator('.feel.negative .feel-bar').count()).toBe(1);
    await shows('.tag', 'live');
    const width = async (): Promise<number> =>
      await page
        .locator('.feel.arousal .feel-bar')
        .evaluate(
          ({ style }: HTMLElement) =>
            +style.getPropertyValue('--high') - +style.getPropertyValue('--low'),
        );
    const sure = await width();
    feed.set({ source: 'held', confidence: 0.1 });
    await shows('.tag', 'held');
    expect(await width()).toBeGreaterThan(sure + 0.2);
  });

  it('sends the master as it is moved', async () => {
    await open();
    // The cue's cap of 90 % lies on the output; the slider shows what was asked.
    await shows('.master-output', 'output 83 %');
    expect(await page.locator('.master-slider').inputValue()).toBe('92');
    await page.locator('.master-slider').fill('40');
    await shows('.master-output', 'output 36 %');
    expect(feed.intents).toEqual([{ do: 'master', level: 0.4, seconds: 0 }]);
  });

  it('holds what is felt and gives it back by key, for as long as the panel says', async () => {
    await open();
    await page.locator('.hand-back').selectOption('30');
    await page.keyboard.press('h');
    await shows('.transport', 'Hold');
    await page.keyboard.press('g');
    await page.keyboard.press('?');
    await shows('.help', 'hold what is felt');
    await until('both', 4_000, async () => feed.intents.length === 2);
    expect(feed.intents).toEqual([
      { do: 'affect', mode: 'hold', seconds: 1, backS: 30 },
      { do: 'affect', mode: 'live', seconds: 1 },
    ]);
  });

  it('names the decoders in Korean, and their table stays within its panel', async () => {
    await open({ viewport: { width: 1280, height: 800 }, locale: 'ko-KR' });
    await shows('.heard', '심장·피부, 개인');
    // One of elsewhere goes by its id, however long that is.
    const wide = await page.locator('.heard').evaluate((panel) => {
      for (const name of panel.querySelectorAll('tbody th'))
        name.textContent = 'physiology-of-elsewhere';
      return panel.scrollWidth - panel.clientWidth;
    });
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('counts down to a follow that it saw begin, and claims nothing before', async () => {
    await open();
    feed.set({ followS: 60 });
    await shows('.card.running .card-detail', 'the next follows by itself');
    await page.keyboard.press('Enter');
    await shows('.card.running .card-detail', 'next: 2.1 in 1:0');
  });

  it('says that no display is there, and gives the way to one', async () => {
    await open();
    feed.set({ displays: false });
    await shows('.picture-panel .empty', 'No display connected.');
    expect(await page.locator('.stage-link').getAttribute('href')).toBe('/stage');
  });

  it('has a patch page: whose body, what it feeds, what is odd, and settings that are kept', async () => {
    feed.set({ flags: { ecg: ['noisy'] } });
    await open();
    await page.keyboard.press('p');
    await shows('.source-card', 'feeds: heart rate, movement energy');
    await shows('.card-remarks', 'the strap is loose');
    await shows('.stream-row', 'delay 42 ms ± 6');
    const body = page.locator('.source-card .body input');
    await body.fill('bo');
    await body.press('Enter');
    await until('a body', 4_000, async () => feed.changes.length === 1);
    await page.locator('.stream-row .gain input').first().fill('9,81');
    await page.locator('.stream-row .gain input').first().press('Enter');
    await page.locator('.button.mute').click();
    await shows('.button.mute', 'Unmute');
    expect(feed.changes.at(-1)).toMatchObject({
      do: 'source',
      id: 'body',
      set: { body: 'bo', muted: true, gain: { ecg: 9.81 } },
    });
    await page.locator('.source-text').fill('midi');
    await page.locator('.source-text').press('Enter');
    await shows('.opened', 'midi');
    // Letters typed into a field are no keys of the show, and Escape is PANIC everywhere.
    await page.locator('.source-text').fill('fb p');
    await page.keyboard.press('Escape');
    await until('panic', 4_000, async () => did().includes('panic'));
    expect(did()).toEqual(['panic']);
    await page.reload();
    await shows('.opened', 'midi');
  });

  it('tries a source: what answers proves the way from the body to the features', async () => {
    await open();
    await page.goto(`${url}/console#patch`);
    await page.reload();
    await page.locator('.button.try').click();
    await shows('.card-verdict', 'Hold still');
    await until('a verdict', 12_000, async () => (await text('.card-verdict')).includes('works'));
  }, 20_000);

  it('records a take with consent as part of it, and marks it with one key', async () => {
    await open();
    await shows('.take', 'not recording');
    await page.locator('.tick.consent input').check();
    await page.locator('.button.record').click();
    await shows('.take', 'recording for');
    await page.keyboard.press('m');
    await shows('.take', '1 marks');
    await page.locator('.button.record').click();
    await shows('.take', 'not recording');
    // The next performer is asked anew, and Space on the tick is the tick's own.
    expect(await page.locator('.tick.consent input').isChecked()).toBe(false);
    await page.locator('.tick.consent input').focus();
    await page.keyboard.press('Space');
    expect(await page.locator('.tick.consent input').isChecked()).toBe(true);
    expect(feed.intents).toEqual([
      { do: 'record', on: true, consent: 'given', raw: true },
      { do: 'mark' },
      { do: 'record', on: false, consent: 'given', raw: true },
    ]);
  });

  it('says what is felt in each body where there are several', async () => {
    feed.set({ bodies: ['ana', 'bo'] });
    await open();
    await shows('.bodies-table', 'ana · leads');
    await shows('.bodies-table', 'bo');
  });

  it('on a phone keeps GO and PANIC in reach and nothing off the side', async () => {
    await open(PHONE);
    await shows('.button.go', 'GO');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await settle();
    for (const name of ['go', 'panic']) {
      const box = await page.locator(`.reach .button.${name}`).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(64);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

/** How many pixels of an element are as bright as a trace, counted from a picture of the page. */
const brightPixels = async (locator: ReturnType<Page['locator']>): Promise<number> => {
  const png = (await locator.screenshot()).toString('base64');
  return await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    let bright = 0;
    for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 120) bright++;
    return bright;
  }, png);
};
