import { resealCodeSalt } from './code-salt.ts';
import { type DataKey, isMaster, masterCheck, newDataKey, unwrapKey, wrapKey } from './envelope.ts';
import { noKey, unknownPerson, wrongKey } from './errors.ts';
import { bytes, bytesOrNull, type Sql, text } from './sql.ts';
import type { Protection } from './types.ts';

const CHECK = 'master';

const checkIn = (sql: Sql): Uint8Array | null => {
  const row = sql.all('SELECT value FROM meta WHERE name = ?', CHECK)[0];
  return row ? bytes(row, 'value') : null;
};

const setCheck = (sql: Sql, master: Uint8Array): void =>
  void sql.run(
    'INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)',
    CHECK,
    masterCheck(master),
  );

/** The keys of people. Nothing is remembered between calls: another process may delete or seal anew. */
export interface KeyRing {
  readonly protection: Protection;
  /** Null: none was given. */
  readonly master: Uint8Array | null;
  /** The data key of a person, null where they lie in plain. Throws `people/unknown`, `people/no-key`. */
  of(person: string): DataKey;
  /** The same for a key as it is kept. Throws `people/no-key`. */
  open(person: string, wrapped: Uint8Array | null): DataKey;
  /** A key for somebody new, and as it is kept. Throws `people/no-key` where others are sealed. */
  make(person: string): { readonly key: DataKey; readonly wrapped: Uint8Array | null };
}

/**
 * @param master null: none was given. Call it inside a transaction, or alone.
 * Throws `people/wrong-key` where people are sealed with another master key.
 */
export const keyRing = (sql: Sql, master: Uint8Array | null): KeyRing => {
  const verify = (key: Uint8Array): void => {
    const check = checkIn(sql);
    if (check && !isMaster(key, check)) throw wrongKey('people.db');
  };
  if (master) {
    verify(master);
    if (!checkIn(sql)) setCheck(sql, master);
  }
  const open: KeyRing['open'] = (person, wrapped) => {
    if (!wrapped) return null;
    if (!master) throw noKey(person);
    const key = unwrapKey(master, person, wrapped);
    if (!key) throw wrongKey(person);
    return key;
  };
  return {
    master,
    get protection() {
      if (master) return 'sealed';
      return checkIn(sql) ? 'locked' : 'plain';
    },
    open,
    of(person) {
      const row = sql.all('SELECT key FROM people WHERE id = ?', person)[0];
      if (!row) throw unknownPerson(person);
      return open(person, bytesOrNull(row, 'key'));
    },
    make(person) {
      if (!master) {
        if (checkIn(sql)) throw noKey('people.db');
        return { key: null, wrapped: null };
      }
      // The master key may have been exchanged by another process meanwhile.
      verify(master);
      const key = newDataKey();
      return { key, wrapped: wrapKey(master, person, key) };
    },
  };
};

/** Wraps every data key with another master key, whole or not at all. Throws `people/wrong-key`, `people/no-key`. */
export const rewrap = (sql: Sql, from: Uint8Array, to: Uint8Array): number =>
  sql.whole(() => {
    const check = checkIn(sql);
    if (!check) throw noKey('people.db');
    if (!isMaster(from, check)) throw wrongKey('people.db');
    const rows = sql.all('SELECT id, key FROM people WHERE key IS NOT NULL');
    for (const row of rows) {
      const id = text(row, 'id');
      const key = unwrapKey(from, id, bytes(row, 'key'));
      if (!key) throw wrongKey(id);
      sql.run('UPDATE people SET key = ? WHERE id = ?', wrapKey(to, id, key), id);
    }
    resealCodeSalt(sql, from, to);
    setCheck(sql, to);
    return rows.length;
  });
