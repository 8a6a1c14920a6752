import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';
import { seenPictures, watchPixels } from '../support/pixel-watch.ts';

let conductor: RunningConductor;
let browser: Browser;
let stage: Page;
const errors: string[] = [];

const listen = (page: Page): void => {
  page.on('pageerror', (error) => errors.push(error.message));
};

/** Share of the picture that is lit, of the newest picture read back. */
const lit = async (): Promise<number> => (await seenPictures(stage)).at(-1)?.lit ?? 0;

beforeAll(async () => {
  conductor = await startConductor(['--show', 'shows/minimal', '--fresh']);
  browser = await launchBrowser();
  stage = await browser.newPage({ viewport: { width: 320, height: 180 } });
  listen(stage);
  await stage.goto(`${conductor.url}/stage?size=320x180&probe=1`);
  await stage.waitForFunction(() => (window.__stage?.frames ?? 0) > 3);
  await watchPixels(stage);
});
afterAll(async () => {
  await browser?.close();
  await conductor?.stop();
});

describe('a whole evening in one room', { timeout: 60_000 }, () => {
  it('shows a lit picture, no cursor and no words', async () => {
    await until('light', 10_000, async () => (await lit()) > 0.3);
    expect(await stage.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none');
    expect((await stage.evaluate(() => document.body.innerText)).trim()).toBe('');
  });

  it('appears in /health with its frames and rung', async () => {
    const display = await until('the display', 5000, async () =>
      (await conductor.health()).displays.find((d) => d.frames > 0),
    );
    expect(display.rung).toBe('local');
    // Software rendering may be slow, and is told as such; lost it is not.
    expect(['live', 'slow']).toContain(display.state);
  });

  it('is driven from the console, by key, and the console sees its true picture', async () => {
    const desk = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    listen(desk);
    await desk.goto(`${conductor.url}/console`);
    await desk.bringToFront();
    await until('GO by key', 15_000, async () => {
      await desk.keyboard.press('Space');
      return (await conductor.health()).cue !== null;
    });
    await until('a thumbnail', 20_000, () =>
      desk.evaluate(() => [...document.images].some((i) => i.naturalWidth > 100)),
    );
    await desk.close();
  });

  it('goes on, lit and moving, while the conductor is killed and comes back', async () => {
    const { pid } = await conductor.health();
    const before = (await seenPictures(stage)).length;
    process.kill(pid, 'SIGKILL');
    await until('another conductor', 10_000, async () => (await conductor.health()).pid !== pid);
    await until('the display again', 10_000, async () =>
      (await conductor.health()).displays.some((d) => d.state !== 'lost'),
    );
    const seen = (await seenPictures(stage)).slice(before);
    expect(seen.length).toBeGreaterThan(5);
    expect(Math.min(...seen.map((p) => p.lit))).toBeGreaterThan(0.05);
    expect(Math.max(...seen.map((p) => p.change))).toBeLessThan(12);
  });

  it('obeys PANIC by OSC, and its own PANIC key when nobody conducts any more', async () => {
    const peer = await oscPeer(conductor.oscPort);
    await peer.send('/yeoun/panic');
    await until('black', 5000, async () => (await lit()) === 0);
    await peer.send('/yeoun/cue/2/go');
    await until('light again', 10_000, async () => (await lit()) > 0.3);
    peer.close();
    conductor.launcher.kill('SIGKILL');
    await until(
      'the end of the conductor',
      5000,
      async () => !(await fetch(conductor.url).catch(() => null)),
    );
    expect(await lit()).toBeGreaterThan(0.3);
    await stage.bringToFront();
    await stage.keyboard.press('Escape');
    await until('black by key', 5000, async () => (await lit()) === 0);
  });

  it('let no error happen on any page', () => {
    expect(errors).toEqual([]);
  });
});
