import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import type { People } from '../../../conductor/state/people/index.ts';
import { random } from '../../../sensors/random.ts';
import {
  agree,
  bytesWith,
  canary,
  DAY_MS,
  foundIn,
  opened,
  type Places,
  places,
  START_MS,
} from './support.ts';

// Encryption is off in all of these but the last: a byte search of sealed files would prove nothing.

let place: Places;
const open: People[] = [];
const start = async (...args: Parameters<typeof opened>) => {
  const one = await opened(...args);
  open.push(one.people);
  return one;
};
beforeEach(() => {
  place = places();
});
afterEach(async () => {
  for (const people of open.splice(0)) await people.close();
  place.remove();
});

/** From less than a page to many overflow pages. */
const SIZES = [40, 900, 4000, 4096, 9000, 66_000, 300_000];

/** Somebody with a canary in every field that can hold one. */
const plant = async (people: People) => {
  const planted = { name: canary(), by: canary(), body: canary(), entries: [] as string[] };
  const id = await people.add(planted.name);
  for (const what of ['profile', 'memory'])
    await people.consent.grant({
      person: id,
      what,
      who: 'crew',
      untilMs: what === 'memory' ? START_MS + DAY_MS : null,
      by: planted.by,
      atMs: START_MS,
    });
  await people.assign(planted.body, id);
  for (const [i, size] of SIZES.entries()) {
    const [name, content] = [canary(), canary()];
    planted.entries.push(name, content);
    await people.put(id, i % 2 ? 'memory' : 'profile', name, bytesWith(content, size));
  }
  return { id, all: [planted.name, planted.by, planted.body, ...planted.entries] };
};

/** All are there first: a search that finds nothing then proves something. */
const mustLie = (all: readonly string[]): void =>
  expect(foundIn(place.folder, all)).toHaveLength(all.length);
const mustBeGone = (all: readonly string[]): void => expect(foundIn(place.folder, all)).toEqual([]);

describe('deletion, found by bytes in every file of the state folder', () => {
  it('leaves nothing of a person, and everything of the others', async () => {
    const { people } = await start(place.folder);
    const [gone, stays] = [await plant(people), await plant(people)];
    mustLie([...gone.all, ...stays.all]);
    const erased = await people.delete(gone.id);
    expect(erased).toMatchObject({ entries: SIZES.length, whole: true });
    expect(erased.tombstone).toMatch(/^gone-/);
    mustBeGone([...gone.all, gone.id]);
    mustLie(stays.all);
    // The ledger keeps that somebody was deleted, and not who.
    expect(foundIn(place.folder, [erased.tombstone ?? ''])).toHaveLength(1);
    await people.close();
    mustBeGone([...gone.all, gone.id]);
  });

  it('reaches old versions of names and contents, after many changes', async () => {
    const { people } = await start(place.folder);
    const { next } = random(11, 'changes');
    const mina = await people.add('first');
    await agree(people, mina, 'profile');
    const old: string[] = [];
    for (let i = 0; i < 60; i++) {
      const text = canary();
      old.push(text);
      const size = SIZES[Math.floor(next() * SIZES.length)] ?? 40;
      await people.put(mina, 'profile', `entry ${i % 5}`, bytesWith(text, size / 2));
    }
    const names = [canary(), canary(), canary()];
    for (const name of names) await people.rename(mina, name);
    // An old name is gone as soon as the new one stands.
    mustBeGone(names.slice(0, 2));
    mustLie(names.slice(2));
    await people.deleteEntry(mina, 'profile', 'entry 0');
    mustBeGone(old.filter((_, i) => i % 5 === 0));
    mustLie(old.slice(-4));
    await people.delete(mina);
    mustBeGone([...old, ...names]);
  });

  it('holds for a consent that ran out or was withdrawn', async () => {
    const { people, clock, beat } = await start(place.folder);
    const { id, all } = await plant(people);
    const ofKind = (odd: number) => all.slice(3).filter((_, i) => Math.floor(i / 2) % 2 === odd);
    clock.advance(DAY_MS);
    await people.list();
    await beat();
    mustBeGone(ofKind(1));
    mustLie(ofKind(0));
    await people.consent.withdraw(id, 'profile');
    mustBeGone(ofKind(0));
    mustLie(all.slice(0, 1));
  });

  it('waits for another program that reads, says so, and is done when that lets go', async () => {
    const { people, beat, lamp } = await start(place.folder);
    const { id, all } = await plant(people);
    const reader = new Database(join(place.folder, 'people.db'), {});
    // A connection that stands idle is in nobody's way.
    reader.prepare('SELECT count(*) FROM entries').all([]);
    const other = await plant(people);
    expect((await people.delete(other.id)).whole).toBe(true);
    mustBeGone(other.all);

    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM entries').all([]);
    expect((await people.delete(id)).whole).toBe(false);
    expect(await people.list()).toEqual([]);
    expect(lamp()?.text.en).toContain('people.db-wal');
    expect(foundIn(place.folder, all).length).toBeGreaterThan(0);
    reader.exec('COMMIT');
    await beat();
    expect(lamp()).toBeNull();
    mustBeGone(all);
    reader.close();
  });
});

