import { basename, join } from 'node:path';
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
  /**
   * Keeps a point that must outlive the death of the process from this call on (a cue has started);
   * it is then made safe against the death of the machine as by `write`. Takes well under a millisecond.
   */
  writeNow(point: ResumePoint): void;
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
/** A second place, so that a point not yet safe from a power cut never stands in the way of one that is. */
const NOW_FILE = 'resume.now.json';
const NOW_DRAFT = 'resume.now.json.new';
const CORRUPT = 'corrupt.json';
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

const readPoint = async (disk: Disk, path: string, log: Log): Promise<ResumePoint | null> => {
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
    await setAside(disk, path, log);
    return null;
  }
};

/** The newer of the two points that may lie there. */
const readNewest = async (disk: Disk, folder: string, log: Log): Promise<ResumePoint | null> => {
  const safe = await readPoint(disk, join(folder, RESUME_FILE), log);
  const now = await readPoint(disk, join(folder, NOW_FILE), log);
  return now && (!safe || now.savedMs > safe.savedMs) ? now : safe;
};

const setAside = async (disk: Disk, path: string, log: Log): Promise<void> => {
  const aside = path.replace(/json$/, CORRUPT);
  try {
    await disk.rename(path, aside);
    log.warn(WHERE, `${path}: not a resume point; set aside as ${basename(aside)}.`);
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

  const write = (point: ResumePoint): void => {
    waiting.put(point);
    if (!failing) start();
  };

  return {
    read: () => readNewest(disk, folder, log),
    write,
    writeNow(point) {
      try {
        disk.replaceNow(join(folder, NOW_DRAFT), join(folder, NOW_FILE), JSON.stringify(point));
      } catch {
        // The write below meets the same trouble, and tells it.
      }
      write(point);
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
