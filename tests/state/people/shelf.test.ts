import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../conductor/state/people/desk.ts';
import { canary, foundIn, type Places, places, START_MS } from './support.ts';

let place: Places;
const open: Desk[] = [];
const start = (master: Uint8Array | null = null, nowMs = START_MS): Desk => {
  const desk = openDesk({ folder: place.folder, master, strict: true, nowMs });
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

const kept = (code: string, content: Uint8Array, untilMs: number | null = null) => ({
  code,
  grants: [{ what: 'words', who: 'machine' as const, untilMs, by: 'visitor', atMs: START_MS }],
  pieces: [{ kind: 'words', name: 'words', bytes: content }],
  files: [{ id: `f${randomBytes(8).toString('hex')}`, kind: 'words' }],
});

it('keeps all of somebody or nothing, also on a full disk', () => {
  const desk = start();
  const one = desk.keepAll(kept('AAAA', Buffer.from('first')), START_MS);
  desk.limit(14);
  const mark = canary();
  const large = Buffer.alloc(200_000, mark);
  expect(() => desk.keepAll(kept('CCCC', large), START_MS)).toThrow(
    expect.objectContaining({ code: 'people/refused' }),
  );
  expect(desk.list().map(({ id }) => id)).toEqual([one]);
  expect([desk.holders(), desk.files().length, desk.byCode('CCCC')]).toEqual([[one], 1, null]);
  expect(foundIn(place.folder, [mark])).toEqual([]);
  expect(() =>
    desk.amend(one, { pieces: [{ kind: 'words', name: 'words', bytes: large }] }, START_MS),
  ).toThrow(expect.objectContaining({ code: 'people/refused' }));
  expect(Buffer.from(desk.get(one, 'words', 'words', START_MS) ?? []).toString()).toBe('first');
  desk.forget(one, START_MS);
  expect([desk.holders(), desk.files(), desk.byCode('AAAA')]).toEqual([[], [], null]);
});

it('refuses a code that somebody has, and pieces that nobody agreed to', () => {
  const desk = start();
  desk.keepAll(kept('AAAA', Buffer.from('first')), START_MS);
  expect(() => desk.keepAll(kept('AAAA', Buffer.from('x')), START_MS)).toThrow(
    expect.objectContaining({ code: 'people/code-taken' }),
  );
  const odd = { ...kept('CCCC', Buffer.from('x')), grants: [] };
  expect(() => desk.keepAll(odd, START_MS)).toThrow(
    expect.objectContaining({ code: 'people/no-consent' }),
  );
  expect([desk.list().length, desk.files().length]).toEqual([1, 1]);
});

it('keeps no code but a hash, with a salt of its own that is sealed where there is a key', () => {
  const [a, c] = [Buffer.alloc(32, 1), randomBytes(32)];
  const desk = start(a);
  const person = desk.keepAll(kept('KHDF7Q2MXH4P', c), START_MS);
  expect(desk.byCode('KHDF7Q2MXH4P')).toBe(person);
  expect(foundIn(place.folder, ['KHDF7Q2MXH4P'])).toEqual([]);
  desk.close(START_MS);
  open.length = 0;
  const database = new Database(join(place.folder, 'people.db'), {});
  const rows = database.prepare("SELECT length(value) AS n FROM meta WHERE name = 'codes'").all([]);
  const codes = database.prepare('SELECT length(code) AS n FROM codes').all([]);
  database.close();
  // A salt of 32 bytes with nonce and tag; a hash of 32.
  expect([rows, codes]).toEqual([[{ n: 60 }], [{ n: 32 }]]);
  const locked = start();
  expect(() => locked.byCode('KHDF7Q2MXH4P')).toThrow(
    expect.objectContaining({ code: 'people/no-key' }),
  );
  expect(locked.holders()).toEqual([person]);
});

it('forgets who has a code and of whom nothing is left, and lets their files go', () => {
  const desk = start();
  const soon = desk.keepAll(kept('AAAA', Buffer.from('x'), START_MS + 1000), START_MS);
  const long = desk.keepAll(kept('CCCC', Buffer.from('x')), START_MS);
  desk.beat(START_MS + 999);
  expect(desk.holders()).toEqual([soon, long]);
  desk.beat(START_MS + 1000);
  expect([desk.holders(), desk.list().length, desk.files().length]).toEqual([[long], 1, 1]);
  desk.withdraw(long, 'words', START_MS + 1001);
  expect(desk.files()).toEqual([]);
  desk.beat(START_MS + 1002);
  expect(desk.list()).toEqual([]);
  // Somebody with a name who has no code stays, whatever is kept of them.
  desk.add('Mina', START_MS);
  desk.beat(START_MS + 1003);
  expect(desk.list()).toHaveLength(1);
});