/** A program that does something to the store in its thread and is then killed in the middle of everything. */
const killed = async (script: string): Promise<void> => {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, place.folder, fileURLToPath(threadFile('people'))],
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() },
  );
  if (!child.stdout) throw new Error('no pipe');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
};

const WRITE = (canaries: readonly string[]) => `
import { Worker } from 'node:worker_threads';
const [, folder, file] = process.argv;
const worker = new Worker(file, { execArgv: [] });
let id = 0;
const ask = (request) => new Promise((done, fail) => {
  worker.once('message', ({ result, error }) => (error ? fail(error) : done(result)));
  worker.postMessage({ id: ++id, ...request });
});
const call = (name, ...args) => ask({ t: 'call', name, args });
const [name, entry, content] = ${JSON.stringify(canaries)};
await ask({ t: 'open', with: { folder, strict: true, master: null, nowMs: ${START_MS} } });
const person = await call('add', name, ${START_MS});
await call('grant', { person, what: 'memory', who: 'machine', untilMs: null, by: 'me', atMs: ${START_MS} });
await call('put', person, 'memory', entry, Buffer.alloc(90000, content), ${START_MS});
process.stdout.write('ready');
setInterval(() => {}, 1000);
`;

const DELETE = `
import Database from 'libsql';
const db = new Database(process.argv[1] + '/people.db', {});
for (const pragma of ['secure_delete = ON', 'foreign_keys = ON', 'journal_mode = WAL'])
  db.prepare('PRAGMA ' + pragma).all([]);
db.exec('DELETE FROM people');
process.stdout.write('ready');
setInterval(() => {}, 1000);
`;

describe('deletion after a crash', () => {
  it('between writing and the checkpoint reaches what lies in the log', async () => {
    const all = [canary(), canary(), canary()];
    await killed(WRITE(all));
    mustLie(all);
    const { people } = await start(place.folder);
    const person = await people.find(all[0] ?? '');
    expect(await people.names(person ?? '', 'memory')).toEqual([all[1]]);
    await people.delete(person ?? '');
    mustBeGone(all);
  });

  it('between deleting and the checkpoint is finished by the next opening', async () => {
    const first = await start(place.folder);
    const { all } = await plant(first.people);
    await first.people.close();
    await killed(DELETE);
    expect(foundIn(place.folder, all).length).toBeGreaterThan(0);
    await start(place.folder);
    mustBeGone(all);
  });
});

describe('sealing', () => {
  it('leaves nothing in plain of what lay in plain before there was a key', async () => {
    const first = await start(place.folder);
    const { id, all } = await plant(first.people);
    expect(first.lines).toEqual([]);
    await first.people.close();
    const again = await start(place.folder);
    expect(again.lines.join()).toContain('lies in plain');
    await again.people.close();
    mustLie(all);
    const { people } = await start(place.folder, await place.newKey());
    const [, , body, ...entries] = all;
    // Bodies are named by the show; all else is the person's.
    expect(foundIn(place.folder, all)).toEqual([body]);
    expect((await people.export(id)).entries.map(({ name }) => name).sort()).toEqual(
      entries.filter((_, i) => i % 2 === 0).sort(),
    );
    const { entries: kept, name, consents } = await people.export(id);
    expect(kept.every(({ bytes }) => Buffer.from(bytes).includes('canary-'))).toBe(true);
    expect([name, consents[0]?.by]).toEqual(all.slice(0, 2));
    expect(await people.find(all[0] ?? '')).toBe(id);
  });
});
