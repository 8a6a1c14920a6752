import type { Browser, Page } from 'playwright-core';
import { YeounError } from '#contracts/errors';
import type { MovementFrame } from '#contracts/movement';
import type { PictureFrame } from '#contracts/picture';
import type { StageState } from '#contracts/stage';
import type { StageShow } from '#contracts/wire';
import { pages } from '../wire/pages.ts';

/** One picture to draw: what the conductor said, what moved since the last, and how finely. */
export interface Drawing {
  readonly state: StageState;
  readonly frames: readonly MovementFrame[];
  readonly dtMs: number;
  readonly fine: boolean;
  /** What the engine painted for it; null: what it painted before stands. */
  readonly painted: PictureFrame | null;
}

export interface SheetPageOptions {
  readonly assetsDir: string;
  readonly show: StageShow;
  readonly profile: string;
  readonly width: number;
  readonly height: number;
}

/** The built stage page in a browser, stepped by hand. */
export interface SheetPage {
  /** Draws pictures in order; throws what the page threw. */
  draw(drawings: readonly Drawing[]): Promise<void>;
  /** The picture drawn last: a PNG as a data URL, and its pixels (sRGB RGBA, rows from the bottom). */
  grab(): Promise<{ readonly url: string; readonly rgba: Uint8Array }>;
}

/** Nobody serves this: the browser's requests are answered here, out of the built pages. */
const ORIGIN = 'http://localhost';
const OPEN_MS = 60_000;

const answerFrom = async (page: Page, assetsDir: string): Promise<void> => {
  const answer = pages(assetsDir);
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { status, headers, body } = await answer(new URL(route.request().url()).pathname);
    // Built pages are whole; only sounds are sent in parts.
    const whole = typeof body === 'string' || Buffer.isBuffer(body) ? { body } : {};
    await route.fulfill({ status, headers, ...whole });
  });
};

const notReady = (why: string): YeounError =>
  new YeounError(
    'sheet/no-stage',
    'stage page',
    `It does not open: ${why}`,
    'Build the pages with npm run build.',
  );

/** Opens the stage page of the built pages and gives it the show. Throws `sheet/no-stage` where it does not come up. */
export const openSheetPage = async (
  browser: Browser,
  options: SheetPageOptions,
): Promise<SheetPage> => {
  const { width, height, show, profile } = options;
  const page = await browser.newPage({ viewport: { width, height } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await answerFrom(page, options.assetsDir);
  const query = new URLSearchParams({
    probe: '1',
    manual: '1',
    fine: '1',
    profile,
    size: `${width}x${height}`,
    seed: String(show.seed),
  });
  const answer = await page.goto(`${ORIGIN}/stage?${query}`);
  if (!answer?.ok()) throw notReady('the pages are not there.');
  try {
    await page.waitForFunction(() => window.__stage !== undefined, undefined, { timeout: OPEN_MS });
  } catch (error) {
    throw notReady(errors[0] ?? String(error));
  }
  await page.evaluate((given) => window.__stage?.setShow(given), show);
  return {
    async draw(drawings) {
      await page.evaluate(drawAll, drawings.map(sendable));
      if (errors[0]) throw notReady(errors[0]);
    },
    async grab() {
      const { url, pixels } = await page.evaluate(grabbed);
      return { url, rgba: new Uint8Array(Buffer.from(pixels, 'base64')) };
    },
  };
};

/** A drawing on its way into the page: a picture's bytes as text. */
const sendable = ({ painted, ...rest }: Drawing) => ({
  ...rest,
  painted: painted && {
    ...painted,
    bytes: null,
    file: Buffer.from(painted.bytes).toString('base64'),
  },
});
type Sendable = ReturnType<typeof sendable>;

/** Runs in the page. */
const drawAll = async (drawings: readonly Sendable[]): Promise<void> => {
  const stage = window.__stage;
  if (!stage) throw new Error('The stage page has gone.');
  for (const { state, frames, dtMs, fine, painted } of drawings) {
    if (painted) {
      const file = await fetch(`data:image/${painted.format};base64,${painted.file}`);
      const image = await createImageBitmap(await file.blob(), {
        premultiplyAlpha: 'none',
        colorSpaceConversion: 'none',
      });
      const seen = { ...painted, image };
      stage.setFilm({ from: seen, to: seen, blend: 0, rung: painted.rung, ageMs: 0 });
    }
    for (const frame of frames) stage.press(frame);
    stage.setState(state);
    stage.hurry(!fine);
    stage.step(dtMs);
  }
};

/** Runs in the page. */
const grabbed = (): { url: string; pixels: string } => {
  const bytes = window.__stage?.readPixels() ?? new Uint8Array();
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  const canvas = document.querySelector<HTMLCanvasElement>('#stage');
  return { url: canvas?.toDataURL() ?? '', pixels: btoa(text) };
};
