import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Stop } from '../kernel/clock.ts';
import { YeounError } from '../kernel/errors.ts';
import { codeOf, folderError } from './folder-errors.ts';
import { type Processes, realProcesses } from './processes.ts';

const Holder = z.strictObject({ pid: z.int().positive(), born: z.string() });
type Holder = z.infer<typeof Holder>;

const LOCK = 'conductor.lock';
/** Every try lost means that another conductor won: a handful is already improbable. */
const MOST_TRIES = 8;

/** Who is named in a lock; null where it is unreadable, which only a crash or another program leaves behind. */
const holderIn = (path: string): Holder | null => {
  try {
    const parsed = Holder.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const living = (holder: Holder, processes: Processes): boolean => {
  const born = processes.bornOf(holder.pid);
  if (born === null) return false;
  if (born === '' || holder.born === '') return holder.pid !== processes.pid;
  return born === holder.born;
};

/** Whether a conductor works in a state folder now. */
export const isLocked = (folder: string, processes: Processes = realProcesses): boolean => {
  const holder = holderIn(join(folder, LOCK));
  return holder !== null && living(holder, processes);
};

const taken = (folder: string, holder: Holder): YeounError =>
  new YeounError(
    'state/locked',
    folder,
    `another conductor (process ${holder.pid}) works in this state folder.`,
    'Stop it, or name another folder with --state.',
  );

/**
 * Places the lock with its content in one step: a link to a finished file. On a file system without
 * links (exFAT) an exclusive create comes close.
 * @returns false where a lock already lies there
 */
const place = (path: string, mine: Holder): boolean => {
  const draft = `${path}.${mine.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(mine));
    try {
      linkSync(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * Takes a dead conductor's lock away. If a living one placed its lock between our look and our move,
 * its lock is put back.
 */
const clear = (path: string, dead: Holder | null, mine: Holder): void => {
  const aside = `${path}.stale.${mine.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = holderIn(aside);
  const ours = moved?.pid === dead?.pid && moved?.born === dead?.born;
  if (!ours && moved) place(path, moved);
  rmSync(aside, { force: true });
};

const prepare = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
};

const acquire = (folder: string, path: string, mine: Holder, processes: Processes): void => {
  for (let i = 0; i < MOST_TRIES; i++) {
    if (place(path, mine)) return;
    const holder = holderIn(path);
    if (holder && living(holder, processes)) throw taken(folder, holder);
    clear(path, holder, mine);
  }
  throw new YeounError(
    'state/lock-contended',
    folder,
    'several conductors start in this state folder at once.',
    'Start one.',
  );
};

/**
 * Makes this process the one conductor of a state folder; makes the folder if need be. A lock whose
 * process is dead, or whose pid now belongs to another program, is taken over.
 * @returns gives the folder back; harmless twice, and never takes another conductor's lock away
 * @throws {YeounError} one clear sentence: locked, not writable, not a folder, disk full
 */
export const takeLock = (folder: string, processes: Processes = realProcesses): Stop => {
  const path = join(folder, LOCK);
  const mine = { pid: processes.pid, born: processes.bornOf(processes.pid) ?? '' };
  try {
    prepare(folder);
    acquire(folder, path, mine, processes);
  } catch (error) {
    throw error instanceof YeounError ? error : folderError(error, folder);
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    const holder = holderIn(path);
    if (holder?.pid === mine.pid && holder.born === mine.born) rmSync(path, { force: true });
  };
};
