import { readFile, stat } from 'node:fs/promises';

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
