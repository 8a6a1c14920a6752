import type { Text } from '#contracts/ids';
import { YeounError } from '../../kernel/errors.ts';
import { codes } from './codes.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { entries } from './entries.ts';
import type { DataKey } from './envelope.ts';
import { erase, settle } from './erase.ts';
import { fileRows } from './file-rows.ts';
import { heldEntries } from './held.ts';
import { type KeyRing, keyRing } from './key-ring.ts';
import { ledger } from './ledger.ts';
import { persons } from './persons.ts';
import { type Sql, text } from './sql.ts';
import type { Erased, Person, Viewer } from './types.ts';

export interface OpenDesk extends OpenDatabase {
  readonly master: Uint8Array | null;
}

/** The key ring, locked where the master key is wrong and the show must go on. */
const ringOf = (sql: Sql, { master, strict }: OpenDesk): { ring: KeyRing; isWrong: boolean } => {
  try {
    return { ring: keyRing(sql, master), isWrong: false };
  } catch (error) {
    const isWrong = error instanceof YeounError && error.code === 'people/wrong-key';
    if (strict || !isWrong) throw error;
    return { ring: keyRing(sql, null), isWrong };
  }
};

/** The open database with its keys and tables, and what every part of the desk needs of them. */
export const openBook = (options: OpenDesk) => {
  const opened = openDatabase(options);
  const { sql, onDisk } = opened;
  const { ring, isWrong } = ringOf(sql, options);
  const people = persons(sql, ring);
  const kept = entries(sql);
  const lines = ledger(sql);
  const state = {
    /** Why the disk refused what is held; null where it did not. */
    refusal: null as Text | null,
    /** Deleted rows may still lie in the write-ahead log, as another program reads it. */
    isPending: false,
  };

  /** Undefined where the master key is not there. */
  const keyOf = (id: string): DataKey | undefined => {
    try {
      return ring.of(id);
    } catch (error) {
      if (error instanceof YeounError && error.code === 'people/no-key') return undefined;
      throw error;
    }
  };
  const clean = (): boolean => {
    state.isPending = onDisk && !erase(sql);
    return !state.isPending;
  };
  const bodiesOf = (id: string): string[] =>
    sql
      .all('SELECT body FROM bodies WHERE person = ? ORDER BY body', id)
      .map((row) => text(row, 'body'));
  return {
    ...opened,
    ring,
    isWrong,
    people,
    kept,
    lines,
    tags: codes(sql),
    files: fileRows(sql),
    held: heldEntries(),
    state,
    keyOf,
    clean,
    settle: (): void => {
      if (onDisk) settle(sql);
    },
    /** Throws `people/unknown`. */
    must: (id: string): void => void people.one(id),
    isAllowed: (person: string, kind: string, nowMs: number, who: Viewer = 'machine'): boolean =>
      lines.allows(person, kind, nowMs, who),
    /** Ends a deletion. */
    erased: (count: number, tombstone: string | null = null): Erased => ({
      entries: count,
      whole: clean(),
      tombstone,
    }),
    person(id: string): Person {
      const key = keyOf(id);
      return {
        ...people.one(id),
        bodies: bodiesOf(id),
        entries: kept.summaries(key, id),
        consents: lines.of(key, id),
      };
    },
  };
};
export type Book = ReturnType<typeof openBook>;
