import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { WatchedFilm } from './film-watch.page.ts';

export type { WatchedFilm };

/** The watch as one script; a page takes it as a string, whatever its policy for scripts is. */
const script = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(resolve(process.cwd()), 'tests/support/film-watch.page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
};

/**
 * Puts the meter into a stage page. Every picture that the page draws from now on is read and judged there.
 * @param floor of the metric, as the decision on continuity fixes it
 * @param isStepped true: the page is stepped by hand, and `window.__watch.see` is called after each picture
 */
export const watchFilm = async (page: Page, floor: number, isStepped = false): Promise<void> => {
  await page.evaluate(await script());
  await page.evaluate(
    ([least, stepped]) =>
      (window as unknown as { __watchFilm(floor: number, isStepped: boolean): void }).__watchFilm(
        least,
        stepped,
      ),
    [floor, isStepped] as const,
  );
};

/** What was seen so far. */
export const watchedFilm = (page: Page): Promise<WatchedFilm> =>
  page.evaluate(() => {
    const watch = window.__watch;
    if (!watch) throw new Error('nobody watches');
    return watch.report();
  });
