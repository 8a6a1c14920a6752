import Database from 'libsql';
import { codeOf } from '../folder-errors.ts';
import { damaged } from './errors.ts';

export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** A connection to SQLite. Everything is done when a call returns, so it belongs in a thread of its own. */
export interface Sql {
  /** Rows, all read: no statement is left open that would hold a lock. */
  all(text: string, ...values: Value[]): Row[];
  /** @returns rows changed */
  run(text: string, ...values: Value[]): number;
  exec(text: string): void;
  /** All or nothing. */
  whole<T>(work: () => T): T;
  close(): void;
}

/** Opens or makes a database; `:memory:` keeps it in memory. Throws SqliteErrors with SQLite's codes. */
export const openSql = (path: string): Sql => {
  // The wrapper's types say nothing of values: what comes back is looked at in `text`, `number` and `bytes`.
  const db = new Database(path, {});
  const all: Sql['all'] = (text, ...values) => db.prepare(text).all(values) as Row[];
  return {
    all,
    run: (text, ...values) => Number(db.prepare(text).run(values).changes),
    exec: (text) => db.exec(text),
    whole(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite may have rolled back by itself, after a full disk for one.
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => void db.close(),
  };
};

export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw damaged(`people.db, ${column}`);
};

export const number = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw damaged(`people.db, ${column}`);
};

export const numberOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : number(row, column);

/** A blob; the driver hands out ArrayBuffers. */
export const bytes = (row: Row, column: string): Uint8Array => {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw damaged(`people.db, ${column}`);
};

export const bytesOrNull = (row: Row, column: string): Uint8Array | null =>
  row[column] === null ? null : bytes(row, column);

const startsWith =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    codes.some((code) => codeOf(error).startsWith(code));

/** The disk is full or refuses to be written. */
export const isRefused = startsWith(
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
);
export const isFull = startsWith('SQLITE_FULL');
/** Somebody else holds a lock. */
export const isBusy = startsWith('SQLITE_BUSY', 'SQLITE_LOCKED');
/** What lies there is no database, or a broken one. */
export const isBroken = startsWith('SQLITE_NOTADB', 'SQLITE_CORRUPT');
