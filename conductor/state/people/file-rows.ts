import { badValue } from './errors.ts';
import { type Sql, text } from './sql.ts';
import { kindOf } from './values.ts';

/** A file outside the database that belongs to somebody's kind: where its row is gone, it is to be deleted. */
export interface FileRow {
  readonly id: string;
  readonly person: string;
  readonly kind: string;
}

const FILE = /^[a-z0-9]{8,64}$/;

const LOOSE = 'NOT EXISTS (SELECT 1 FROM entries e WHERE e.person = f.person AND e.kind = f.kind)';

/** Rows of `files`. They say whose a file is, without any key. */
export const fileRows = (sql: Sql) => ({
  add({ id, person, kind }: FileRow): void {
    if (!FILE.test(id))
      throw badValue(
        'file',
        `"${id.slice(0, 40)}" is no name of a file.`,
        'Use letters and digits.',
      );
    sql.run('INSERT INTO files (id, person, kind) VALUES (?, ?, ?)', id, person, kindOf(kind));
  },
  removeKind: (person: string, kind: string): number =>
    sql.run('DELETE FROM files WHERE person = ? AND kind = ?', person, kind),
  /** Whether any belongs to a kind of which nothing else is kept. */
  anyLoose: (): boolean =>
    sql.all(`SELECT 1 AS one FROM files f WHERE ${LOOSE} LIMIT 1`).length > 0,
  removeLoose: (): number => sql.run(`DELETE FROM files AS f WHERE ${LOOSE}`),
  all: (): FileRow[] =>
    sql.all('SELECT id, person, kind FROM files').map((row) => ({
      id: text(row, 'id'),
      person: text(row, 'person'),
      kind: text(row, 'kind'),
    })),
});
