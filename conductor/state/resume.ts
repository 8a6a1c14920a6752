import { join } from 'node:path';
import { ResumePoint } from '#contracts/resume';
import type { Lamp } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import { latest } from '../kernel/latest.ts';
import type { Log } from '../kernel/log.ts';
import { type Disk, realDisk } from './disk.ts';
import { codeOf, folderText } from './folder-errors.ts';

export interface ResumeStore {
  /** The point of the last run; null where there is none, or where it was corrupt and set aside. */
  read(): Promise<ResumePoint | null>;
  /** Keeps a point. Never throws and never waits; the newest wins while the disk is busy. */
  write(point: ResumePoint): void;
  /** Done when everything handed in has been written, or could not be. */
  settled(): Promise<void>;
  /** Ends retries. What is being written is finished: await `settled` for that. */
  readonly close: Stop;
}

export interface ResumeOptions {
  readonly disk?: Disk;
  /** Retries later after a failure; the kernel's scheduler fits. */
  readonly timing: { after(ms: number, fn: () => void): Stop };
  /** A lamp when points cannot be kept, once; null when they can again. */
  readonly onLamp: (lamp: Lamp | null) => void;
}

export const RESUME_FILE = 'resume.json';
const DRAFT = 'resume.json.new';
const CORRUPT = 'resume.corrupt.json';
const WHERE = 'state/resume';
const RETRY_MS = 5_000;
const SUBJECT = {
  en: 'The place in the show cannot be saved',
  ko: '공연의 현재 위치를 저장할 수 없습니다',
};

/**
 * Puts a text in the place of another so that a crash at any moment leaves one of them whole: draft,
 * sync, rename, sync of the folder (the order POSIX file systems need for it).
 */
const replace = async (disk: Disk, folder: string, text: string): Promise<void> => {
  const draft = join(folder, DRAFT);
  await disk.write(draft, text);
  await disk.sync(draft);
  await disk.rename(draft, join(folder, RESUME_FILE));
  await disk.sync(folder);
};

const readPoint = async (disk: Disk, folder: string, log: Log): Promise<ResumePoint | null> => {
  const path = join(folder, RESUME_FILE);
  let text: string;
  try {
    text = await disk.read(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.warn(WHERE, `${path}: ${sentence(error)}`);
    return null;
  }
  try {
    return ResumePoint.parse(JSON.parse(text));
  } catch {
    await setAside(disk, folder, log);
    return null;
  }
};

const setAside = async (disk: Disk, folder: string, log: Log): Promise<void> => {
  const path = join(folder, RESUME_FILE);
  try {
    await disk.rename(path, join(folder, CORRUPT));
    log.warn(WHERE, `${path}: not a resume point; set aside as ${CORRUPT}, the show begins anew.`);
  } catch (error) {
    log.warn(WHERE, `${path}: not a resume point, and it cannot be moved: ${sentence(error)}`);
  }
};

/** Where the show stands, kept in a state folder through crashes. One write at a time. */
export const resumeStore = (folder: string, log: Log, options: ResumeOptions): ResumeStore => {
  const disk = options.disk ?? realDisk;
  const waiting = latest<ResumePoint>();
  let busy: Promise<void> | null = null;
  let failing = false;
  let stopRetry: Stop = () => {};
  let closed = false;

  const failed = (error: unknown, point: ResumePoint): void => {
    const newer = waiting.take();
    waiting.put(newer ?? point);
    if (!closed) stopRetry = options.timing.after(RETRY_MS, start);
    if (failing) return;
    failing = true;
    const text = folderText(error, SUBJECT);
    log.warn(WHERE, `${folder}: ${text.en}`);
    options.onLamp({ part: 'resume', level: 'warn', text });
  };
  const succeeded = (): void => {
    if (!failing) return;
    failing = false;
    log.info(WHERE, `${folder}: the place in the show is saved again.`);
    options.onLamp(null);
  };
  const drain = async (): Promise<void> => {
    for (let point = waiting.take(); point; point = waiting.take()) {
      try {
        await replace(disk, folder, JSON.stringify(point));
        succeeded();
      } catch (error) {
        failed(error, point);
        return;
      }
    }
  };
  const start = (): void => {
    stopRetry();
    busy ??= drain().finally(() => {
      busy = null;
    });
  };

  return {
    read: () => readPoint(disk, folder, log),
    write(point) {
      waiting.put(point);
      if (!failing) start();
    },
    settled: async () => {
      while (busy) await busy;
    },
    close() {
      closed = true;
      stopRetry();
    },
  };
};
