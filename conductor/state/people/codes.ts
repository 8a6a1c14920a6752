import { scryptSync } from 'node:crypto';
import { type Sql, text } from './sql.ts';
import { kindOf } from './values.ts';

/** RFC 7914: 16 MB and tens of milliseconds a guess, so that a stolen file is no list of codes. */
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
/** A guess costs the same where nobody has a code yet. */
const NO_SALT = new Uint8Array(HASH_BYTES);

/** Rows of `codes`: by a hash with the salt of this store, so that one is found without opening any other. */
export const codes = (sql: Sql) => {
  const hashOf = (code: string, salt: Uint8Array): Uint8Array =>
    scryptSync(code, salt, HASH_BYTES, COST);
  return {
    /** Throws `SQLITE_CONSTRAINT…` where somebody has it already. */
    add: (person: string, code: string, salt: Uint8Array): void =>
      void sql.run('INSERT INTO codes (code, person) VALUES (?, ?)', hashOf(code, salt), person),
    /** @param salt null: there are no codes; it takes as long */
    find(code: string, salt: Uint8Array | null): string | null {
      const hash = hashOf(code, salt ?? NO_SALT);
      const row = sql.all('SELECT person FROM codes WHERE code = ?', hash)[0];
      return row ? text(row, 'person') : null;
    },
    /** Everybody who has one. */
    holders: (): string[] =>
      sql.all('SELECT person FROM codes ORDER BY rowid').map((row) => text(row, 'person')),
    having: (kind: string): string[] =>
      sql
        .all(
          'SELECT person FROM codes WHERE person IN (SELECT person FROM entries WHERE kind = ?) ORDER BY rowid',
          kindOf(kind),
        )
        .map((row) => text(row, 'person')),
    /** Those of whom nothing is kept any more. */
    empty: (): string[] =>
      sql
        .all('SELECT person FROM codes WHERE person NOT IN (SELECT person FROM entries)')
        .map((row) => text(row, 'person')),
  };
};
