import { readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';

/** The little of a file system that a show needs; tests bring their own. */
export interface ShowFiles {
  read(path: string): Promise<Uint8Array>;
  /** Rejects where there is no such file. */
  stat(path: string): Promise<{ readonly mtimeMs: number; readonly size: number }>;
}

export const diskFiles: ShowFiles = {
  read: (path) => readFile(path),
  async stat(path) {
    const { mtimeMs, size } = await stat(path);
    return { mtimeMs, size };
  },
};

/** A plain file inside the folder of a show, by the name written in it; null where it would lie elsewhere. */
export const insideFolder = (folder: string, name: unknown): string | null => {
  if (typeof name !== 'string' || name === '' || /^([/\\]|[A-Za-z]:)/.test(name)) return null;
  const inside = normalize(name);
  return inside.startsWith('..') || inside === '.' ? null : join(folder, inside);
};
