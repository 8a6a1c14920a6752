import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';

/** A file of films that is being written. */
export interface Writing {
  append(bytes: Uint8Array): Promise<void>;
  /** Stands on the disk when it resolves. */
  close(): Promise<void>;
}

/** What films ask of a disk; injected, so that tests can fill it. Rejections are Node errors. */
export interface FilmDisk {
  names(folder: string): Promise<string[]>;
  /** Begins a file that must not be there. */
  create(folder: string, name: string): Promise<Writing>;
  rename(from: string, to: string): Promise<void>;
  /** Overwrites it with zeros where it says so, then takes it away. */
  remove(path: string, wipes: boolean): Promise<void>;
  /** When it was last written, Unix ms; null: it is not there. */
  changedMs(path: string): Promise<number | null>;
}

const ZEROS = new Uint8Array(1024 * 1024);

const overwrite = async (file: FileHandle): Promise<void> => {
  const { size } = await file.stat();
  for (let at = 0; at < size; ) {
    const { bytesWritten } = await file.write(ZEROS, 0, Math.min(ZEROS.length, size - at), at);
    if (bytesWritten === 0) break;
    at += bytesWritten;
  }
  await file.datasync();
};

/** A disk that refuses to be written may still let go of a name. */
const wipe = async (path: string): Promise<void> => {
  const file = await open(path, 'r+').catch(() => null);
  if (!file) return;
  try {
    await overwrite(file).catch(() => {});
  } finally {
    await file.close();
  }
};

export const realFilmDisk: FilmDisk = {
  names: (folder) => readdir(folder).catch(() => []),
  async create(folder, name) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(`${folder}/${name}`, 'ax', 0o600);
    return {
      append: (bytes) => file.appendFile(bytes),
      async close() {
        try {
          await file.sync();
        } finally {
          await file.close();
        }
      },
    };
  },
  rename,
  async remove(path, wipes) {
    if (wipes) await wipe(path);
    await rm(path, { force: true });
  },
  changedMs: (path) =>
    stat(path).then(
      (facts) => facts.mtimeMs,
      () => null,
    ),
};
