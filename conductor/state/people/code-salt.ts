import { randomBytes } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from '../vault/seal.ts';
import { noKey, wrongKey } from './errors.ts';
import { bytes, type Sql } from './sql.ts';

const NAME = 'codes';
const PLACE = Buffer.from('yeoun/1|people|codes');

const stored = (sql: Sql): Uint8Array | null => {
  const row = sql.all('SELECT value FROM meta WHERE name = ?', NAME)[0];
  return row ? bytes(row, 'value') : null;
};

const store = (sql: Sql, salt: Uint8Array, master: Uint8Array | null): void =>
  void sql.run(
    'INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)',
    NAME,
    master ? seal(master, salt, PLACE) : salt,
  );

const isPlain = (value: Uint8Array): boolean => value.length === KEY_BYTES;

const opened = (value: Uint8Array, master: Uint8Array | null): Uint8Array => {
  if (isPlain(value)) return value;
  if (!master) throw noKey('people.db');
  const salt = unseal(master, value, PLACE);
  if (!salt) throw wrongKey('people.db');
  return salt;
};

/** What the codes of this store are hashed with: sealed with the master key where there is one. Null: no code yet. */
export const codeSalt = (sql: Sql, master: Uint8Array | null): Uint8Array | null => {
  const value = stored(sql);
  return value && opened(value, master);
};

/** The same; made where there is none. Call it inside a transaction. */
export const ensureCodeSalt = (sql: Sql, master: Uint8Array | null): Uint8Array => {
  const found = codeSalt(sql, master);
  if (found) return found;
  const salt = randomBytes(KEY_BYTES);
  store(sql, salt, master);
  return salt;
};

/** Seals it with another master key, or with the first one. Call it inside a transaction. */
export const resealCodeSalt = (sql: Sql, from: Uint8Array | null, to: Uint8Array): void => {
  const value = stored(sql);
  if (value && (from !== null || isPlain(value))) store(sql, opened(value, from), to);
};
