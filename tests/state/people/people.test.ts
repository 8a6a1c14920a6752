import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { People } from '../../../conductor/state/people/index.ts';
import { agree, bytesWith, DAY_MS, opened, type Places, places, START_MS } from './support.ts';

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

it.skipIf(process.platform === 'win32')(
  'a file that came back from a copy is its owner’s alone again',
  async () => {
    const first = await start(place.folder, null);
    await first.people.add('Mina');
    await first.people.close();
    const file = join(place.folder, 'people.db');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    const { people } = await start(place.folder, null);
    expect(await people.list()).toHaveLength(1);
    await people.add('Jun');
    for (const name of readdirSync(place.folder).filter((one) => one.startsWith('people.db')))
      expect([name, statSync(join(place.folder, name)).mode & 0o077]).toEqual([name, 0]);
  },
);

describe.each(['plain', 'sealed'] as const)('people, %s', (how) => {
  const key = async () => (how === 'sealed' ? await place.newKey() : null);

  it('keeps what was put, through closing and opening', async () => {
    const keyFile = await key();
    const first = await start(place.folder, keyFile);
    const mina = await first.people.add('Mina');
    await agree(first.people, mina, 'profile');
    const small = Uint8Array.of(1, 2, 3);
    const large = bytesWith('x', 300_000);
    const view = new Uint8Array([9, 8, 7, 6, 5]).subarray(1, 4);
    expect(await first.people.put(mina, 'profile', 'brain', small)).toBe('disk');
    await first.people.put(mina, 'profile', 'body', large);
    await first.people.put(mina, 'profile', 'view', view);
    await first.people.put(mina, 'profile', 'empty', new Uint8Array());
    await first.people.assign('dancer', mina);
    await first.people.close();

    const { people, lamp } = await start(place.folder, keyFile);
    expect(await people.get(mina, 'profile', 'brain')).toEqual(small);
    expect(Buffer.from((await people.get(mina, 'profile', 'body')) ?? []).equals(large)).toBe(true);
    expect([...((await people.get(mina, 'profile', 'view')) ?? [])]).toEqual([8, 7, 6]);
    expect(await people.get(mina, 'profile', 'empty')).toHaveLength(0);
    expect(await people.get(mina, 'profile', 'none')).toBeNull();
    expect(await people.names(mina, 'profile')).toEqual(['brain', 'body', 'view', 'empty']);
    expect(await people.personOf('dancer')).toBe(mina);
    expect(await people.personOf('other')).toBeNull();
    expect(await people.protection()).toBe(how);
    expect(lamp()).toBeNull();
    const [person] = await people.list();
    expect(person).toMatchObject({
      id: mina,
      name: 'Mina',
      sealed: how === 'sealed',
      locked: false,
      bodies: ['dancer'],
    });
    expect(person?.consents[0]?.by).toBe('the stage manager');
    expect((await people.export(mina)).entries.map(({ bytes }) => bytes.length)).toEqual([
      3, 300_000, 3, 0,
    ]);
  });

  it('deletes a kind when its consent is withdrawn or has run out, also while closed', async () => {
    const keyFile = await key();
    const first = await start(place.folder, keyFile);
    const mina = await first.people.add('Mina');
    await agree(first.people, mina, 'profile', START_MS + DAY_MS);
    await agree(first.people, mina, 'calibration', START_MS + 2 * DAY_MS);
    await agree(first.people, mina, 'memory');
    for (const kind of ['profile', 'calibration', 'memory'])
      await first.people.put(mina, kind, 'a', Uint8Array.of(7));
    expect(await first.people.consent.allows(mina, 'profile', START_MS)).toBe(true);
    expect(await first.people.consent.allows(mina, 'profile', START_MS, 'crew')).toBe(false);
    expect(await first.people.consent.allows(mina, 'profile', START_MS + DAY_MS)).toBe(false);

    // While it runs: at the next beat after the moment.
    let told = 0;
    first.people.onChange(() => told++);
    first.clock.advance(DAY_MS - 1);
    expect(await first.people.get(mina, 'profile', 'a')).toHaveLength(1);
    first.clock.advance(1);
    expect(await first.people.get(mina, 'profile', 'a')).toBeNull();
    await first.beat();
    expect((await first.people.list())[0]?.entries).toHaveLength(2);
    expect(told).toBeGreaterThan(0);

    const erased = await first.people.consent.withdraw(mina, 'memory');
    expect(erased).toMatchObject({ entries: 1, whole: true });
    expect(await first.people.get(mina, 'memory', 'a')).toBeNull();
    await expect(first.people.put(mina, 'memory', 'a', Uint8Array.of(1))).rejects.toMatchObject({
      code: 'people/no-consent',
    });
    await first.people.close();

    // While nothing runs: at the next opening.
    const { people } = await start(place.folder, keyFile, { startMs: START_MS + 3 * DAY_MS });
    expect((await people.list())[0]?.entries).toEqual([]);
    expect(
      (await people.consent.of(mina)).map(({ what, withdrawnMs }) => [what, withdrawnMs]),
    ).toEqual([
      ['profile', null],
      ['calibration', null],
      ['memory', expect.any(Number)],
    ]);
  });
});

