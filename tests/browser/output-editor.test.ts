import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutputPatch, PLAIN_OUTPUT, WHOLE_SLICE } from '#contracts/output';
import { EMPTY_PATCH } from '#contracts/patch';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/conductor.ts';
import { openSoundWire, type SoundWire } from '../support/sound-wire.ts';

const LONG = 90_000;
let wire: SoundWire;
let browser: Browser;
let stage: Page;
const errors: string[] = [];

const open = async (on: SoundWire): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 320, height: 180 } });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${on.url}/stage?size=320x180&probe=1&id=left`);
  await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 1, undefined, { timeout: LONG });
  // Before it was welcomed it may not edit yet.
  await until('a word of the display', LONG, async () => on.said.some(({ t }) => t === 'ack'));
  await page.bringToFront();
  return page;
};

const changes = (on = wire): OutputPatch[] =>
  on.said.flatMap((m) =>
    m.t === 'patch' && m.change.do === 'output' && m.change.id === 'left' && m.change.set
      ? [m.change.set]
      : [],
  );
const saved = (what: string, is: (output: OutputPatch) => boolean): Promise<unknown> =>
  until(what, 20_000, async () => {
    const last = changes().at(-1);
    return last !== undefined && is(last);
  });
const isOpen = (page = stage): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#output-editor') !== null);
const corner = (output: OutputPatch, n = 0) => output.slices[0]?.corners[n] ?? [];

beforeAll(async () => {
  wire = await openSoundWire({});
  browser = await launchBrowser();
  stage = await open(wire);
}, LONG);
afterAll(async () => {
  await browser?.close();
  wire?.end();
});

describe('the editor on the output', { timeout: LONG }, () => {
  it('opens with M, says its keys in both languages, and saves what a key does', async () => {
    expect(await isOpen()).toBe(false);
    await stage.keyboard.press('m');
    await stage.waitForSelector('#output-editor', { state: 'attached' });
    const help = (await stage.textContent('#output-help')) ?? '';
    expect(help).toContain('PANIC, as always');
    expect(help).toContain('모서리');
    await stage.keyboard.press('Shift+ArrowRight');
    await saved('ten pixels', (output) => Math.abs((corner(output)[0] ?? 0) - 10 / 320) < 1e-6);
    await stage.keyboard.press('Control+z');
    await saved('undone', (output) => corner(output)[0] === 0);
  });

  it('moves a corner with the mouse', async () => {
    await stage.mouse.move(319, 1);
    await stage.mouse.down();
    await stage.mouse.move(280, 30, { steps: 4 });
    await stage.mouse.move(240, 45);
    await stage.mouse.up();
    await saved('dragged', (output) => Math.abs((corner(output, 1)[0] ?? 0) - 0.75) < 0.02);
    await stage.keyboard.press('Control+z');
    await saved('undone at once', (output) => corner(output, 1)[0] === 1);
  });

  it('shows what somebody else has set, and goes on from there', async () => {
    const theirs = { ...PLAIN_OUTPUT, slices: [{ ...WHOLE_SLICE, level: 0.5 }] };
    wire.patch({ ...EMPTY_PATCH, outputs: { left: theirs } });
    await until('theirs', 20_000, async () => {
      await stage.keyboard.press('e');
      return ((await stage.textContent('#output-help')) ?? '').includes('50 %');
    });
    await stage.keyboard.press('.');
    await saved('ours upon theirs', (output) => output.slices[0]?.level === 0.52);
  });

  it('leaves PANIC its key, and is dark under it', async () => {
    await stage.keyboard.press('p');
    await stage.keyboard.press('Escape');
    expect(await isOpen()).toBe(true);
    await until('darkness', 20_000, async () => {
      const light = await stage.evaluate(() => {
        const lines = document.querySelector<SVGElement>('#output-editor')?.style.opacity;
        const lit = window.__stage?.readPixels().some((v, i) => i % 4 !== 3 && v > 0);
        return { lines, lit };
      });
      return light.lines === '0' && light.lit === false;
    });
    await stage.keyboard.press('r');
  });

  it('leaves with M, and takes its pattern along', async () => {
    await stage.keyboard.press('m');
    expect(await isOpen()).toBe(false);
    await saved('without a pattern', (output) => output.pattern === 'none');
  });

  it('SHOW-170 is dimmed apart by a cue of the show, and lit again', async () => {
    const lit = (): Promise<boolean> =>
      stage.evaluate(
        () => window.__stage?.readPixels().some((v, i) => i % 4 !== 3 && v > 0) ?? false,
      );
    const to = (display: string, level: number): void => {
      const fade = { from: level, to: level, startMs: 0, seconds: 0, curve: 'linear' } as const;
      wire.outputs({ [display]: fade });
    };
    await until('light', 20_000, lit);
    to('left', 0);
    await until('darkness', 20_000, async () => !(await lit()));
    to('right', 0);
    await until('light, where another is meant', 20_000, lit);
  });

  it('closes when the conductor says that the show is locked, and goes back to what stood', async () => {
    const before = changes().length;
    await stage.keyboard.press('m');
    await until('the question', 20_000, async () => changes().length > before);
    wire.deny();
    await until('the end', 20_000, async () => !(await isOpen()));
    expect(await stage.textContent('#recording')).toMatch(/locked.*\n?.*잠겨/s);
  });

  it('does not open where the display may not edit', async () => {
    const shut = await openSoundWire({}, 'operate');
    const page = await open(shut);
    await page.keyboard.press('m');
    await until('the reason', 20_000, async () =>
      ((await page.textContent('#recording')) ?? '').includes('PIN'),
    );
    expect(await isOpen(page)).toBe(false);
    expect(changes(shut)).toEqual([]);
    expect(errors).toEqual([]);
    shut.end();
  });
});
