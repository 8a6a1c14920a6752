import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { YeounError } from '#contracts/errors';
import { isThere } from '../edit/atomic.ts';
import { type LoadedShow, loadShow } from '../load.ts';
import type { Unpacked } from './unpack.ts';

const taken = (folder: string): YeounError =>
  new YeounError(
    'import/exists',
    folder,
    'there is something of that name already, and it stays as it is.',
    'Name another folder: yeoun import <file> <folder>.',
  );

/**
 * Writes an unpacked show into a folder of its own that is not there yet. It is written beside, read as a show, and
 * only then takes its name: nobody ever sees half of it.
 */
export const placeShow = async ({ files }: Unpacked, folder: string): Promise<LoadedShow> => {
  const to = resolve(folder);
  if (await isThere(to)) throw taken(folder);
  await mkdir(dirname(to), { recursive: true });
  const draft = await mkdtemp(join(dirname(to), '.yeoun-import-'));
  try {
    for (const [path, bytes] of files) {
      const file = join(draft, ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes, { flag: 'wx' });
    }
    const loaded = await loadShow(draft);
    if (await isThere(to)) throw taken(folder);
    await rename(draft, to);
    return { ...loaded, folder };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
};