describe('people', () => {
  const key = () => place.newKey();

  it('refuses what nobody agreed to, and what fits no schema', async () => {
    const { people } = await start(place.folder, await key());
    const mina = await people.add('Mina');
    const bytes = Uint8Array.of(1);
    const code = (error: string) => expect.objectContaining({ code: error });
    await expect(people.put(mina, 'profile', 'x', bytes)).rejects.toEqual(
      code('people/no-consent'),
    );
    await agree(people, mina, 'profile');
    await expect(people.put(mina, 'memory', 'x', bytes)).rejects.toEqual(code('people/no-consent'));
    await expect(people.put(mina, 'Pro file', 'x', bytes)).rejects.toEqual(code('people/value'));
    await expect(people.put(mina, 'profile', '', bytes)).rejects.toEqual(code('people/value'));
    await expect(people.put('p-nobody', 'profile', 'x', bytes)).rejects.toEqual(
      code('people/unknown'),
    );
    await expect(people.assign('../etc', mina)).rejects.toEqual(code('people/value'));
    await expect(people.rename(mina, ' ')).rejects.toEqual(code('people/value'));
    await expect(agree(people, mina, 'profile', START_MS - 1)).rejects.toEqual(
      code('people/value'),
    );
    await expect(
      people.consent.grant({
        person: mina,
        what: 'profile',
        who: 'machine',
        untilMs: null,
        by: 'x',
        atMs: Number.NaN,
      }),
    ).rejects.toEqual(code('people/value'));
    expect(await people.names(mina, 'profile')).toEqual([]);
  });

  it('knows people by id and name, in any spelling of Hangul', async () => {
    const { people } = await start(place.folder, await key());
    const minji = await people.ensure('민지'.normalize('NFD'));
    expect(minji).toMatch(/^p-[a-z2-7]{16}$/);
    expect(await people.ensure('민지')).toBe(minji);
    expect(await people.ensure(minji)).toBe(minji);
    expect(await people.find(' 민지 ')).toBe(minji);
    expect(await people.find('somebody')).toBeNull();
    const other = await people.add('민지');
    await expect(people.find('민지')).rejects.toMatchObject({ code: 'people/ambiguous' });
    await people.rename(other, 'Minji K.');
    expect(await people.find('민지')).toBe(minji);
    await expect(people.ensure('p-aaaaaaaaaaaaaaaa')).rejects.toMatchObject({
      code: 'people/unknown',
    });
    await people.delete(minji);
    await expect(people.ensure(minji)).rejects.toMatchObject({ code: 'people/unknown' });
  });

  it('lets a later, shorter consent narrow an earlier one', async () => {
    const { people, clock } = await start(place.folder, await key());
    const mina = await people.add(null);
    await agree(people, mina, 'profile');
    await people.put(mina, 'profile', 'a', Uint8Array.of(7));
    await agree(people, mina, 'profile', START_MS + 1000);
    clock.advance(2000);
    expect(await people.get(mina, 'profile', 'a')).toBeNull();
  });

  it('replaces, deletes one entry, and takes a body from one to another', async () => {
    const { people } = await start(place.folder, await key());
    const [a, b] = [await people.add('A'), await people.add('B')];
    await agree(people, a, 'profile');
    for (let i = 0; i < 5; i++) await people.put(a, 'profile', 'x', Uint8Array.of(i));
    expect(await people.get(a, 'profile', 'x')).toEqual(Uint8Array.of(4));
    await people.put(a, 'profile', 'y', Uint8Array.of(9));
    expect(await people.deleteEntry(a, 'profile', 'x')).toEqual({
      entries: 1,
      whole: true,
      tombstone: null,
    });
    expect((await people.deleteEntry(a, 'profile', 'x')).entries).toBe(0);
    expect(await people.names(a, 'profile')).toEqual(['y']);
    await people.assign('dancer', a);
    await people.assign('dancer', b);
    expect(await people.personOf('dancer')).toBe(b);
    await people.assign('dancer', null);
    expect(await people.personOf('dancer')).toBeNull();
  });

  it('lets a body be somebody for an evening: 12 hours after the last show that ran with it', async () => {
    const keyFile = await key();
    const hour = 3_600_000;
    const first = await start(place.folder, keyFile);
    const mina = await first.people.add('Mina');
    await first.people.assign('dancer', mina);
    let told = 0;
    first.people.onChange(() => told++);
    // While a show runs it holds, however long that is; listeners hear of it once an hour at most.
    for (let h = 0; h < 14; h++) {
      first.clock.advance(hour);
      await first.beat();
    }
    expect(await first.people.personOf('dancer')).toBe(mina);
    expect(told).toBeLessThanOrEqual(14);
    await first.people.close();

    const startMs = first.clock.nowMs() + 11 * hour;
    const same = await start(place.folder, keyFile, { startMs });
    expect(await same.people.personOf('dancer')).toBe(mina);
    await same.people.close();
    // A command that looks is no show.
    const look = await start(place.folder, keyFile, { strict: true, startMs: startMs + 11 * hour });
    await look.people.close();
    const next = await start(place.folder, keyFile, { startMs: startMs + 12.5 * hour });
    expect(await next.people.personOf('dancer')).toBeNull();
    expect((await next.people.list()).map(({ id, bodies }) => [id, bodies])).toEqual([[mina, []]]);
  });

  it('makes no file before there is something to keep', async () => {
    const { people } = await start(place.folder);
    expect(await people.list()).toEqual([]);
    expect(await people.find('Mina')).toBeNull();
    expect(await people.personOf('dancer')).toBeNull();
    expect(await people.protection()).toBe('plain');
    await people.close();
    await people.close();
    expect(existsSync(join(place.folder, 'people.db'))).toBe(false);
    await expect(people.add('Mina')).rejects.toMatchObject({ code: 'people/unavailable' });
  });
});
