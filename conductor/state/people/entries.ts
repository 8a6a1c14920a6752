import { type DataKey, openValue, sealValue, slotOf } from './envelope.ts';
import { badValue, damaged } from './errors.ts';
import { bytes, number, type Row, type Sql, text } from './sql.ts';
import type { Entry, EntrySummary } from './types.ts';
import { entryNameOf, kindOf, MAX_BYTES, newRowId } from './values.ts';

const COLUMNS = 'id, person, kind, version, name, size, changed_ms';

const placeOf = (row: Row, field: 'entry' | 'entry-name') => ({
  person: text(row, 'person'),
  field,
  row: text(row, 'id'),
  version: number(row, 'version'),
});

const nameIn = (key: DataKey, row: Row): string => {
  const name = openValue(key, placeOf(row, 'entry-name'), bytes(row, 'name'));
  if (!name) throw damaged(`the name of an entry of ${text(row, 'person')}`);
  return Buffer.from(name).toString('utf8');
};

const contentIn = (key: DataKey, row: Row): Uint8Array => {
  const content = openValue(key, placeOf(row, 'entry'), bytes(row, 'content'));
  if (!content) throw damaged(`an entry of ${text(row, 'person')} (${text(row, 'kind')})`);
  return content;
};

/** Rows of `entries`. The key is the person's. */
export const entries = (sql: Sql) => {
  const rowsOf = (person: string, columns = COLUMNS): Row[] =>
    sql.all(`SELECT ${columns} FROM entries WHERE person = ? ORDER BY changed_ms, rowid`, person);
  const found = (key: DataKey, person: string, kind: string, name: string, columns: string) =>
    sql.all(
      `SELECT ${columns} FROM entries WHERE person = ? AND kind = ? AND slot = ?`,
      person,
      kindOf(kind),
      slotOf(key, kind, entryNameOf(name)),
    )[0];

  const write = (
    key: DataKey,
    row: { readonly id: string; readonly person: string; readonly version: number },
    name: string,
    content: Uint8Array,
  ) => {
    const { id, person, version } = row;
    const nameBytes = Buffer.from(name, 'utf8');
    return {
      name: sealValue(key, { person, field: 'entry-name', row: id, version }, nameBytes),
      content: sealValue(key, { person, field: 'entry', row: id, version }, content),
    };
  };

  return {
    put(
      key: DataKey,
      at: { readonly person: string; readonly kind: string; readonly name: string },
      content: Uint8Array,
      nowMs: number,
    ): void {
      if (content.length > MAX_BYTES)
        throw badValue(at.kind, `${content.length} bytes are too many.`, `At most ${MAX_BYTES}.`);
      const name = entryNameOf(at.name);
      const old = found(key, at.person, at.kind, name, 'id, version');
      const id = old ? text(old, 'id') : newRowId();
      const version = (old ? number(old, 'version') : 0) + 1;
      const sealed = write(key, { id, person: at.person, version }, name, content);
      sql.run(
        `INSERT INTO entries (id, person, kind, slot, version, name, content, size, changed_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name,
           content = excluded.content, size = excluded.size, changed_ms = excluded.changed_ms`,
        id,
        at.person,
        at.kind,
        slotOf(key, at.kind, name),
        version,
        sealed.name,
        sealed.content,
        content.length,
        Math.round(nowMs),
      );
    },
    get(key: DataKey, person: string, kind: string, name: string): Uint8Array | null {
      const row = found(key, person, kind, name, `${COLUMNS}, content`);
      return row ? contentIn(key, row) : null;
    },
    /** @param key undefined: it is not there, and names stay unknown */
    summaries(key: DataKey | undefined, person: string): EntrySummary[] {
      return rowsOf(person).map((row) => ({
        kind: text(row, 'kind'),
        name: key === undefined ? null : nameIn(key, row),
        bytes: number(row, 'size'),
        changedMs: number(row, 'changed_ms'),
      }));
    },
    whole(key: DataKey, person: string): Entry[] {
      return rowsOf(person, `${COLUMNS}, content`).map((row) => ({
        kind: text(row, 'kind'),
        name: nameIn(key, row),
        bytes: contentIn(key, row),
        changedMs: number(row, 'changed_ms'),
      }));
    },
    /** @returns how many were deleted */
    remove(key: DataKey, person: string, kind: string, name: string): number {
      const row = found(key, person, kind, name, 'id');
      return row ? sql.run('DELETE FROM entries WHERE id = ?', text(row, 'id')) : 0;
    },
    /** Its files lose their row, and so their place. */
    removeKind(person: string, kind: string): number {
      sql.run('DELETE FROM files WHERE person = ? AND kind = ?', person, kind);
      return sql.run('DELETE FROM entries WHERE person = ? AND kind = ?', person, kind);
    },
    countOf(person: string): number {
      const row = sql.all('SELECT count(*) AS n FROM entries WHERE person = ?', person)[0];
      return row ? number(row, 'n') : 0;
    },
    /** People and kinds of which something is kept that nobody agrees to now: the newest line of the ledger counts. */
    due: (nowMs: number): { readonly person: string; readonly kind: string }[] =>
      sql
        .all(
          `SELECT DISTINCT e.person, e.kind FROM entries e LEFT JOIN consents c ON c.seq =
             (SELECT max(seq) FROM consents WHERE person = e.person AND what = e.kind)
           WHERE c.seq IS NULL OR c.withdrawn_ms IS NOT NULL OR c.until_ms <= ?`,
          nowMs,
        )
        .map((row) => ({ person: text(row, 'person'), kind: text(row, 'kind') })),
    /** Seals what lies in plain. */
    protect(person: string, key: DataKey): void {
      for (const row of rowsOf(person, `${COLUMNS}, content`)) {
        const id = text(row, 'id');
        const version = number(row, 'version') + 1;
        const name = nameIn(null, row);
        const sealed = write(key, { id, person, version }, name, contentIn(null, row));
        sql.run(
          'UPDATE entries SET slot = ?, version = ?, name = ?, content = ? WHERE id = ?',
          slotOf(key, text(row, 'kind'), name),
          version,
          sealed.name,
          sealed.content,
          id,
        );
      }
    },
  };
};
export type Entries = ReturnType<typeof entries>;
