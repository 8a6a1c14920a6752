import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TAKE_FILE, Take } from '../../sensors/recording/format.ts';
import { codeOf } from './folder-errors.ts';
import { placeFile, replaceFile } from './vault/names.ts';

const bytesOf = (take: Take): Buffer => Buffer.from(`${JSON.stringify(take, null, 2)}\n`);

/** Writes the `take.json` of a new take; rejects where there is one. */
export const placeHead = async (folder: string, take: Take): Promise<void> => {
  if (!(await placeFile(join(folder, TAKE_FILE), bytesOf(take))))
    throw new Error('a take lies here already');
};

/** Replaces `take.json`; a crash leaves the old one or the new one. */
export const writeHead = (folder: string, take: Take): Promise<void> =>
  replaceFile(join(folder, TAKE_FILE), bytesOf(take));

/** What `take.json` says; null where there is none or it is none. Rejects where the disk fails. */
export const readHead = async (folder: string): Promise<Take | null> => {
  const text = await readFile(join(folder, TAKE_FILE), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return Take.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
