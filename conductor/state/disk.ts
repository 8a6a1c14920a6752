import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';

/**
 * The few operations that keep a file whole through a crash. Injected, so that tests can fill the
 * disk or pull the plug between any two of them. Each rejects with a Node error carrying `code`.
 */
export interface Disk {
  makeFolder(path: string): Promise<void>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Waits until the content of a file, or the names in a folder, stand on the disk. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /**
   * Writes and renames before it returns, without waiting for the disk: whole after the death of the
   * process, at `path` or still at `draft`, perhaps lost after that of the machine. Throws a Node error.
   */
  replaceNow(draft: string, path: string, text: string): void;
}

export const realDisk: Disk = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  read: (path) => readFile(path, 'utf8'),
  write: (path, text) => writeFile(path, text),
  async sync(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename: (from, to) => rename(from, to),
  replaceNow(draft, path, text) {
    writeFileSync(draft, text);
    // Renamed over another file it would wait for the disk after all: ext4 (auto_da_alloc) then writes the data first.
    rmSync(path, { force: true });
    renameSync(draft, path);
  },
};
