import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { browserPath } from './browser.ts';

/** Before any test: builds the pages if they are out of date, and unpacks the packaged browser once, so that parallel tests find both whole. */
export default async (): Promise<void> => {
  const build = resolve(import.meta.dirname, '../../bin/build.mjs');
  execFileSync(process.execPath, [build, 'pages'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await browserPath();
};
