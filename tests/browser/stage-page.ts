import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { MovementFrame } from '#contracts/movement';
import type { StageState } from '#contracts/stage';
import { launchBrowser } from '../support/browser.ts';
import { servePages } from '../support/pages.ts';
import { listen } from '../support/wire-feed.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GOLDEN = resolve(ROOT, 'tests/golden');

/** The stage page in a real browser, stepped by hand. */
export interface StagePage {
  open(query?: string): Promise<void>;
  /** Draws `count` pictures of a state, `dtMs` apart; movement goes into the first of them. */
  steps(
    state: StageState | null,
    count: number,
    dtMs: number,
    movement?: MovementFrame,
  ): Promise<void>;
  /** RGBA, rows from the bottom. */
  pixels(): Promise<Uint8Array>;
  /** Everything the page said on its console that is an error, and what it threw. */
  readonly errors: readonly string[];
  readonly page: Page;
  close(): Promise<void>;
}

/** Serves the stage page as it was built and opens it at 320 x 180. */
export const openStagePage = async (): Promise<StagePage> => {
  const server = servePages();
  const url = await listen(server);
  const browser: Browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(m.text());
  });
  return {
    page,
    errors,
    async open(query = '') {
      await page.goto(`${url}/stage?probe=1&manual=1&profile=monitor&size=320x180&seed=7${query}`);
      await page.waitForFunction(() => window.__stage !== undefined, undefined, {
        timeout: 60_000,
      });
    },
    async steps(state, count, dtMs, movement) {
      await page.evaluate(
        ([s, n, dt, frame]) => {
          const stage = window.__stage;
          if (!stage) throw new Error('no stage');
          if (frame) stage.press(frame);
          for (let i = 0; i < n; i++) {
            stage.setState(s);
            stage.step(dt);
          }
        },
        [state, count, dtMs, movement ?? null] as const,
      );
    },
    async pixels() {
      const text = await page.evaluate(() => {
        const bytes = window.__stage?.readPixels() ?? new Uint8Array();
        let out = '';
        for (let i = 0; i < bytes.length; i += 8192)
          out += String.fromCharCode(...bytes.subarray(i, i + 8192));
        return btoa(out);
      });
      return new Uint8Array(Buffer.from(text, 'base64'));
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
};

const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** Luminance of every pixel in linear light, 0..1. */
export const lights = (rgba: Uint8Array): Float64Array => {
  const out = new Float64Array(rgba.length / 4);
  for (let i = 0; i < out.length; i++) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(i * 4, i * 4 + 3);
    out[i] = 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  }
  return out;
};

export const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((s, v) => s + v, 0) / values.length;

/** Mean absolute difference of two pictures in 8-bit steps, alpha left out. */
export const difference = (a: Uint8Array, b: Uint8Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / ((a.length / 4) * 3);
};

/**
 * Compares the page's canvas with tests/golden/<name>.png, in the browser; answers the mean difference in
 * 8-bit steps. With YEOUN_GOLDEN=write the picture becomes the golden one.
 */
export const againstGolden = async (stage: StagePage, name: string): Promise<number> => {
  const file = resolve(GOLDEN, `${name}.png`);
  if (process.env.YEOUN_GOLDEN === 'write') {
    const url = await stage.page.evaluate(() =>
      document.querySelector<HTMLCanvasElement>('#stage')?.toDataURL(),
    );
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, Buffer.from((url ?? '').split(',')[1] ?? '', 'base64'));
  }
  if (!existsSync(file)) throw new Error(`${file} is missing: run once with YEOUN_GOLDEN=write.`);
  const golden = readFileSync(file).toString('base64');
  return await stage.page.evaluate(async (png) => {
    const canvas = document.querySelector<HTMLCanvasElement>('#stage');
    if (!canvas) throw new Error('no canvas');
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const read = (source: CanvasImageSource): Uint8ClampedArray => {
      const flat = new OffscreenCanvas(canvas.width, canvas.height);
      const context = flat.getContext('2d');
      if (!context) throw new Error('no 2d context');
      context.drawImage(source, 0, 0, canvas.width, canvas.height);
      return context.getImageData(0, 0, canvas.width, canvas.height).data;
    };
    const a = read(canvas);
    const b = read(image);
    let sum = 0;
    for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    return sum / ((a.length / 4) * 3);
  }, golden);
};
