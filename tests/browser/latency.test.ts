import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { freePort, runYeoun, until } from '../support/conductor.ts';

const TAPS = 2;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

it('measures from a tap to the light, through a real conductor and a real stage, and says what it found', async () => {
  const state = mkdtempSync(join(tmpdir(), 'yeoun-latency-'));
  const [port, oscPort] = [await freePort(), await freePort()];
  const over = new AbortController();
  onTestFinished(() => over.abort());
  const ended = runYeoun(
    ['latency', '--taps', String(TAPS), '--port', String(port), '--osc-port', String(oscPort)],
    { YEOUN_STATE: state },
    over.signal,
  );
  const page = await browser.newPage({ viewport: { width: 480, height: 900 }, locale: 'en-US' });
  await until(
    'the page',
    90_000,
    async () => (await page.goto(`http://127.0.0.1:${port}/latency`))?.ok() ?? false,
  );
  await page.locator('.use-page').click();
  // Two looks at the dark, then a tap whenever the last light has gone.
  await until('the eye', 20_000, async () =>
    (await page.locator('.looking').innerText()).includes('every'),
  );
  const done = async (): Promise<boolean> =>
    (await page.locator('.total').innerText()).startsWith(`${TAPS} taps`);
  await until(`${TAPS} taps`, 80_000, async () => {
    await page.keyboard.press('Space');
    return await done();
  });
  const { code, out } = await ended;
  expect(out).toMatch(/median \d+ ms, 95 % within \d+ ms/);
  expect(out).toMatch(/중앙값 \d+ ms/);
  expect(code).toBe(0);
  rmSync(state, { recursive: true, force: true });
}, 240_000);
