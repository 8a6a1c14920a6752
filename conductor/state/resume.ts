import { basename, join } from 'node:path';
import { type ResumePoint, resumePointOf } from '#contracts/resume';
import type { Lamp } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { type Disk, realDisk } from './disk.ts';
import { keepFile, readKept } from './keep-file.ts';

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
/** A second place, so that a point not yet safe from a power cut never stands in the way of one that is. */
const NOW_FILE = 'resume.now.json';
const NOW_DRAFT = 'resume.now.json.new';
/** Where a point may lie; the newest counts. */
export const RESUME_FILES = [RESUME_FILE, NOW_FILE, NOW_DRAFT] as const;
const CORRUPT = 'corrupt.json';
const PART = 'resume';
const WHERE = `state/${PART}`;
const SUBJECT = {
  en: 'The place in the show cannot be saved',
  ko: '공연의 현재 위치를 저장할 수 없습니다',
};

const readPoint = (disk: Disk, path: string, log: Log): Promise<ResumePoint | null> =>
  readKept(
    { disk, log, part: PART },
    path,
    (text) => resumePointOf(JSON.parse(text)),
    () => setAside(disk, path, log),
  );

/** The newer of the two points that may lie there. */
const readNewest = async (disk: Disk, folder: string, log: Log): Promise<ResumePoint | null> => {
  const safe = await readPoint(disk, join(folder, RESUME_FILE), log);
  const now =
    (await readPoint(disk, join(folder, NOW_FILE), log)) ??
    // The process died between the two: the draft is whole, and there is nothing else.
    (await readPoint(disk, join(folder, NOW_DRAFT), log));
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
  const file = keepFile({
    ...options,
    disk,
    folder,
    name: RESUME_FILE,
    part: PART,
    subject: SUBJECT,
    again: 'the place in the show is saved again.',
    log,
  });
  const write = (point: ResumePoint): void => file.write(JSON.stringify(point));
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
    settled: file.settled,
    close: file.close,
  };
};
