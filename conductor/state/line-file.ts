import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Appender } from './vault.ts';

/** A file of lines that grows while nobody waits for it. */
export interface LineFile {
  /** Keeps lines, each with its line feed, until the next flush. False where they were dropped. */
  keep(lines: string): boolean;
  /** Writes what waits; one write at a time. Never rejects. */
  flush(): Promise<void>;
  /** Writes the rest and ends the file. Never rejects; twice is harmless. */
  close(): Promise<void>;
  readonly dropped: number;
  readonly failed: boolean;
}

/** What may wait for a slow disk, in characters; beyond it lines are dropped and counted. */
const MAX_WAITING = 8 * 1024 * 1024;

/** `where` is what the log calls it. A disk that fails ends the file with one sentence, and nothing else. */
export const lineFile = (appender: Appender, where: string, log: Log): LineFile => {
  let waiting: string[] = [];
  let size = 0;
  let dropped = 0;
  let failed = false;
  let closed = false;
  let writing: Promise<void> | null = null;
  let closing: Promise<void> | null = null;

  const fail = (error: unknown): void => {
    if (!failed) log.fail('recorder', `${where}: the recording has stopped (${sentence(error)}).`);
    failed = true;
    waiting = [];
    size = 0;
  };
  const write = async (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    try {
      await appender.append(Buffer.from(text));
      size -= text.length;
    } catch (error) {
      fail(error);
    }
  };
  const flush = async (): Promise<void> => {
    if (writing) return await writing;
    if (waiting.length === 0 || failed) return;
    writing = write().finally(() => {
      writing = null;
    });
    await writing;
  };
  const end = async (): Promise<void> => {
    closed = true;
    await flush();
    await flush();
    await appender.close().catch(fail);
  };
  return {
    keep(lines) {
      if (failed || closed) return false;
      if (size + lines.length > MAX_WAITING) {
        dropped++;
        log.seldom('recorder', 'the disk is too slow for the recording; lines are left out');
        return false;
      }
      waiting.push(lines);
      size += lines.length;
      return true;
    },
    flush,
    close() {
      closing ??= end();
      return closing;
    },
    get dropped() {
      return dropped;
    },
    get failed() {
      return failed;
    },
  };
};
