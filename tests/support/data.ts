import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the recordings of others lie: YEOUN_DATA, or ../shared/data beside the project. */
export const dataFolder = (...parts: string[]): string =>
  resolve(process.env.YEOUN_DATA ?? resolve(process.cwd(), '..', 'shared', 'data'), ...parts);

/** True where a folder of them is there; tests that need it are left out otherwise, and say so. */
export const hasData = (...parts: string[]): boolean => existsSync(dataFolder(...parts));
