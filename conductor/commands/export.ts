import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { YeounError } from '#contracts/errors';
import { replaceBytes } from '../show/edit/atomic.ts';
import { loadShow } from '../show/load.ts';
import { MOST_BYTES, PACK_ENDING } from '../show/pack/manifest.ts';
import { packShow } from '../show/pack/pack.ts';
import { placeShow } from '../show/pack/place.ts';
import { unpackShow } from '../show/pack/unpack.ts';
import { VERSION } from '../version.ts';

/** Writes a show that is in order as one file. */
export const exportShow = async (folder: string, file: string | undefined): Promise<number> => {
  const loaded = await loadShow(folder);
  const to = file ?? `${loaded.show.id}${PACK_ENDING}`;
  const { bytes, manifest } = await packShow(loaded, `yeoun ${VERSION}`);
  await replaceBytes(to, bytes);
  process.stdout.write(
    `${to}: "${loaded.show.title.en}", ${manifest.files.length} files, ${bytes.length} bytes\n`,
  );
  return 0;
};

const bytesOf = async (file: string): Promise<Uint8Array> => {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile())
    throw new YeounError(
      'import/missing',
      file,
      'there is no such file.',
      'Name an exported show.',
    );
  if (found.size > MOST_BYTES)
    throw new YeounError('import/unsafe', file, 'it is too large.', 'Do not use this file.');
  return await readFile(file);
};

/** Unpacks an exported show into a folder of its own. */
export const importShow = async (file: string, folder: string | undefined): Promise<number> => {
  const unpacked = unpackShow(await bytesOf(file), basename(file));
  const { id, title } = unpacked.manifest.show;
  const to = folder ?? id;
  const { migrated } = await placeShow(unpacked, to);
  process.stdout.write(
    `${to}: "${title.en}", ${unpacked.files.size} files, all as they were exported\n`,
  );
  for (const step of migrated) process.stdout.write(`Read through the migration ${step}.\n`);
  return 0;
};
