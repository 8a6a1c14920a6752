import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { KEY_FILE } from '../../../sensors/recording/format.ts';
import { YeounError } from '../../kernel/errors.ts';
import { appendFrames, frameBytes, framePieces } from './framed-file.ts';
import { pathIn, placeFile } from './names.ts';
import { plainStore, readOrNull } from './plain-store.ts';
import { KEY_BYTES, seal, unseal } from './seal.ts';
import type { Store, Vault } from './store.ts';

const MAGIC = Buffer.from('YEOUNS1\n');

const damaged = (path: string): YeounError =>
  new YeounError(
    'vault/damaged',
    path,
    'the file was changed or damaged, or it was encrypted with another key.',
    'Restore it from a copy, or delete it.',
  );

/** Whether bytes are what this vault wrote, be it cut short: no file from before it begins so. */
const isSealed = (bytes: Uint8Array): boolean =>
  MAGIC.subarray(0, bytes.length).equals(bytes.subarray(0, MAGIC.length));

/**
 * Files below a folder, encrypted with one key. Their names and lengths stay in the open.
 * @param before whether files from before it was encrypted may lie there: they are read as they are
 */
const sealedStore = (folder: string, key: Uint8Array, before: boolean): Store => {
  const contextOf = (name: string): Buffer => Buffer.from(`yeoun/1|file|${name}`);
  const plain = plainStore(folder);
  const write: Store['write'] = (name, bytes) =>
    plain.write(name, Buffer.concat([MAGIC, seal(key, bytes, contextOf(name))]));
  return {
    encrypted: true,
    async read(name) {
      const path = pathIn(folder, name);
      const bytes = await readOrNull(path);
      if (!bytes) return null;
      if (before && !isSealed(bytes)) return bytes;
      const opened = MAGIC.equals(bytes.subarray(0, MAGIC.length))
        ? unseal(key, bytes.subarray(MAGIC.length), contextOf(name))
        : null;
      if (!opened) throw damaged(path);
      return opened;
    },
    write,
    async encrypt(name) {
      const bytes = await readOrNull(pathIn(folder, name));
      if (before && bytes && !isSealed(bytes)) await write(name, bytes);
    },
    appender: (name) => appendFrames(pathIn(folder, name), name, key),
    bytes: (name) => frameBytes(pathIn(folder, name), name, key),
    pieces: (name, from) => framePieces(pathIn(folder, name), name, key, from),
    remove: plain.remove,
  };
};

const RoomKey = z.strictObject({ format: z.literal(1), key: z.base64().max(256) });

/** The key of a room: its own, sealed with the folder's. */
const roomKey = async (path: string, name: string, folderKey: Uint8Array): Promise<Uint8Array> => {
  const file = await readOrNull(join(path, KEY_FILE));
  let sealed: Uint8Array | null = null;
  try {
    const text = file && Buffer.from(file).toString('utf8');
    sealed = text ? Buffer.from(RoomKey.parse(JSON.parse(text)).key, 'base64') : null;
  } catch {
    sealed = null;
  }
  const key = sealed && unseal(folderKey, sealed, Buffer.from(`yeoun/1|room|${name}`));
  if (key?.length !== KEY_BYTES) throw damaged(join(path, KEY_FILE));
  return key;
};

const makeRoomKey = async (path: string, name: string, folderKey: Uint8Array): Promise<void> => {
  const sealed = seal(folderKey, randomBytes(KEY_BYTES), Buffer.from(`yeoun/1|room|${name}`));
  const text = `${JSON.stringify({ format: 1, key: sealed.toString('base64') })}\n`;
  await placeFile(join(path, KEY_FILE), Buffer.from(text));
};

/**
 * An encrypted state folder. A room made before it was encrypted has no key of its own and stays plain; a small
 * file from before is read as it is, and sealed by `encrypt`.
 */
export const sealedVault = (folder: string, key: Uint8Array): Vault => ({
  ...sealedStore(folder, key, true),
  async room(name, how) {
    const path = pathIn(folder, name);
    if (how === 'make') await makeRoomKey(path, name, key);
    else if (!(await readOrNull(join(path, KEY_FILE)))) return plainStore(path);
    return sealedStore(path, await roomKey(path, name, key), false);
  },
});
