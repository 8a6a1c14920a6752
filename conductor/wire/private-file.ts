import { chmod, rename, writeFile } from 'node:fs/promises';

/** Writes a file only its owner may read, whole or not at all. */
export const writePrivate = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${process.pid}.new`;
  await writeFile(beside, text, { mode: 0o600 });
  // An older file of that name keeps its mode through writeFile.
  await chmod(beside, 0o600);
  await rename(beside, path);
};
