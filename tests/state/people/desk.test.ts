import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../conductor/state/people/desk.ts';
import { deleting } from '../../../conductor/state/people/erase.ts';
import { migrate } from '../../../conductor/state/people/schema.ts';
import { openSql } from '../../../conductor/state/people/sql.ts';
import { random } from '../../../sensors/random.ts';
import { bytesWith, canary, foundIn, type Places, places, START_MS } from './support.ts';

// The desk without its thread: what the store does, quickly and many times.

let place: Places;
const open: Desk[] = [];
const start = (master: Uint8Array | null = null, strict = true, nowMs = START_MS): Desk => {
  const desk = openDesk({ folder: place.folder, master, strict, nowMs });
  open.push(desk);
  return desk;
};
beforeEach(() => {
  place = places();
});
afterEach(() => {
  for (const desk of open.splice(0)) desk.close(START_MS);
  place.remove();
});

const MASTER = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);
const file = (): string => join(place.folder, 'people.db');

/** Somebody who agreed to everything. */
const agreed = (desk: Desk, name: string | null = null): string => {
  const person = desk.add(name, START_MS);
  for (const what of ['profile', 'memory'])
    desk.grant({ person, what, who: 'machine', untilMs: null, by: 'me', atMs: START_MS });
  return person;
};

describe('deletion in the plain file', () => {
  it('leaves nothing after any order of writing and deleting', () => {
    const { next } = random(4, 'orders');
    const pick = (n: number): number => Math.floor(next() * n);
    const desk = start();
    let dead: string[] = [];
    const alive = new Map<string, string>();
    const people = [agreed(desk), agreed(desk), agreed(desk)];
    let checks = 0;
    const put = (): void => {
      const [i, text] = [pick(people.length), canary()];
      const [person, kind, name] = [people[i] ?? '', pick(2) ? 'profile' : 'memory', `e${pick(4)}`];
      const at = `${person} ${kind} ${name}`;
      const old = alive.get(at);
      if (old) dead.push(old);
      alive.set(at, text);
      const size = pick(3) ? pick(5000) : pick(120_000);
      desk.put(person, kind, name, bytesWith(text, size), START_MS);
    };
    const gone = (fits: (at: string) => boolean): void => {
      for (const [at, text] of [...alive]) {
        if (!fits(at)) continue;
        alive.delete(at);
        dead.push(text);
      }
      expect(foundIn(place.folder, dead)).toEqual([]);
      checks += dead.length;
      dead = [];
    };
    for (let step = 0; step < 160; step++) {
      if (pick(10) < 8) put();
      else if (pick(3)) {
        const [at] = [...alive.keys()].slice(pick(alive.size));
        if (!at) continue;
        const [person = '', kind = '', name = ''] = at.split(' ');
        desk.deleteEntry(person, kind, name);
        gone((one) => one === at);
      } else {
        const i = pick(people.length);
        const person = people[i] ?? '';
        desk.forget(person, START_MS);
        people[i] = agreed(desk);
        gone((at) => at.startsWith(person));
      }
    }
    expect(checks).toBeGreaterThan(60);
    // What was not deleted lies there: the search would have found the rest.
    expect(foundIn(place.folder, [...alive.values()])).toHaveLength(alive.size);
  });

  it('needs no space: on a full disk it is tried with an emptied log, then in place', () => {
    const sql = openSql(file());
    sql.all('PRAGMA journal_mode = WAL');
    sql.exec('CREATE TABLE t (x)');
    sql.run('INSERT INTO t VALUES (1)');
    const modes: unknown[] = [];
    const result = deleting(sql, () => {
      sql.run('DELETE FROM t');
      modes.push(sql.all('PRAGMA journal_mode')[0]?.journal_mode);
      if (modes.length < 3) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      return 'done';
    });
    expect([result, ...modes]).toEqual(['done', 'wal', 'wal', 'memory']);
    expect(sql.all('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(sql.all('SELECT * FROM t')).toEqual([]);
    sql.close();
  });
});

describe('a sealed store', () => {
  it('shows nothing of anybody in its file', () => {
    const desk = start(MASTER);
    const all = [canary(), canary(), canary(), canary()];
    const [name, entry, content, by] = all as [string, string, string, string];
    const person = desk.add(name, START_MS);
    desk.grant({ person, what: 'memory', who: 'crew', untilMs: null, by, atMs: START_MS });
    desk.put(person, 'memory', entry, bytesWith(content, 9000), START_MS);
    expect(foundIn(place.folder, all)).toEqual([]);
    expect(foundIn(place.folder, [person])).toEqual([person]);
  });

  it('does not open values that were changed or moved to another place', () => {
    const desk = start(MASTER);
    const [a, b] = [agreed(desk, 'A'), agreed(desk, 'B')];
    desk.put(a, 'profile', 'x', Uint8Array.of(1), START_MS);
    desk.put(a, 'profile', 'y', Uint8Array.of(2), START_MS);
    const sql = openSql(file());
    const damaged = expect.objectContaining({ code: 'people/damaged' });
    const refuses = (change: string): void => {
      sql.exec(`SAVEPOINT test; ${change}; RELEASE test`);
      expect(() => desk.get(a, 'profile', 'x', START_MS)).toThrow(damaged);
    };
    const row = sql.all('SELECT id, version, content FROM entries ORDER BY rowid LIMIT 1')[0];
    refuses(
      `UPDATE entries SET content = (SELECT content FROM entries WHERE id != '${row?.id}') WHERE id = '${row?.id}'`,
    );
    desk.put(a, 'profile', 'x', Uint8Array.of(1), START_MS);
    refuses(`UPDATE entries SET version = version - 1 WHERE id = '${row?.id}'`);
    desk.put(a, 'profile', 'x', Uint8Array.of(1), START_MS);
    refuses(`UPDATE entries SET content = zeroblob(30) WHERE id = '${row?.id}'`);
    desk.put(a, 'profile', 'x', Uint8Array.of(1), START_MS);
    sql.exec(
      `UPDATE people SET key = (SELECT key FROM people WHERE id = '${b}') WHERE id = '${a}'`,
    );
    expect(() => desk.get(a, 'profile', 'x', START_MS)).toThrow(
      expect.objectContaining({ code: 'people/wrong-key' }),
    );
    sql.close();
  });

  it('refuses a wrong master key and changes nothing', () => {
    const desk = start(MASTER);
    const person = agreed(desk, 'Mina');
    desk.put(person, 'profile', 'x', Uint8Array.of(5), START_MS);
    desk.close(START_MS);
    open.length = 0;
    const before = readFileSync(file());
    expect(() => openDesk({ folder: place.folder, master: OTHER, strict: true, nowMs: 1 })).toThrow(
      expect.objectContaining({ code: 'people/wrong-key' }),
    );
    // A show goes on, and reads and writes nothing of it.
    const locked = start(OTHER, false);
    expect(locked.conditions()).toMatchObject([{ id: 'wrong-key' }]);
    expect(locked.list()[0]).toMatchObject({ name: null, locked: true });
    const noKey = expect.objectContaining({ code: 'people/no-key' });
    expect(() => locked.get(person, 'profile', 'x', START_MS)).toThrow(noKey);
    expect(() => locked.put(person, 'profile', 'x', Uint8Array.of(6), START_MS)).toThrow(noKey);
    expect(() => locked.add('Jun', START_MS)).toThrow(noKey);
    expect(() => locked.ensure('Jun', START_MS)).toThrow(noKey);
    locked.close(START_MS);
    open.length = 0;
    expect(readFileSync(file()).equals(before)).toBe(true);
    expect([...(start(MASTER).get(person, 'profile', 'x', START_MS) ?? [])]).toEqual([5]);
  });

  it('says that it is locked where no key is given, and deletes all the same', () => {
    const person = agreed(start(MASTER), 'Mina');
    const locked = start(null, false);
    expect(locked.conditions()).toMatchObject([{ id: 'locked' }]);
    expect(locked.protection()).toBe('locked');
    expect(locked.consents(person)[0]).toMatchObject({ what: 'profile', by: null });
    expect(locked.forget(person, START_MS).whole).toBe(true);
    expect(locked.conditions()).toEqual([]);
  });

  it('is wrapped anew with another master key, and the old one opens nothing', () => {
    const desk = start(MASTER);
    const [a, b] = [agreed(desk, 'A'), agreed(desk, 'B')];
    desk.put(a, 'profile', 'x', Uint8Array.of(5), START_MS);
    const keys = openSql(file());
    const [old] = keys.all('SELECT key FROM people WHERE id = ?', a);
    expect(() => desk.rekey(OTHER, MASTER)).toThrow(
      expect.objectContaining({ code: 'people/wrong-key' }),
    );
    expect(desk.rekey(MASTER, OTHER)).toBe(2);
    // Another desk that was open meanwhile seals nobody with the old key.
    expect(() => desk.add('C', START_MS)).toThrow(
      expect.objectContaining({ code: 'people/wrong-key' }),
    );
    keys.close();
    const wrapped = Buffer.from(old?.key as ArrayBuffer);
    expect(readFileSync(file()).includes(wrapped)).toBe(false);
    const again = start(OTHER);
    expect([...(again.get(a, 'profile', 'x', START_MS) ?? [])]).toEqual([5]);
    expect(
      again
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['A', 'B']);
    expect(again.find('B')).toBe(b);
    expect(() => start(MASTER)).toThrow(expect.objectContaining({ code: 'people/wrong-key' }));
  });

  it('destroys the wrapped key of whoever is forgotten', () => {
    const desk = start(MASTER);
    const person = agreed(desk, 'Mina');
    const sql = openSql(file());
    const [row] = sql.all('SELECT key FROM people WHERE id = ?', person);
    sql.close();
    const wrapped = Buffer.from(row?.key as ArrayBuffer);
    const files = () =>
      readdirSync(place.folder).map((name) => readFileSync(join(place.folder, name)));
    expect(files().some((bytes) => bytes.includes(wrapped))).toBe(true);
    desk.forget(person, START_MS);
    expect(files().some((bytes) => bytes.includes(wrapped))).toBe(false);
  });
});

describe('a file that cannot be used', () => {
  const spoil = (change: (bytes: Buffer) => void): void => {
    const desk = start();
    const person = agreed(desk, 'Mina');
    desk.put(person, 'profile', 'x', bytesWith('x', 30_000), START_MS);
    desk.close(START_MS);
    open.length = 0;
    const bytes = readFileSync(file());
    change(bytes);
    writeFileSync(file(), bytes);
  };

  it.each([
    ['no database', (bytes: Buffer) => bytes.fill(7, 0, 100)],
    ['broken pages', (bytes: Buffer) => bytes.fill(255, 4096, 16_384)],
  ])('is set aside, never deleted, and a new one begun: %s', (_, change) => {
    spoil(change);
    const before = readFileSync(file());
    expect(() => start()).toThrow(expect.objectContaining({ code: 'people/damaged' }));
    expect(readFileSync(file()).equals(before)).toBe(true);
    const desk = start(null, false);
    const aside = readdirSync(place.folder).find((name) => name.startsWith('people.aside-'));
    expect(desk.conditions()).toEqual([{ id: 'aside', detail: { en: aside, ko: aside } }]);
    expect(readFileSync(join(place.folder, aside ?? '')).equals(before)).toBe(true);
    expect(desk.list()).toEqual([]);
    const person = agreed(desk);
    expect(desk.put(person, 'profile', 'x', Uint8Array.of(1), START_MS)).toBe('disk');
  });

  it('of a newer yeoun is left as it is, and the show goes on in memory', () => {
    start().add('Mina', START_MS);
    const sql = openSql(file());
    sql.exec('PRAGMA user_version = 99');
    sql.close();
    expect(() => start()).toThrow(expect.objectContaining({ code: 'people/newer' }));
    const desk = start(null, false);
    expect(desk.conditions()[0]).toMatchObject({ id: 'memory' });
    expect(desk.conditions()[0]?.detail.en).toContain('version 99');
    const person = agreed(desk, 'Jun');
    expect(desk.put(person, 'profile', 'x', Uint8Array.of(1), START_MS)).toBe('memory');
    expect([...(desk.get(person, 'profile', 'x', START_MS) ?? [])]).toEqual([1]);
    expect(readdirSync(place.folder).filter((name) => name.includes('aside'))).toEqual([]);
  });

  it('that cannot be written is read, and the show goes on in memory', () => {
    const desk = start(MASTER);
    const person = agreed(desk, 'Mina');
    desk.put(person, 'profile', 'x', Uint8Array.of(5), START_MS);
    desk.close(START_MS);
    open.length = 0;
    for (const end of ['-wal', '-shm']) {
      rmSync(`${file()}${end}`, { force: true });
      mkdirSync(`${file()}${end}`);
    }
    const before = readFileSync(file());
    const again = start(MASTER, false);
    expect(again.conditions()[0]).toMatchObject({ id: 'memory' });
    expect([...(again.get(person, 'profile', 'x', START_MS) ?? [])]).toEqual([5]);
    expect(again.put(person, 'profile', 'x', Uint8Array.of(6), START_MS)).toBe('memory');
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('is its owner’s alone, with all beside it', () => {
    agreed(start(), 'Mina');
    const modes = readdirSync(place.folder).map((name) => statSync(join(place.folder, name)).mode);
    expect(modes.length).toBeGreaterThan(1);
    expect(modes.map((mode) => mode & 0o777)).toEqual(modes.map(() => 0o600));
  });

  it('in no folder at all: memory', () => {
    const desk = openDesk({
      folder: join(place.folder, 'none'),
      master: null,
      strict: false,
      nowMs: START_MS,
    });
    open.push(desk);
    expect(desk.conditions()[0]).toMatchObject({ id: 'memory' });
    expect(desk.put(agreed(desk), 'profile', 'x', Uint8Array.of(1), START_MS)).toBe('memory');
  });

  it('is brought up step by step, whole or not at all', () => {
    const sql = openSql(join(place.folder, 'steps.db'));
    const steps = ['CREATE TABLE a (x)', 'CREATE TABLE b (x)'];
    migrate(sql, 'steps.db', steps.slice(0, 1));
    sql.run('INSERT INTO a VALUES (1)');
    expect(() => migrate(sql, 'steps.db', [...steps, 'nonsense'])).toThrow();
    expect(sql.all('PRAGMA user_version')).toEqual([{ user_version: 1 }]);
    migrate(sql, 'steps.db', steps);
    migrate(sql, 'steps.db', steps);
    expect(sql.all('SELECT count(*) AS n FROM b')).toEqual([{ n: 0 }]);
    expect(sql.all('SELECT x FROM a')).toEqual([{ x: 1 }]);
    sql.close();
  });
});

describe('a disk that is full', () => {
  it('holds what it refused for tonight, and keeps it when there is room', () => {
    const desk = start();
    const person = agreed(desk, 'Mina');
    // As small as it may be: SQLite then says that the disk is full.
    const tight = (pages: number) => desk.limit(pages);
    tight(1);
    expect(desk.put(person, 'profile', 'x', bytesWith('x', 100_000), START_MS)).toBe('memory');
    expect(desk.put(person, 'memory', 'y', bytesWith('y', 100_000), START_MS)).toBe('memory');
    expect(desk.conditions()[0]).toMatchObject({ id: 'refused' });
    expect(desk.get(person, 'profile', 'x', START_MS)).toHaveLength(100_000);
    expect(desk.names(person, 'profile', START_MS)).toEqual(['x']);
    desk.beat(START_MS);
    expect(desk.conditions()[0]).toMatchObject({ id: 'refused' });
    // What is no longer agreed to is not kept later.
    desk.withdraw(person, 'memory', START_MS);
    tight(1_000_000);
    desk.beat(START_MS);
    expect(desk.conditions()).toEqual([]);
    expect(desk.list()[0]?.entries.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['x', 100_000],
    ]);
  });
});

describe('texts from outside', () => {
  it('come back as they were, whatever is in them', () => {
    const desk = start(MASTER);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.uint8Array({ maxLength: 300 }),
        (text, bytes) => {
          const name = text.normalize('NFC').trim();
          fc.pre(name.length > 0 && name.length <= 120);
          const person = agreed(desk, text);
          desk.put(person, 'profile', text, bytes, START_MS);
          const summary = desk.list().find(({ id }) => id === person);
          expect(summary?.name).toBe(name);
          expect(summary?.entries[0]?.name).toBe(name);
          expect([...(desk.get(person, 'profile', text, START_MS) ?? [])]).toEqual([...bytes]);
          desk.forget(person, START_MS);
        },
      ),
      { numRuns: 25, seed: 7 },
    );
    expect(desk.list()).toEqual([]);
  });

  it('as ids are looked up, never run', () => {
    const desk = start();
    const person = agreed(desk, 'Mina');
    const calls: ((text: string) => unknown)[] = [
      (text) => desk.get(text, 'profile', 'x', START_MS),
      (text) => desk.forget(text, START_MS),
      (text) => desk.rename(text, 'X'),
      (text) => desk.assign('dancer', text, START_MS),
      (text) => desk.withdraw(text, 'profile', START_MS),
      (text) => desk.get(person, text, 'x', START_MS),
      (text) =>
        desk.grant({ person: text, what: 'x', who: 'crew', untilMs: null, by: 'x', atMs: 1 }),
    ];
    const odd = ["' OR 1=1 --", '"; DROP TABLE people; --', '', '\u0000', '%', '한글', '\ud800'];
    for (const text of odd)
      for (const call of calls)
        expect(() => call(text)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^people\//) }),
        );
    expect(desk.list().map(({ name }) => name)).toEqual(['Mina']);
  });
});

it('two programs may use the store at once', () => {
  const [one, two] = [start(MASTER), start(MASTER)];
  const stamp = one.stamp();
  const mina = agreed(two, 'Mina');
  expect(one.stamp()).not.toBe(stamp);
  expect(one.find('Mina')).toBe(mina);
  for (let i = 0; i < 20; i++) {
    one.put(mina, 'profile', 'a', Uint8Array.of(i), START_MS);
    two.put(mina, 'memory', 'b', Uint8Array.of(i), START_MS);
  }
  expect([...(one.get(mina, 'memory', 'b', START_MS) ?? [])]).toEqual([19]);
  expect(two.forget(mina, START_MS).whole).toBe(true);
  // Nothing comes back of somebody who was forgotten.
  expect(() => one.put(mina, 'profile', 'a', Uint8Array.of(1), START_MS)).toThrow(
    expect.objectContaining({ code: 'people/unknown' }),
  );
  const raw = new Database(file(), {});
  expect(raw.prepare('SELECT count(*) AS n FROM entries').all([])).toEqual([{ n: 0 }]);
  raw.close();
});
