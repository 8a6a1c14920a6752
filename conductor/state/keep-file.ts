import { join } from 'node:path';
import type { Text } from '#contracts/ids';
import type { Lamp } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import { latest } from '../kernel/latest.ts';
import type { Log } from '../kernel/log.ts';
import type { Disk } from './disk.ts';
import { codeOf, folderText } from './folder-errors.ts';

const RETRY_MS = 5_000;

export interface KeepFile {
  readonly disk: Disk;
  readonly folder: string;
  readonly name: string;
  /** Which part of the conductor this is, for the log and the lamp. */
  readonly part: string;
  /** "The patch cannot be saved": the beginning of what the operator reads. */
  readonly subject: Text;
  /** "the patch is saved again.": for the log. */
  readonly again: string;
  readonly log: Log;
  /** Retries later after a failure; the kernel's scheduler fits. */
  readonly timing: { after(ms: number, fn: () => void): Stop };
  /** A lamp when the text cannot be kept, once; null when it can again. */
  readonly onLamp: (lamp: Lamp | null) => void;
}

/** One small text kept in the state folder: one write at a time, the newest wins while the disk is busy. */
export interface KeptFile {
  /** Never throws and never waits. */
  write(text: string): void;
  /** Done when everything handed in has been written, or could not be. */
  settled(): Promise<void>;
  /** Ends retries. What is being written is finished: await `settled` for that. */
  readonly close: Stop;
}

/**
 * Puts a text in the place of another so that a crash at any moment leaves one of them whole: draft,
 * sync, rename, sync of the folder (the order POSIX file systems need for it).
 */
const replace = async (disk: Disk, folder: string, name: string, text: string): Promise<void> => {
  const draft = join(folder, `${name}.new`);
  await disk.write(draft, text);
  await disk.sync(draft);
  await disk.rename(draft, join(folder, name));
  await disk.sync(folder);
};

export const keepFile = (parts: KeepFile): KeptFile => {
  const { disk, folder, name, log } = parts;
  const where = `state/${parts.part}`;
  const waiting = latest<string>();
  let isBusy = false;
  let work: Promise<void> = Promise.resolve();
  let failing = false;
  let stopRetry: Stop = () => {};
  let closed = false;

  const failed = (error: unknown, text: string): void => {
    const newer = waiting.take();
    waiting.put(newer ?? text);
    if (!closed) stopRetry = parts.timing.after(RETRY_MS, start);
    if (failing) return;
    failing = true;
    const said = folderText(error, parts.subject);
    log.warn(where, `${folder}: ${said.en}`);
    parts.onLamp({ part: parts.part, level: 'warn', text: said });
  };
  const succeeded = (): void => {
    if (!failing) return;
    failing = false;
    log.info(where, `${folder}: ${parts.again}`);
    parts.onLamp(null);
  };
  const drain = async (): Promise<void> => {
    for (let text = waiting.take(); text !== undefined; text = waiting.take()) {
      try {
        await replace(disk, folder, name, text);
        succeeded();
      } catch (error) {
        failed(error, text);
        break;
      }
    }
    // In the same breath as the last look: what is handed in from now on starts anew.
    isBusy = false;
  };
  const start = (): void => {
    stopRetry();
    if (isBusy) return;
    isBusy = true;
    work = drain();
  };

  return {
    write(text) {
      waiting.put(text);
      if (!failing) start();
    },
    settled: async () => {
      while (isBusy) await work;
    },
    close() {
      closed = true;
      stopRetry();
    },
  };
};

/** What lies there; null where there is nothing, or where it could not be read or understood. */
export const readKept = async <T>(
  { disk, log, part }: Pick<KeepFile, 'disk' | 'log' | 'part'>,
  path: string,
  parse: (text: string) => T,
  onSpoilt: () => Promise<void>,
): Promise<T | null> => {
  let text: string;
  try {
    text = await disk.read(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.warn(`state/${part}`, `${path}: ${sentence(error)}`);
    return null;
  }
  try {
    return parse(text);
  } catch {
    await onSpoilt();
    return null;
  }
};
