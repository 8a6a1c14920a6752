import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Heard, Watching } from '#contracts/desk';
import { Show } from '#contracts/show';
import { sheetPage } from '../../conductor/show/sheet-page.ts';
import { keepTroubles, launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { servePages } from '../support/pages.ts';
import { readPdf } from '../support/read-pdf.ts';
import { feedWire, listen, type WireFeed } from '../support/wire-feed.ts';

let browser: Browser;
let feed: WireFeed;
let url: string;
let page: Page;
let troubles: string[];

const DESK: BrowserContextOptions = { viewport: { width: 1200, height: 700 }, locale: 'en-US' };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, locale: 'ko-KR' };

const open = async (options: BrowserContextOptions = DESK, hash = ''): Promise<void> => {
  page = await (await browser.newContext(options)).newPage();
  keepTroubles(page, troubles);
  await page.goto(`${url}/console${hash}`);
  await page.locator('#console[data-link="live"]').waitFor();
};

const WATCHING: Watching = {
  number: '2',
  conditions: [
    { value: 0.64, confidence: 0.8, holds: false },
    { value: 11.2, confidence: 0.7, holds: true },
  ],
  heldS: 1.2,
  forS: 4,
  armedInS: 0,
  firesInS: null,
  elseInS: 131,
  vetoed: false,
};
/** The largest last: its page stays open for what follows. */
const SIZES = [
  [1280, 720, 'en-US'],
  [1280, 720, 'ko-KR'],
  [1920, 1080, 'ko-KR'],
] as const;

const message = (
  door: Heard['door'],
  said: string,
  did: string | null,
  why: string | null,
): Heard => ({
  atMs: Date.now(),
  door,
  from: '10.0.0.7',
  said,
  did: did === null ? null : { en: did, ko: did },
  why: why === null ? null : { en: why, ko: why },
});

