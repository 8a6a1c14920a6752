import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { servePages } from '../support/pages.ts';
import { listen } from '../support/wire-feed.ts';

const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>';
let browser: Browser;
let url: string;
let health: string | null;
let qr: boolean;

const server = servePages((request, response) => {
  if (request.url === '/health') {
    if (health === null) response.destroy();
    else response.end(health);
    return true;
  }
  if (!request.url?.startsWith('/qr.svg') || !qr) return false;
  response.setHeader('content-type', 'image/svg+xml');
  response.end(QR);
  return true;
});

const open = async (locale: string): Promise<Page> => {
  const page = await (await browser.newContext({ locale })).newPage();
  await page.goto(`${url}/`);
  return page;
};
const picture = async (page: Page, name: string): Promise<void> => {
  const into = process.env.YEOUN_PICTURES;
  if (into) await page.screenshot({ path: `${into}/${name}.png`, fullPage: true });
};
const answers = (page: Page, wanted: string): Promise<boolean> =>
  until(wanted, 6_000, async () => (await page.locator('.answer').innerText()).includes(wanted));

beforeAll(async () => {
  browser = await launchBrowser();
  url = await listen(server);
}, 120_000);

beforeEach(() => {
  health = JSON.stringify({ status: 'ok' });
  qr = false;
});

afterAll(async () => {
  await browser?.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe('the landing page', () => {
  it('leads to the stage and the console in windows of their own', async () => {
    const page = await open('en-US');
    for (const name of ['stage', 'console']) {
      const door = page.locator(`a[href="/${name}"]`);
      expect(await door.getAttribute('target')).toBe('_blank');
      expect(await door.innerText()).toContain(`Open the ${name}`);
    }
    await page.context().close();
  });

  it('says how the conductor is, and notices when it goes and comes', async () => {
    const page = await open('en-US');
    await answers(page, 'The conductor is running.');
    health = null;
    await answers(page, 'does not answer');
    health = JSON.stringify({ status: 'safe' });
    await answers(page, 'PANIC stands');
    await page.context().close();
  });

  it('speaks both languages and remembers the choice', async () => {
    const page = await open('ko-KR');
    await answers(page, '지휘 서버가 돌아가고 있습니다.');
    expect(await page.locator('.says').first().innerText()).toContain('여운은');
    expect(await page.locator('.also').innerText()).toContain('Yeoun reads');
    await page.locator('.language').click();
    await page.reload();
    await answers(page, 'The conductor is running.');
    await page.context().close();
  });

  it('leads to the page of every sensor', async () => {
    const page = await open('ko-KR');
    for (const name of ['phone', 'camera', 'strap', 'microphone']) {
      const door = page.locator(`a[href="/${name}"]`);
      expect(await door.innerText()).toMatch(/[가-힣]/);
    }
    await page.context().close();
  });

  it('shows a QR code only where the conductor has one, and says how to get one', async () => {
    const without = await open('en-US');
    await without.locator('.near').waitFor({ state: 'visible' });
    expect(await without.locator('.near').innerText()).toContain('npm start -- --host 0.0.0.0');
    expect(await without.locator('.code').isVisible()).toBe(false);
    await picture(without, 'landing-near-en');
    await without.context().close();
    qr = true;
    const page = await open('ko-KR');
    await page.locator('.code img').waitFor({ state: 'visible' });
    expect(await page.locator('.near').isVisible()).toBe(false);
    expect(await page.locator('.code img').getAttribute('src')).toBe('/qr.svg?page=phone');
    await picture(page, 'landing-ko');
    await page.locator('[data-code="camera"]').click();
    expect(await page.locator('.code img').getAttribute('src')).toBe('/qr.svg?page=camera');
    expect(await page.locator('.code img').getAttribute('alt')).toContain('카메라');
    await page.context().close();
  });
});
