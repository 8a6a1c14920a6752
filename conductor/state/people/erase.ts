import { isBusy, isFull, isRefused, number, type Sql } from './sql.ts';

/** How long deleting waits for another program's reading, ms; then it is tried again later. */
const PATIENCE_MS = 500;

/** Runs with another patience for locks of other programs. */
const patiently = <T>(sql: Sql, ms: number, work: () => T): T => {
  const before = sql.all('PRAGMA busy_timeout')[0];
  sql.all(`PRAGMA busy_timeout = ${ms}`);
  try {
    return work();
  } finally {
    if (before) sql.all(`PRAGMA busy_timeout = ${number(before, 'timeout')}`);
  }
};

/** Moves the write-ahead log into the file and cuts it to nothing. False while another program reads. */
const emptyLog = (sql: Sql): boolean => {
  try {
    const row = sql.all('PRAGMA wal_checkpoint(TRUNCATE)')[0];
    return row !== undefined && number(row, 'busy') === 0;
  } catch (error) {
    if (isBusy(error) || isRefused(error)) return false;
    throw error;
  }
};

/**
 * After every writing: the log is kept empty. Old versions of rows do not lie about in it, and on a disk that
 * has become full since, deleting does not depend on room to work it off. Waits for nobody.
 */
export const settle = (sql: Sql): void => void patiently(sql, 0, () => emptyLog(sql));

/** Makes the file as small as its rows. What cannot be done now is no loss: free pages are zero already. */
const shrink = (sql: Sql): void => {
  const row = sql.all('PRAGMA freelist_count')[0];
  if (!row || number(row, 'freelist_count') === 0) return;
  try {
    sql.exec('VACUUM');
  } catch (error) {
    if (!isBusy(error) && !isRefused(error)) throw error;
  }
};

/**
 * Rids the files of what was deleted: secure_delete has zeroed the rows in the pages, here the pages reach the
 * file, and the log with the old ones is cut. The log first, so that the freed end of the file is zero before the
 * file system takes it back.
 * @returns false while another program reads and the log must stay
 */
export const erase = (sql: Sql, how: 'whole' | 'quick' = 'whole'): boolean =>
  patiently(sql, PATIENCE_MS, () => {
    if (!emptyLog(sql)) return false;
    if (how === 'quick') return true;
    shrink(sql);
    return emptyLog(sql);
  });

/**
 * Deletes also where the disk is full: an emptied log gives room, and where that is not enough the pages are
 * overwritten in place, with the journal in memory. All or nothing but for a power cut in that last case.
 */
export const deleting = <T>(sql: Sql, work: () => T): T => {
  const attempt = (): { readonly result: T } | { readonly full: unknown } => {
    try {
      return { result: sql.whole(work) };
    } catch (error) {
      if (isFull(error)) return { full: error };
      throw error;
    }
  };
  const first = attempt();
  if ('result' in first) return first.result;
  emptyLog(sql);
  const second = attempt();
  if ('result' in second) return second.result;
  try {
    sql.all('PRAGMA journal_mode = MEMORY');
  } catch {
    // Another program has the file open: then this way is closed, and the disk is what to mend.
    throw second.full;
  }
  try {
    return sql.whole(work);
  } finally {
    sql.all('PRAGMA journal_mode = WAL');
  }
};
