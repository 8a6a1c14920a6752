import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Disk, realDisk } from '../../state/disk.ts';

/** Where the draft of a file lies until it takes the file's place: beside it, for a rename to be one step. */
export const draftOf = (file: string): string => join(dirname(file), `.${basename(file)}.new`);

/** The file itself where a link stands for it; the path as it is where there is no file yet. */
const target = (file: string): Promise<string> => realpath(file).catch(() => file);

/**
 * Puts a text in the place of a file so that a crash at any moment leaves the one or the other, whole: draft in the
 * same folder, sync, rename, sync of the folder. A link stays a link. Rejects with a Node error.
 * `ready` is asked right before the rename, and may yet throw why not: the file is then as it was, and no draft lies there.
 */
export const replaceFile = async (
  file: string,
  text: string,
  disk: Disk = realDisk,
  ready?: () => Promise<void>,
): Promise<void> => {
  const to = await target(file);
  const draft = draftOf(to);
  await disk.write(draft, text);
  await disk.sync(draft);
  try {
    await ready?.();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await disk.rename(draft, to);
  await disk.sync(dirname(to));
};

/** The same for bytes. */
export const replaceBytes = async (file: string, bytes: Uint8Array): Promise<void> => {
  const to = await target(file);
  const draft = draftOf(to);
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, to);
};

/** True where a file or a folder is there. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
