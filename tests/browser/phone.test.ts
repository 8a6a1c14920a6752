import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';

let conductor: RunningConductor;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** Shakes the phone in every picture of the page: gravity on z, a swing on x. */
const shake = (on: Page): Promise<void> =>
  on.evaluate(() => {
    let i = 0;
    const step = (): void => {
      requestAnimationFrame(step);
      const x = 6 * Math.sin(i++ / 3);
      window.dispatchEvent(
        new DeviceMotionEvent('devicemotion', {
          accelerationIncludingGravity: { x, y: 0, z: 9.81 },
          rotationRate: { alpha: 90, beta: 0, gamma: 0 },
          interval: 16,
        }),
      );
      window.dispatchEvent(
        new DeviceOrientationEvent('deviceorientation', { alpha: 10, beta: 0, gamma: 0 }),
      );
    };
    requestAnimationFrame(step);
  });

/** Makes the browser ask for motion as iOS does, and answer so. */
const asksLikeIos = async (on: Page, answer: 'granted' | 'denied'): Promise<void> => {
  await on.addInitScript((said) => {
    Object.assign(DeviceMotionEvent, { requestPermission: async () => said });
    Object.assign(DeviceOrientationEvent, { requestPermission: async () => said });
  }, answer);
};

const open = async (locale: string): Promise<void> => {
  page = await (await browser.newContext({ ...PHONE, locale })).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
};
const arrive = async (): Promise<void> => {
  await page.goto(`${conductor.url}/phone`);
  await page.locator('#phone[data-link="live"]').waitFor();
};
/** As a phone does it: the page is told, and motion events stop or go on. */
const hide = (hidden: boolean): Promise<void> =>
  page.evaluate((isHidden) => {
    const { dispatchEvent } = EventTarget.prototype;
    window.dispatchEvent = isHidden ? () => true : dispatchEvent;
    const visibilityState = isHidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', {
      get: () => visibilityState,
      configurable: true,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
const start = (): Promise<void> => page.locator('.sp-start').tap();
const picture = async (name: string): Promise<void> => {
  const folder = process.env.YEOUN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
const source = async (kind = 'page') =>
  (await conductor.health()).sources.filter((s) => s.kind === kind).at(-1);

beforeAll(async () => {
  conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
  browser = await launchBrowser();
}, 180_000);
afterEach(async () => {
  await page.context().close();
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await conductor?.stop();
});

describe('the phone page', { timeout: 120_000 }, () => {
  it('makes a live source of a phone and shows what the conductor hears of it', async () => {
    await open('en-US');
    await arrive();
    await picture('phone-idle-en');
    await shake(page);
    await start();
    const live = await until('a live source', 30_000, async () => {
      const found = await source();
      return found?.state === 'live' && found.streams.length === 4 ? found : null;
    });
    expect(live.bodyId).toBe('dancer');
    expect(live.streams.map((s) => s.kind).sort()).toEqual(['acc', 'gyro', 'orientation', 'touch']);
    await until('energy on the page', 30_000, async () =>
      (await page.locator('.sp-heard').innerText()).includes('movement energy'),
    );
    await picture('phone-running-en');
  });

  it('counts as the body it is told, and moves with it while it runs', async () => {
    await open('ko-KR');
    await arrive();
    await shake(page);
    await start();
    await page.locator('.sp-body input').fill('mina');
    await page.locator('.sp-body input').press('Enter');
    await until('another body', 30_000, async () => (await source())?.bodyId === 'mina');
    await page.locator('.sp-body input').fill('미나');
    expect(await page.locator('.sp-fault').isVisible()).toBe(true);
    await until('values in Korean', 30_000, async () =>
      (await page.locator('.sp-heard').innerText()).includes('움직임 에너지'),
    );
    await picture('phone-running-ko');
  });

  it('says where to allow motion when it was denied, and starts nothing', async () => {
    await open('en-US');
    await asksLikeIos(page, 'denied');
    await arrive();
    await start();
    await page.locator('.sp-trouble:visible').waitFor();
    expect(await page.locator('.sp-trouble').innerText()).toMatch(/Settings > Apps > Safari/);
    expect(await page.locator('.sp-start').innerText()).toBe('Start');
    await picture('phone-denied-en');
    await page.locator('.sp-language').tap();
    expect(await page.locator('.sp-trouble').innerText()).toMatch(/설정 > 앱 > Safari/);
    await picture('phone-denied-ko');
  });

  it('waits, and says why, when the page is hidden; goes on when it is back', async () => {
    await open('en-US');
    await asksLikeIos(page, 'granted');
    await arrive();
    await start();
    await shake(page);
    const mine = async () => {
      const id = await page.evaluate(() => localStorage.getItem('yeoun.phone'));
      return (await conductor.health()).sources.find((s) => s.id === id);
    };
    await until('live', 30_000, async () => (await mine())?.state === 'live');
    await hide(true);
    const waiting = await until('waiting', 30_000, async () => {
      const found = await mine();
      return found?.state === 'waiting' ? found : null;
    });
    expect(waiting.reason?.en).toMatch(/locked/);
    expect(waiting.reason?.ko).toMatch(/잠/);
    await hide(false);
    await until('live again', 30_000, async () => (await mine())?.state === 'live');
  });

  it('tells a computer without a sensor that nothing comes', async () => {
    await open('ko-KR');
    await arrive();
    await start();
    await page.locator('.sp-notice:visible').waitFor();
    expect(await page.locator('.sp-notice').innerText()).toMatch(/동작 신호가 없습니다/);
    await picture('phone-silent-ko');
  });

  it('waits with a reason when the page is closed', async () => {
    await open('en-US');
    await arrive();
    await start();
    await shake(page);
    const id = await page.evaluate(() => localStorage.getItem('yeoun.phone'));
    const mine = async () => (await conductor.health()).sources.find((s) => s.id === id);
    await until('live', 30_000, async () => (await mine())?.state === 'live');
    await page.goto('about:blank');
    await until('waiting with the reason', 30_000, async () => {
      const one = await mine();
      return one?.state === 'waiting' && /closed, or its Wi-Fi is lost/.test(one.reason?.en ?? '');
    });
  });
});
