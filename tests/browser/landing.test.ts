import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { buildPages, servePages } from '../support/pages.ts';
import { listen } from '../support/wire-feed.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-pages-'));
const QR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>';
let browser: Browser;
let url: string;
let health: string | null;
let qr: boolean;

const server = servePages(folder, (request, response) => {
  if (request.url === '/health') {
    if (health === null) response.destroy();
    else response.end(health);
    return true;
  }
  if (request.url !== '/qr.svg' || !qr) return false;
  response.setHeader('content-type', 'image/svg+xml');
  response.end(QR);
  return true;
});

const open = async (locale: string): Promise<Page> => {
  const page = await (await browser.newContext({ locale })).newPage();
  await page.goto(`${url}/`);
  return page;
};
const answers = (page: Page, wanted: string): Promise<boolean> =>
  until(wanted, 6_000, async () => (await page.locator('.answer').innerText()).includes(wanted));

beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), buildPages(['index'], folder)]);
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
  rmSync(folder, { recursive: true, force: true });
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

  it('shows a QR code only where the conductor has one', async () => {
    const without = await open('en-US');
    await answers(without, 'running');
    expect(await without.locator('.qr').isVisible()).toBe(false);
    await without.context().close();
    qr = true;
    const page = await open('en-US');
    await page.locator('.qr img').waitFor({ state: 'visible' });
    await page.context().close();
  });
});
