import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../folder-errors.ts';

const PART = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** Where a file of this name lies; a name that could lead elsewhere throws. */
export const pathIn = (folder: string, name: string): string => {
  if (!name.split('/').every((part) => PART.test(part)))
    throw new Error(`"${name.slice(0, 80)}" is no name of a file in the state folder`);
  return join(folder, name);
};

const synced = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

let drafts = 0;
const draftOf = (path: string): string => `${path}.${process.pid}.${drafts++}.new`;

/** Puts bytes in the place of others; a crash at any moment leaves one of them whole. Only the owner may read them. */
export const replaceFile = async (path: string, bytes: Uint8Array): Promise<void> => {
  const draft = draftOf(path);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, bytes, { mode: 0o600 });
    await synced(draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await synced(dirname(path));
};

/** Places a file whole where none is yet. False where one lies there already; it is left as it is. */
export const placeFile = async (path: string, bytes: Uint8Array): Promise<boolean> => {
  const draft = draftOf(path);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, bytes, { mode: 0o600 });
    await synced(draft);
    // A link to a finished file fails where the name is taken; file systems without links come close.
    await link(draft, path).catch(async (error: unknown) => {
      if (codeOf(error) === 'EEXIST') throw error;
      await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};
