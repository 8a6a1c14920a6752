import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, realDisk } from '../../state/disk.ts';
import { fingerprint } from './fingerprint.ts';

/** The file of a version in a folder of history. */
export const versionFile = (folder: string, n: number): string =>
  join(folder, `${String(n).padStart(6, '0')}.yaml`);

const IS_VERSION = /^(\d{6,})\.yaml$/;

/** The numbers of the versions that lie in a folder, in order. Rejects where the folder cannot be read. */
export const numbersIn = async (folder: string): Promise<number[]> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const digits = IS_VERSION.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    })
    .sort((a, b) => a - b);
};

/** A version as its file alone tells it. */
export interface Found {
  readonly n: number;
  readonly sha256: string;
  readonly atMs: number;
}

/** Every version whose file can be read, oldest first; its time is the file's. */
export const foundIn = async (folder: string, disk: Disk = realDisk): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (const n of await numbersIn(folder)) {
    const file = versionFile(folder, n);
    const text = await disk.read(file).catch(() => null);
    const times = await stat(file).catch(() => null);
    if (text !== null && times)
      found.push({ n, sha256: fingerprint(text), atMs: Math.max(0, Math.round(times.mtimeMs)) });
  }
  return found;
};
