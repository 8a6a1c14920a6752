import type { Browser, Page } from 'playwright-core';
import { sentence } from '#contracts/errors';
import type {
  EncodedTrack,
  FrameFacts,
  KeepsakeFrame,
  KeepsakeSettings,
  KeepsakeSound,
} from '#contracts/keepsake';
import { pages } from '../../wire/pages.ts';
import { browserGone, noEncoder, noStage } from './trouble.ts';

/** The page in which a film is made. What it rejects with is typed. */
export interface FilmPage {
  readonly codec: string;
  draw(
    frames: readonly KeepsakeFrame[],
    how: { readonly encodes: boolean; readonly hashEvery: number },
  ): Promise<readonly FrameFacts[]>;
  take(): Promise<EncodedTrack>;
  carried(): Promise<Readonly<Record<string, readonly number[]>>>;
  carry(numbers: Readonly<Record<string, readonly number[]>>): Promise<void>;
  sound(sound: KeepsakeSound): Promise<EncodedTrack>;
  /** The picture drawn last, a JPEG in base64. */
  last(): Promise<string>;
  /** JPEG. */
  still(width: number): Promise<Uint8Array>;
  /** RGBA of the picture drawn last, rows from the top. */
  pixels(): Promise<Uint8Array>;
}

/** Nobody serves this: the browser's requests are answered here, out of the built pages. A secure context, as WebCodecs asks. */
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

const opened = async (page: Page, assetsDir: string, errors: readonly string[]): Promise<void> => {
  await answerFrom(page, assetsDir);
  const answer = await page.goto(`${ORIGIN}/keepsake`);
  if (!answer?.ok()) throw noStage('the pages are not there.');
  try {
    await page.waitForFunction(() => window.__keepsake !== undefined, undefined, {
      timeout: OPEN_MS,
    });
  } catch (error) {
    throw noStage(errors[0] ?? sentence(error));
  }
};

/** Opens it with a film's settings. Throws `film/no-stage`, `film/no-encoder`. */
export const openFilmPage = async (
  browser: Browser,
  assetsDir: string,
  settings: KeepsakeSettings,
): Promise<FilmPage> => {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await opened(page, assetsDir, errors);
  const codec = await page
    .evaluate((given) => window.__keepsake?.open(given), settings)
    .catch((error) => {
      throw noStage(sentence(error));
    });
  if (!codec) throw noEncoder();
  const asked = <T>(answer: Promise<T>): Promise<NonNullable<T>> =>
    answer.then(
      (value) => {
        if (value === undefined || value === null) throw browserGone('the page was left');
        return value;
      },
      (error) => {
        throw browserGone(error);
      },
    );
  return {
    codec,
    draw: (frames, how) =>
      asked(page.evaluate(([f, h]) => window.__keepsake?.draw(f, h), [frames, how] as const)),
    take: () => asked(page.evaluate(() => window.__keepsake?.take())),
    carried: () => asked(page.evaluate(() => window.__keepsake?.carried())),
    carry: (numbers) =>
      page
        .evaluate((n) => window.__keepsake?.carry(n), numbers)
        .catch((error) => {
          throw browserGone(error);
        }),
    sound: (sound) => asked(page.evaluate((s) => window.__keepsake?.sound(s), sound)),
    last: () => asked(page.evaluate(() => window.__keepsake?.last())),
    still: async (width) =>
      Buffer.from(await asked(page.evaluate((w) => window.__keepsake?.still(w), width)), 'base64'),
    pixels: async () =>
      Buffer.from(await asked(page.evaluate(() => window.__keepsake?.pixels())), 'base64'),
  };
};
