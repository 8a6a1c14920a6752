import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '#contracts/status';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { type CopiedProject, copiedProject } from '../support/copied-project.ts';
import { filmShow } from '../support/live-film.ts';
import { lowerBrowsers } from '../support/lower-priority.ts';

const LONG = 180_000;
const WEIGHTS = 'dream-matter.onnx';
const SIZE = { width: 96, height: 54 };

let project: CopiedProject;
let conductor: RunningConductor;
let browser: Browser;
let whole: Buffer;

/** A conductor of a copy of the project in which the weights of the engine are cut short. */
beforeAll(async () => {
  project = copiedProject();
  whole = readFileSync(join(project.models, WEIGHTS));
  writeFileSync(join(project.models, WEIGHTS), whole.subarray(0, whole.length / 2));
  const args = ['--show', filmShow(), '--fresh', '--source', 'osc'];
  conductor = await startConductor(args, {}, join(project.root, 'run.mjs'));
  browser = await launchBrowser();
}, LONG);
afterAll(async () => {
  await browser?.close();
  await conductor?.stop();
  project?.remove();
});

const open = async (id: string, before?: () => void): Promise<Page> => {
  const page = await browser.newPage({ viewport: SIZE });
  if (before) await page.addInitScript(before);
  const probe = before ? '' : '&probe=1';
  await page.goto(`${conductor.url}/stage?size=${SIZE.width}x${SIZE.height}&id=${id}${probe}`);
  return page;
};

const rungOf = ({ displays }: Health, id: string): string | undefined =>
  displays.find((d) => d.id === id)?.rung;

/** On a busy machine the engine may be late, and its last picture goes on by itself. */
const isFilm = (health: Health): boolean =>
  ['engine', 'evolved'].includes(rungOf(health, 'wall') ?? '');

const untilHealth = (what: string, isSo: (health: Health) => boolean): Promise<Health> =>
  until(what, 40_000, async () => {
    const health = await conductor.health();
    return isSo(health) && health;
  });

/** How much of the canvas behind the stage's own is seen, and how much of it is lit. */
const stillOf = (page: Page) =>
  page.evaluate(() => {
    const still = document.querySelector<HTMLCanvasElement>('#still');
    const small = new OffscreenCanvas(64, 36).getContext('2d');
    if (!still || !small) throw new Error('no still');
    small.drawImage(still, 0, 0, 64, 36);
    const { data } = small.getImageData(0, 0, 64, 36);
    const lit = data.filter((v, i) => i % 4 === 1 && v > 8).length;
    return {
      opacity: Number(getComputedStyle(still).opacity),
      lit: lit / (64 * 36),
      pixels: [...data].join(),
    };
  });

describe('the whole ladder, in one room', () => {
  it('weights that are cut short are named in /health and on the console; the stage goes on, and comes up by itself once they are whole', {
    timeout: LONG,
  }, async () => {
    const broken = await untilHealth('a lamp', ({ lamps }) =>
      lamps.some((l) => l.part === 'imagery' && l.text.en.includes(WEIGHTS)),
    );
    const lamp = broken.lamps.find(({ part }) => part === 'imagery');
    expect(lamp?.text.en).toContain(WEIGHTS);
    expect(lamp?.text.en).toContain('cannot be opened');
    expect(broken.status).toBe('degraded');
    expect(broken.imagery).toMatchObject({ engine: null, rung: 'local', wanted: true });
    expect(broken.imagery?.troubles.refused).toBeGreaterThan(0);

    const stage = await open('wall');
    lowerBrowsers();
    await untilHealth('the display', (health) => rungOf(health, 'wall') === 'local');
    const desk = await browser.newPage({ viewport: { width: 1100, height: 700 }, locale: 'en-US' });
    await desk.goto(`${conductor.url}/console`);
    const says = (word: string): Promise<boolean> =>
      until(word, 15_000, async () => (await desk.innerText('body')).includes(word));
    await says(WEIGHTS);
    await says('no engine');

    writeFileSync(join(project.models, WEIGHTS), whole);
    const mended = await untilHealth('the engine', ({ imagery }) => imagery?.rung === 'engine');
    expect(mended.lamps.filter(({ part }) => part === 'imagery')).toEqual([]);
    expect(mended.imagery?.retries).toBeGreaterThan(0);
    await untilHealth('its pictures', isFilm);
    await says('dream');
    await desk.close();

    await stage.evaluate(() => window.__stage?.loseContext());
    await untilHealth('stills', (health) => rungOf(health, 'wall') === 'stills');
    expect(await stillOf(stage)).toMatchObject({ opacity: 1 });
    await stage.evaluate(() => window.__stage?.restoreContext());
    await untilHealth('its pictures again', isFilm);
    await stage.close();
  });

  it('a display that never had a GPU, just opened, shows stills of the house that drift', {
    timeout: LONG,
  }, async () => {
    const page = await open('bare', () => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
        return kind.startsWith('webgl') ? null : getContext.call(this, kind as never);
      } as typeof getContext;
    });
    await untilHealth('stills', (health) => rungOf(health, 'bare') === 'stills');
    const first = await until('light', 10_000, async () => {
      const still = await stillOf(page);
      return still.opacity > 0.9 && still;
    });
    expect(first.lit).toBeGreaterThan(0.3);
    await until('a drift', 10_000, async () => (await stillOf(page)).pixels !== first.pixels);
    expect((await page.innerText('body')).trim()).toBe('');
    await page.close();
  });
});
