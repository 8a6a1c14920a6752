import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { diskFiles, type ShowFiles } from '../files.ts';
import { fingerprint } from './fingerprint.ts';

/** The folder of a show with another text in place of its file. */
export const withText = (file: string, text: string): ShowFiles => {
  const bytes = new TextEncoder().encode(text);
  return {
    read: (path) => (path === file ? Promise.resolve(bytes) : diskFiles.read(path)),
    stat: (path) =>
      path === file ? Promise.resolve({ mtimeMs: 0, size: bytes.length }) : diskFiles.stat(path),
  };
};

/** Where the versions of a show are kept: by its folder, for two shows may have one name. */
export const historyFolder = async (folder: string, state: string): Promise<string> => {
  const whole = await realpath(folder);
  return join(state, 'history', `${basename(whole)}-${fingerprint(whole).slice(0, 8)}`);
};
