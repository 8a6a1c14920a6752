import { existsSync } from 'node:fs';
import type { Browser, BrowserType } from 'playwright-core';
import { sentence, YeounError } from '#contracts/errors';

/** Where a browser that is already installed may be; it is preferred to the packaged one. */
const INSTALLED = [
  process.env.YEOUN_CHROME,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Software rendering, so that pictures are the same on every machine. */
const SOFTWARE_GL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--mute-audio',
  '--hide-scrollbars',
];

const NSS = [
  '/usr/lib/x86_64-linux-gnu/libnss3.so',
  '/usr/lib64/libnss3.so',
  '/usr/lib/libnss3.so',
];

const noBrowser = (what: string, cause?: unknown): YeounError =>
  new YeounError(
    'browser/none',
    'browser',
    what,
    'Install Chrome or Chromium, or name its program in YEOUN_CHROME.',
    { cause },
  );

/**
 * A browser's program: an installed Chrome or Chromium, else the one inside the npm package,
 * which unpacks itself into the temporary folder at the first call (once, before any parallel use).
 */
export const browserPath = async (): Promise<string> => {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  if (installed) return installed;
  // The package brings the NSS libraries too, but unpacks them only where it believes to be in a lambda.
  if (!NSS.some((path) => existsSync(path))) process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } catch (error) {
    throw noBrowser('No Chrome or Chromium was found here.', error);
  }
};

/** Loaded when a browser is asked for: a conductor that runs a show never needs it. */
const driver = async (): Promise<BrowserType> => {
  try {
    return (await import('playwright-core')).chromium;
  } catch (error) {
    throw new YeounError(
      'browser/no-driver',
      'browser',
      'playwright-core, which drives it, is not installed.',
      'Run npm install without --omit=dev.',
      { cause: error },
    );
  }
};

/**
 * A real browser, headless, rendering in software, with `more` switches of its own. Close it when done.
 * Throws `browser/none` where there is none or it does not start.
 */
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const chromium = await driver();
  const executablePath = await browserPath();
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      args: [...SOFTWARE_GL, ...QUIET, ...more],
    });
  } catch (error) {
    throw noBrowser(`${executablePath} does not start: ${sentence(error)}.`, error);
  }
};
