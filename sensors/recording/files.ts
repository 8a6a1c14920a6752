import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteSource, gzipBytes, plainBytes } from './bytes.ts';
import { TAKE_FILE } from './format.ts';

/** The files of one take, wherever they come from: as they lie, or decrypted on the way. */
export interface TakeFiles {
  /** The text of `take.json`. Rejects with a Node error. */
  head(): Promise<string>;
  /** A file of lines from its beginning. Throws a Node error, or a YeounError that says what to do. */
  bytes(name: string): ByteSource;
}

/** Finds out how the files of a take are to be read. Rejects with a YeounError where a key is missing. */
export type OpenTakeFiles = (folder: string) => Promise<TakeFiles>;

/** Files as they lie, or gzipped beside where they would lie (R20). */
export const plainTakeFiles: OpenTakeFiles = async (folder) => ({
  head: () => readFile(join(folder, TAKE_FILE), 'utf8'),
  bytes(name) {
    const path = join(folder, name);
    return !existsSync(path) && existsSync(`${path}.gz`)
      ? gzipBytes(`${path}.gz`)
      : plainBytes(path);
  },
});
