import { type DataKey, openValue, sealValue } from './envelope.ts';
import { ambiguous, unknownPerson } from './errors.ts';
import type { KeyRing } from './key-ring.ts';
import { bytesOrNull, number, type Row, type Sql, text } from './sql.ts';
import { isPersonId, nameOf, newPersonId, newTombstone } from './values.ts';

/** A person without what is kept of them. */
export interface Head {
  readonly id: string;
  readonly name: string | null;
  readonly sealed: boolean;
  readonly locked: boolean;
  readonly madeMs: number;
}

const namePlace = (person: string, version: number) =>
  ({ person, field: 'name', row: person, version }) as const;

const sealName = (
  key: DataKey,
  person: string,
  version: number,
  name: string | null,
): Uint8Array | null =>
  name === null
    ? null
    : sealValue(key, namePlace(person, version), Buffer.from(nameOf(name), 'utf8'));

/** Rows of `people`. */
export const persons = (sql: Sql, keys: KeyRing) => {
  const keyOrUndefined = (row: Row): DataKey | undefined => {
    const wrapped = bytesOrNull(row, 'key');
    if (wrapped && keys.protection === 'locked') return undefined;
    return keys.open(text(row, 'id'), wrapped);
  };
  const head = (row: Row): Head => {
    const id = text(row, 'id');
    const key = keyOrUndefined(row);
    const sealed = bytesOrNull(row, 'name');
    const name =
      sealed && key !== undefined
        ? openValue(key, namePlace(id, number(row, 'version')), sealed)
        : null;
    return {
      id,
      name: name && Buffer.from(name).toString('utf8'),
      sealed: row.key !== null,
      locked: key === undefined,
      madeMs: number(row, 'made_ms'),
    };
  };
  const heads = (): Head[] =>
    sql.all('SELECT id, key, name, version, made_ms FROM people ORDER BY made_ms, id').map(head);

  return {
    heads,
    /** Throws `people/unknown`. */
    one(id: string): Head {
      const row = sql.all('SELECT id, key, name, version, made_ms FROM people WHERE id = ?', id)[0];
      if (!row) throw unknownPerson(id);
      return head(row);
    },
    /** By id, or by the whole name. Throws `people/ambiguous`. */
    find(who: string): string | null {
      if (isPersonId(who))
        return sql.all('SELECT id FROM people WHERE id = ?', who).length > 0 ? who : null;
      const name = nameOf(who);
      const ids = heads()
        .filter((person) => person.name === name)
        .map(({ id }) => id);
      if (ids.length > 1) throw ambiguous(name, ids);
      return ids[0] ?? null;
    },
    add(name: string | null, nowMs: number): string {
      const id = newPersonId();
      const { key, wrapped } = keys.make(id);
      sql.run(
        'INSERT INTO people (id, key, name, version, made_ms) VALUES (?, ?, ?, 1, ?)',
        id,
        wrapped,
        sealName(key, id, 1, name),
        Math.round(nowMs),
      );
      return id;
    },
    rename(id: string, name: string | null): void {
      const key = keys.of(id);
      const row = sql.all('SELECT version FROM people WHERE id = ?', id)[0];
      const version = (row ? number(row, 'version') : 0) + 1;
      const sealed = sealName(key, id, version, name);
      sql.run('UPDATE people SET name = ?, version = ? WHERE id = ?', sealed, version, id);
    },
    /** Key, name and everything that hangs on them; only a random id and the time stay. */
    remove(id: string, nowMs: number): string {
      // The key is overwritten even where a row should stay in a page for a reason nobody thought of.
      sql.run('UPDATE people SET key = zeroblob(length(key)) WHERE id = ? AND key IS NOT NULL', id);
      if (sql.run('DELETE FROM people WHERE id = ?', id) === 0) throw unknownPerson(id);
      const tombstone = newTombstone();
      sql.run('INSERT INTO tombstones (id, at_ms) VALUES (?, ?)', tombstone, Math.round(nowMs));
      return tombstone;
    },
    anySealed: (): boolean =>
      sql.all('SELECT 1 AS one FROM people WHERE key IS NOT NULL LIMIT 1').length > 0,
    /** People whose rows lie in plain. */
    plain: (): string[] =>
      sql.all('SELECT id FROM people WHERE key IS NULL').map((row) => text(row, 'id')),
    /** Gives somebody in plain a key of their own, for the name here and for the other rows by whoever calls. */
    protect(id: string, name: string | null): DataKey {
      const { key, wrapped } = keys.make(id);
      sql.run(
        'UPDATE people SET key = ?, name = ?, version = version + 1 WHERE id = ?',
        wrapped,
        null,
        id,
      );
      const row = sql.all('SELECT version FROM people WHERE id = ?', id)[0];
      const sealed = sealName(key, id, row ? number(row, 'version') : 1, name);
      sql.run('UPDATE people SET name = ? WHERE id = ?', sealed, id);
      return key;
    },
  };
};
