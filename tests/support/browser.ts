import { existsSync } from 'node:fs';
import { type Browser, chromium as playwright } from 'playwright-core';

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

/**
 * A browser's program: an installed Chrome or Chromium, else the one inside the npm package,
 * which unpacks itself into the temporary folder at the first call (once, before any parallel use).
 */
export const browserPath = async (): Promise<string> => {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  if (installed) return installed;
  // The package brings the NSS libraries too, but unpacks them only where it believes to be in a lambda.
  if (!NSS.some((path) => existsSync(path))) process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return await packaged.executablePath();
};

/** A real browser, headless, rendering in software. Close it when done. */
export const launchBrowser = async (): Promise<Browser> =>
  await playwright.launch({
    executablePath: await browserPath(),
    headless: true,
    args: [...SOFTWARE_GL, ...QUIET],
  });