/** Sixty cues, so that there is more than one page on any paper. */
const LONG_SHOW = Show.parse({
  format: 2,
  id: 'long',
  title: { en: 'The long one', ko: '긴 공연' },
  scenes: { water: { scene: 'tide' }, sheet: { scene: 'paper' } },
  cues: Array.from({ length: 60 }, (_, i) => ({
    number: i === 59 ? '60.5' : String(i + 1),
    title: { en: i % 2 ? 'The sheet' : 'Waterline', ko: i % 2 ? '종이' : '물가' },
    scene: i % 2 ? 'sheet' : 'water',
  })),
});

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
    await shows('.banner', 'This page is locked');
    for (const key of ['Space', 'Backspace', 'b', 'f', 'h', 'g']) await page.keyboard.press(key);
    await page.locator('.button.go').click({ force: true });
    expect(await page.locator('#master').isDisabled()).toBe(true);
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
    expect(await page.locator('.lamps .lamp[data-level="good"]').count()).toBe(0);
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
    await open(DESK, '#signals');
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
    await open(DESK, '#signals');
    expect(await page.locator('.feel.positive .feel-bar').count()).toBe(1);
    expect(await page.locator('.feel.negative .feel-bar').count()).toBe(1);
    await shows('.watch .tag', 'live');
    const width = async (): Promise<number> =>
      await page
        .locator('.feel.arousal .feel-bar')
        .evaluate(
          ({ style }: HTMLElement) =>
            +style.getPropertyValue('--high') - +style.getPropertyValue('--low'),
        );
    const sure = await width();
    feed.set({ source: 'held', confidence: 0.1 });
    await shows('.watch .tag', 'held');
    expect(await width()).toBeGreaterThan(sure + 0.2);
  });

  it('sends the master as it is moved', async () => {
    await open();
    // The cue's cap of 90 % lies on the output; the slider shows what was asked.
    await shows('.master-output', 'out 83 %');
    expect(await page.locator('#master').inputValue()).toBe('92');
    await page.locator('#master').fill('40');
    await shows('.master-output', 'out 36 %');
    expect(feed.intents).toEqual([{ do: 'master', level: 0.4, seconds: 0 }]);
  });

  it('holds what is felt and gives it back by key, for as long as the panel says', async () => {
    await open(DESK, '#signals');
    await page.locator('.hand-back').selectOption('30');
    await page.keyboard.press('h');
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
    await open({ viewport: { width: 1280, height: 800 }, locale: 'ko-KR' }, '#signals');
    await shows('.heard', '심장·피부, 개인');
    // One of elsewhere goes by its id, however long that is.
    const wide = await page.locator('.heard').evaluate((panel) => {
      for (const name of panel.querySelectorAll('tbody th'))
        name.textContent = 'physiology-of-elsewhere';
      return panel.scrollWidth - panel.clientWidth;
    });
    expect(wide).toBeLessThanOrEqual(0);
  });

  it('counts down to what comes by itself, as large as the cue', async () => {
    await open();
    feed.set({ followS: 60 });
    await page.keyboard.press('Enter');
    await shows('.comers', '2.1');
    await shows('.comers', 'follows');
    await shows('.comers', '1:0');
    await shows('.card-left', '1:0');
    const height = await page.locator('.card-left').evaluate((e) => getComputedStyle(e).fontSize);
    expect(Number.parseFloat(height)).toBeGreaterThanOrEqual(48);
    feed.set({ desk: { paused: true } });
    await shows('.overlay-word', 'PAUSED');
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
    await page.keyboard.press('4');
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
    await open(DESK, '#signals');
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
    await open(DESK, '#signals');
    await shows('.bodies-table', 'ana · leads');
    await shows('.bodies-table', 'bo');
  });

  it('announces a cue on feeling before it fires, with each value against its threshold, and a veto', async () => {
    feed.set({ desk: { watching: WATCHING } });
    await open();
    await shows('.watching', '2 · waits for a feeling');
    await shows('.condition >> nth=0', '> 0.70 · sure > 0.60');
    await shows('.condition >> nth=1', '11.2');
    await shows('.held', 'held 1.2 of 4.0 s');
    await shows('.watching-times', 'else in 2:1');
    expect(await page.locator('.watching[data-announced]').count()).toBe(0);
    feed.set({ desk: { watching: { ...WATCHING, heldS: 4, firesInS: 3 } } });
    await shows('.watching-fires', 'fires in 3');
    await page.keyboard.press('v');
    await shows('.watching', 'vetoed: waits for GO');
    expect(await page.locator('.button.veto').getAttribute('aria-disabled')).toBe('true');
    expect(feed.intents).toEqual([{ do: 'veto' }]);
  });

  it('goes through an evening: the show is left on a second press, a show stop never waits', async () => {
    await open();
    await page.locator('.evening-state.interval').click();
    await shows('.evening-state.interval', 'Sure?');
    expect(did()).toEqual([]);
    await page.locator('.evening-state.interval').click();
    await page.locator('.evening-state.interval[aria-pressed="true"]').waitFor();
    await page.locator('.evening-state.show').click();
    await page.locator('.evening-state.show[aria-pressed="true"]').waitFor();
    await page.locator('.evening-state.stopped').click();
    await page.locator('.evening-state.stopped[aria-pressed="true"]').waitFor();
    expect(feed.intents).toEqual([
      { do: 'evening', state: 'interval' },
      { do: 'evening', state: 'show' },
      { do: 'evening', state: 'stopped' },
    ]);
  });

  it('lets a cue stand by with a click, and jumps on a second press', async () => {
    await open();
    await page.locator('.cue >> nth=4').click();
    await shows('.card.standby .card-number', '3');
    await page.locator('.jump-after input').fill('12');
    await page.locator('.button.jump').click();
    await shows('.button.jump', 'Jump to 3, 12 s in?');
    await page.locator('.button.jump').click();
    await shows('.card.running .card-number', '3');
    expect(feed.intents).toEqual([
      { do: 'standby', number: '3' },
      { do: 'jump', number: '3', afterS: 12 },
    ]);
  });

  it('fades by level and seconds, taps, moves the sound, pauses, and says who acted last', async () => {
    feed.set({
      desk: {
        sounds: [{ id: 'rain', level: 0.7, atS: 63, loop: true }],
        last: { atMs: Date.now(), door: 'osc', from: 'companion', what: 'master 90 %' },
      },
    });
    await open({ viewport: { width: 1600, height: 1000 }, locale: 'en-US' });
    await shows('.last-act', 'master 90 % · companion · osc');
    await shows('.sounds', 'rain 70 % 1:03 · loop');
    await shows('.button.fade-to', 'Fade to 30 % in 5 s');
    await page.locator('.level input').fill('20');
    await page.locator('.level input').press('Enter');
    await page.locator('.button.fade-all').click();
    await page.keyboard.press('t');
    await page.keyboard.press('p');
    await shows('.tempo-value', '96.0 bpm');
    await shows('.button.pause', 'Go on');
    await page.locator('#sound-level').fill('50');
    await until('the sound', 4_000, async () => did().includes('sound'));
    expect(feed.intents).toEqual([
      { do: 'master', level: 0.2, seconds: 5 },
      { do: 'fade-all', seconds: 10 },
      { do: 'tap' },
      { do: 'pause' },
      { do: 'sound', level: 0.5, seconds: 0 },
    ]);
  });

  it('says loudly that it rehearses, that there is fire, and that edits are locked', async () => {
    await open();
    await page.locator('.button.rehearse').click();
    await shows('.rehearsal-banner', 'nothing leaves the house');
    await page.locator('.button.lock-show').click();
    await shows('.locked-banner', 'edits are refused');
    feed.set({ desk: { fire: true } });
    await shows('.fire-banner', 'FIRE');
    await page.locator('.button.fire-over').click();
    await shows('.button.fire-over', 'Sure?');
    await page.locator('.button.fire-over').click();
    await page.locator('.fire-banner').waitFor({ state: 'hidden' });
    expect(did()).toEqual(['rehearse', 'lock', 'fire']);
  });

  it('lists each message as it came, what it did or why not, by door, and holds while somebody reads', async () => {
    await open();
    feed.hear([
      message('osc', '/cue/2/start', 'GO cue 2', null),
      message('midi', 'cc 7 ch 1 = 99', 'master 78 %', null),
      message('osc', '/yeoun/goo', null, 'no such address; /yeoun/go is near'),
    ]);
    await shows('.messages', '/cue/2/start');
    await shows('.messages', '→ GO cue 2');
    await shows('.messages', '/yeoun/go is near');
    await page.locator('.filter.midi').click();
    await until('MIDI alone', 4_000, async () => (await page.locator('.note').count()) === 1);
    await page.locator('.filter.osc').click();
    await page.locator('.hold-list').click();
    feed.hear([{ ...message('osc', '/new', null, null), atMs: Date.now() + 5_000 }]);
    await shows('.hold-list', '1 new');
    expect(await text('.messages')).not.toContain('/new');
    await page.locator('.hold-list').click();
    await shows('.messages', '/new');
  });

  it('has a rig page: devices, MIDI that is learned by touch, light, and tests', async () => {
    await open(DESK, '#rig');
    await page.locator('.device-name input').fill('lx');
    await page.locator('.save-device').click();
    await shows('.form-note', 'port');
    await page.locator('.device-host input').fill('10.0.0.5');
    await page.locator('.device-port input').fill('8000');
    await page.locator('.device-profile select').selectOption('grandma3');
    await page.locator('.save-device').click();
    await shows('.devices-list', 'udp 10.0.0.5:8000');
    await page.locator('.test-device').click();
    await until('a test', 4_000, async () => feed.tests.length === 1);
    await page.locator('.button.learn').click();
    await shows('.learned', 'Touch a key or fader');
    await settle();
    feed.touch({ match: { type: 'note', channel: 1, number: 36 }, value: 100 });
    await shows('.learned', 'note 36 · ch 1');
    await page.locator('.button.bind').click();
    await shows('.bindings', 'GO');
    await page.locator('.sacn-out-save').click();
    await shows('.rig-light', 'Save');
    expect(feed.tests).toEqual(['lx']);
    expect(feed.changes).toMatchObject([
      {
        do: 'device',
        id: 'lx',
        set: { kind: 'osc', host: '10.0.0.5', port: 8000, profile: 'grandma3' },
      },
      {
        do: 'rig',
        set: { midi: { bindings: [{ does: { kind: 'intent', intent: { do: 'go' } } }] } },
      },
      { do: 'rig', set: { sacnOut: { universe: 1, priority: 100, start: 1 } } },
    ]);
    // A refusal is told, and what was shown ahead of it is taken back.
    feed.deny({ en: 'The show is locked.', ko: '잠김' });
    await page.keyboard.press('1');
    await shows('.said', 'The show is locked.');
  });

  it('for who only watches, shows the show and offers nothing', async () => {
    feed.set({ access: 'view' });
    await open();
    await shows('.access-badge', 'watching only');
    await shows('.button.go', 'this page only watches');
    await page.keyboard.press('Space');
    await page.locator('.cue >> nth=4').click();
    await page.locator('.evening-state.stopped').click({ force: true });
    await settle();
    expect(did()).toEqual([]);
    expect(await page.locator('.felt').isHidden()).toBe(true);
    expect(await page.locator('.to-calibrate').isHidden()).toBe(true);
  });

  it('has room for all of it: nothing overlaps or leaves the screen, in both languages', async () => {
    feed.set({ desk: { watching: { ...WATCHING, firesInS: 3 } } });
    for (const [width, height, locale] of SIZES) {
      await open({ viewport: { width, height }, locale });
      await page.locator('.watching[data-announced]').waitFor();
      await settle();
      const over = await page.evaluate(() => {
        const parts = ['.run-now', '.run-list', '.run-side', '.mixer', '.head', '.evening'];
        return [document.documentElement, ...parts.map((p) => document.querySelector(p))].map(
          (e) => (e ? Math.max(0, e.scrollWidth - e.clientWidth) : -1),
        );
      });
      expect([locale, width, ...over]).toEqual([locale, width, ...over.map(() => 0)]);
      const bottom = await page
        .locator('.transport')
        .evaluate((e) => e.getBoundingClientRect().bottom);
      expect(bottom).toBeLessThanOrEqual(height);
      if (width !== 1920) await page.context().close();
    }
  });

  it('prints the cue sheet: landscape pages with a head and a number each, and the words on them', async () => {
    await open();
    await page.setContent(sheetPage(LONG_SHOW, { language: 'both', paper: 'a3' }));
    const a3 = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    await page.setContent(sheetPage(LONG_SHOW, { language: 'ko', paper: 'a4' }));
    const a4 = readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(a3.length).toBeGreaterThan(1);
    expect(a4.length).toBeGreaterThan(2);
    for (const [pages, wide, high] of [
      [a3, 1191, 842],
      [a4, 842, 595],
    ] as const)
      for (const [i, one] of pages.entries()) {
        expect([Math.round(one.width), Math.round(one.height)]).toEqual([wide, high]);
        expect(one.text).toContain(`${i + 1} / ${pages.length}`);
        expect(one.text.replaceAll(' ', '')).toContain('SM콜');
      }
    const whole = a3.map((p) => p.text).join(' ');
    for (const word of ['The sheet', '종이', 'Cue 1, GO', '큐 1, 고', '60.5'])
      expect(whole).toContain(word);
    expect(a4.map((p) => p.text).join(' ')).not.toContain('The sheet');
  });

  it('on a phone puts an announced veto under the thumb, above GO', async () => {
    feed.set({ desk: { watching: { ...WATCHING, firesInS: 3 } } });
    await open(PHONE);
    await shows('.watching-fires', '3');
    const veto = await page.locator('.button.veto').boundingBox();
    const go = await page.locator('.reach .button.go').boundingBox();
    expect(veto?.height).toBeGreaterThanOrEqual(64);
    expect((veto?.y ?? 0) + (veto?.height ?? 0)).toBeLessThanOrEqual(go?.y ?? 0);
    await page.locator('.button.veto').click();
    await until('the veto', 4_000, async () => did().includes('veto'));
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
