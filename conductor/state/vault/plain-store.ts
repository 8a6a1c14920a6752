import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { plainBytes } from '../../../sensors/recording/bytes.ts';
import { codeOf } from '../folder-errors.ts';
import { pathIn, replaceFile } from './names.ts';
import { BEGINNING, type Pieces, type Place, type Store, type Vault } from './store.ts';

const PIECE_BYTES = 65_536;

/** The bytes of a file, or null where there is none. */
export const readOrNull = async (path: string): Promise<Uint8Array | null> =>
  await readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });

const plainPieces = async (path: string, from: Place): Promise<Pieces> => {
  const file = await open(path, 'r');
  let offset = from.offset + from.skip;
  return {
    async next() {
      const bytes = Buffer.allocUnsafe(PIECE_BYTES);
      const { bytesRead } = await file.read(bytes, 0, PIECE_BYTES, offset);
      if (bytesRead === 0) return null;
      const at = { offset, record: 0, skip: 0 };
      offset += bytesRead;
      return { at, bytes: bytes.subarray(0, bytesRead) };
    },
    close: () => file.close(),
  };
};

/** Files as they lie below a folder. */
export const plainStore = (folder: string): Store => ({
  encrypted: false,
  read: (name) => readOrNull(pathIn(folder, name)),
  write: (name, bytes) => replaceFile(pathIn(folder, name), bytes),
  encrypt: async () => {},
  async appender(name) {
    const path = pathIn(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'ax', 0o600);
    return {
      append: (bytes) => file.appendFile(bytes),
      close: () => file.close(),
    };
  },
  bytes: (name) => plainBytes(pathIn(folder, name)),
  pieces: (name, from = BEGINNING) => plainPieces(pathIn(folder, name), from),
  remove: (name) => rm(pathIn(folder, name), { force: true, recursive: true }),
});

/** A state folder that is not encrypted. */
export const plainVault = (folder: string): Vault => ({
  ...plainStore(folder),
  room: async (name) => plainStore(pathIn(folder, name)),
});
