import { YeounError } from '../../kernel/errors.ts';
import { number, type Sql } from './sql.ts';

/**
 * One step a version: number n makes version n of version n - 1. Steps are never changed, only added.
 * Sealed where the person has a key, and else in plain: people.name, entries.name and content, consents.by_whom.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
   CREATE TABLE people (
     id TEXT PRIMARY KEY,
     key BLOB, -- the person's data key, sealed with the master key; NULL: their rows lie in plain
     name BLOB,
     version INTEGER NOT NULL, -- of the name
     made_ms INTEGER NOT NULL
   );
   CREATE TABLE entries (
     id TEXT PRIMARY KEY,
     person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
     kind TEXT NOT NULL,
     slot BLOB NOT NULL, -- by which an entry is found without its name
     version INTEGER NOT NULL,
     name BLOB NOT NULL,
     content BLOB NOT NULL,
     size INTEGER NOT NULL,
     changed_ms INTEGER NOT NULL,
     UNIQUE (person, kind, slot)
   );
   CREATE TABLE consents (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
     what TEXT NOT NULL,
     who TEXT NOT NULL,
     by_whom BLOB NOT NULL,
     at_ms INTEGER NOT NULL,
     until_ms INTEGER,
     withdrawn_ms INTEGER
   );
   CREATE INDEX consents_person ON consents (person, what);
   CREATE TABLE bodies (
     body TEXT PRIMARY KEY,
     person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE
   );
   CREATE TABLE tombstones (id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL)`,
  // When a show last ran with it: who a body is holds for an evening. 0: of an evening nobody knows.
  'ALTER TABLE bodies ADD COLUMN seen_ms INTEGER NOT NULL DEFAULT 0',
  // Visitors are found by a code, kept as a hash alone; what is too large for a row lies in files of the folder.
  `CREATE TABLE codes (
     code BLOB PRIMARY KEY,
     person TEXT NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE
   );
   CREATE TABLE files (
     id TEXT PRIMARY KEY,
     person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
     kind TEXT NOT NULL
   );
   CREATE INDEX files_person ON files (person, kind)`,
];

export const versionOf = (sql: Sql): number => {
  const row = sql.all('PRAGMA user_version')[0];
  return row ? number(row, 'user_version') : 0;
};

/** Brings a database to this version, whole or not at all. Throws `people/newer` for one of a later yeoun. */
export const migrate = (sql: Sql, path: string, steps: readonly string[] = STEPS): void => {
  const found = versionOf(sql);
  if (found > steps.length)
    throw new YeounError(
      'people/newer',
      path,
      `it is of version ${found}; this yeoun knows ${steps.length}.`,
      'Use the newer yeoun. Nothing was changed.',
    );
  if (found === steps.length) return;
  sql.whole(() => {
    // Another process may have been quicker.
    for (const [i, step] of steps.entries())
      if (i >= versionOf(sql)) sql.exec(atVersion(step, i + 1));
  });
};

const atVersion = (step: string, version: number): string =>
  `${step};\nPRAGMA user_version = ${version};`;
