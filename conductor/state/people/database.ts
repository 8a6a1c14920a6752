import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  openSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Text } from '#contracts/ids';
import { YeounError } from '../../kernel/errors.ts';
import { erase } from './erase.ts';
import { damaged } from './errors.ts';
import { reasonOf } from './reasons.ts';
import { migrate } from './schema.ts';
import { isBroken, openSql, type Sql, text } from './sql.ts';

export const PEOPLE_FILE = 'people.db';
const MEMORY = ':memory:';
const BESIDE = ['', '-wal', '-shm', '-journal'];
/** How long a call waits for another program's lock, ms. */
const BUSY_MS = 5000;

/** What was opened, and what the operator should hear of it. */
export interface Opened {
  readonly sql: Sql;
  /** False: it lies in memory and ends with this program. */
  readonly onDisk: boolean;
  /** Why it does; null where it lies on the disk. */
  readonly reason: Text | null;
  /** Name of the broken file that was set aside; null where none was. */
  readonly aside: string | null;
}

export interface OpenDatabase {
  readonly folder: string;
  readonly nowMs: number;
  /** True: what cannot be used throws. Else it is set aside, or memory takes its place. */
  readonly strict: boolean;
}

/**
 * What holds for every connection. secure_delete: deleted rows are overwritten with zeros. temp_store: nothing is
 * spilled into files. synchronous FULL: what was kept stands through a power cut.
 */
const PRAGMAS = [
  `busy_timeout = ${BUSY_MS}`,
  'secure_delete = ON',
  'temp_store = MEMORY',
  'foreign_keys = ON',
  'journal_mode = WAL',
  'synchronous = FULL',
];

const prepare = (sql: Sql, path: string): Sql => {
  for (const pragma of PRAGMAS) sql.all(`PRAGMA ${pragma}`);
  const answer = sql.all('PRAGMA quick_check(1)')[0];
  if (!answer || text(answer, 'quick_check') !== 'ok') throw damaged(path);
  migrate(sql, path);
  return sql;
};

const OTHERS = 0o077;

/** SQLite's own files are made with the rights of this one: its owner's alone, also where it came back from a copy. */
const ownAlone = (path: string): void => {
  const file = openSync(path, 'a', 0o600);
  try {
    if ((fstatSync(file).mode & OTHERS) !== 0) fchmodSync(file, 0o600);
  } catch {
    // Somebody else's file, or a disk without rights: it is used as it is.
  } finally {
    closeSync(file);
  }
};

const openAt = (path: string): Sql => {
  if (path !== MEMORY) ownAlone(path);
  const sql = openSql(path);
  try {
    prepare(sql, path);
    // A program that died may have left deleted rows in the write-ahead log.
    if (path !== MEMORY) erase(sql, 'quick');
    return sql;
  } catch (error) {
    sql.close();
    throw error;
  }
};

const isDamage = (error: unknown): boolean =>
  isBroken(error) || (error instanceof YeounError && error.code === 'people/damaged');

/** Moves a broken database aside, with what belongs to it: it is never deleted unasked. */
const setAside = (folder: string, nowMs: number): string => {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  const aside = `people.aside-${stamp}.db`;
  for (const end of BESIDE) {
    const path = join(folder, `${PEOPLE_FILE}${end}`);
    if (existsSync(path)) renameSync(path, join(folder, `${aside}${end}`));
  }
  return aside;
};

const TABLES = ['meta', 'people', 'entries', 'consents', 'bodies', 'tombstones', 'codes', 'files'];

/** What can still be read of a file that cannot be written. Not where a log lies beside it: rows in it are old. */
const copyInto = (sql: Sql, path: string): void => {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (!existsSync(path) || (log?.isFile() && log.size > 0)) return;
  const uri = `file:${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}?immutable=1`;
  sql.all('ATTACH ? AS old', uri);
  try {
    sql.whole(() => {
      for (const table of TABLES) {
        // One of an earlier version lacks columns: they are left at what they begin with.
        const columns = sql
          .all(`PRAGMA old.table_info(${table})`)
          .map((row) => text(row, 'name'))
          .join(', ');
        // Or whole tables.
        if (columns === '') continue;
        sql.run(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM old.${table}`);
      }
    });
  } finally {
    sql.exec('DETACH old');
  }
};

const inMemory = (path: string, reason: Text): Opened => {
  const sql = openAt(MEMORY);
  try {
    copyInto(sql, path);
  } catch {
    // Then it begins empty: the reason is told anyway.
  }
  return { sql, onDisk: false, reason, aside: null };
};

/** Opens `people.db` of a state folder; makes it where there is none. Throws only where it is strict. */
export const openDatabase = ({ folder, nowMs, strict }: OpenDatabase): Opened => {
  const path = join(folder, PEOPLE_FILE);
  let aside: string | null = null;
  try {
    try {
      return { sql: openAt(path), onDisk: true, reason: null, aside };
    } catch (error) {
      if (strict || !isDamage(error)) throw error;
      aside = setAside(folder, nowMs);
      return { sql: openAt(path), onDisk: true, reason: null, aside };
    }
  } catch (error) {
    if (!strict) return { ...inMemory(path, reasonOf(error)), aside };
    throw isDamage(error) ? damaged(path) : error;
  }
};
