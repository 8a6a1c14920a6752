import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fitPerson } from '../../../conductor/affect/calibration/fit/fit.ts';
import { profileBytes, profileOf } from '../../../conductor/affect/calibration/fit/profile.ts';
import { type PeopleOptions, people } from '../../../conductor/commands/people.ts';
import { takeLock } from '../../../conductor/state/lock.ts';
import { lookAtPeople } from '../../../conductor/state/people/look.ts';
import { GOOD_DAY, simulatedPerson } from '../../affect/calibration/fit/people.ts';
import { sha256 } from '../../support/models.ts';
import { canary, foundIn, opened, type Places, places } from './support.ts';

let place: Places;
let unlock = () => {};
beforeEach(() => {
  place = places();
});
afterEach(() => {
  unlock();
  unlock = () => {};
  vi.restoreAllMocks();
  place.remove();
});

/** `yeoun people …` as typed, with its folder and key. */
const yeoun = async (
  line: string,
  options: PeopleOptions & { keyFile?: string } = {},
): Promise<string> => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const [action = 'list', ...names] = line.split(' ').filter((word) => word !== '');
  const given = { state: place.folder, keyFile: '', ...options };
  try {
    await people({ action, names, options }, given, process.cwd());
    return out.mock.calls.join('');
  } finally {
    out.mockRestore();
  }
};

describe('yeoun people', () => {
  it('minds a slip of the pen in what is agreed to or taken back', async () => {
    await yeoun('add Mina');
    expect(await yeoun('consent Mina profile')).not.toContain('Mind');
    expect(await yeoun('consent Mina profil')).toContain('"profil" is none of profile');
    expect(await yeoun('withdraw Mina profiles')).toContain('"profiles" is none of profile');
    expect(await yeoun('withdraw Mina profile')).not.toContain('Mind');
  });

  it('says that forgetting does not reach takes, where there are any', async () => {
    for (const name of ['Mina', 'Jun']) await yeoun(`add ${name}`);
    expect(await yeoun('forget Mina')).not.toContain('Takes');
    mkdirSync(join(place.folder, 'takes', '2026-01-01T20-00-00-000'), { recursive: true });
    expect(await yeoun('forget Jun')).toContain('Takes are not reached by this: 1 lies');
  });

  it('notes, lists, exports and forgets', async () => {
    expect(await yeoun('')).toBe('Nobody is kept.\n');
    expect(existsSync(join(place.folder, 'people.db'))).toBe(false);
    const name = canary();
    const added = await yeoun(`add ${name}`);
    const [id = ''] = added.match(/p-[a-z2-7]{16}/) ?? [];
    expect(added).toContain('lies in plain');
    expect(await yeoun(`consent ${name} profile`, { for: '2' })).toContain('agrees to "profile"');
    await yeoun(`assign dancer ${id}`);
    const show = await opened(place.folder, null, { startMs: Date.now() });
    await show.people.put(id, 'profile', 'brain', Uint8Array.of(1, 2, 3));
    await show.people.close();

    const list = await yeoun('');
    expect(list).toContain(`${id}  ${name}  (in plain, tonight dancer)`);
    expect(list).toMatch(/profile: agreed until \d{4}-.*; may be seen by: machine/);
    expect(list).toContain('kept: profile "brain", 1 kB');

    const out = join(place.root, 'out');
    await yeoun(`export ${id}`, { out });
    expect([...readFileSync(join(out, '001-profile.bin'))]).toEqual([1, 2, 3]);
    const person = JSON.parse(readFileSync(join(out, 'person.json'), 'utf8'));
    expect(person).toMatchObject({ id, name, entries: [{ name: 'brain', bytes: 3 }] });
    await expect(yeoun(`export ${id}`, { out })).rejects.toThrow('nothing is overwritten');

    mkdirSync(join(place.folder, 'profiles'));
    writeFileSync(join(place.folder, 'profiles', 'dancer.esn'), 'moves');
    const gone = await yeoun(`forget ${name}`);
    expect(gone).toContain('1 entry deleted.');
    expect(gone).toContain('yeoun profiles forget dancer');
    expect(foundIn(place.folder, [name, id])).toEqual([]);
    expect(existsSync(join(place.folder, 'profiles', 'dancer.esn'))).toBe(true);
    await expect(yeoun(`forget ${name}`)).rejects.toMatchObject({ code: 'people/unknown' });
  });

  it('exports what other programs read: ONNX with its card, windows as CSV, progress as JSON', async () => {
    const [id = ''] = (await yeoun('add Mina')).match(/p-[a-z2-7]{16}/) ?? [];
    for (const kind of ['profile', 'calibration']) await yeoun(`consent ${id} ${kind}`);
    const rows = simulatedPerson({ ...GOOD_DAY, seed: 1, dPrime: 4 });
    const who = { who: id, seed: 1, keepsRows: true };
    const profile = profileOf(rows, fitPerson(rows), who);
    const show = await opened(place.folder, null, { startMs: Date.now() });
    const { people: store } = show;
    await store.put(id, 'profile', 'brain', profileBytes({ ...profile, rows: null }));
    await store.put(id, 'calibration', 'windows-brain', profileBytes({ ...profile, model: null }));
    await store.put(id, 'calibration', 'progress', new TextEncoder().encode('{"format":1}'));
    await store.put(id, 'calibration', '../of, "them"', Uint8Array.of(0xff, 0));
    await show.people.close();
    const out = join(place.root, 'out');
    await yeoun(`export ${id}`, { out });
    const read = (...path: string[]) => readFileSync(join(out, ...path));
    const { entries } = JSON.parse(read('person.json').toString());
    expect(entries.map(({ files }: { files: string[] }) => files)).toEqual([
      ['layout.json', 'model.onnx', 'card.json', 'spread.json'].map(
        (f) => `001-profile-brain/${f}`,
      ),
      ['layout.json', 'windows.csv'].map((f) => `002-calibration-windows-brain/${f}`),
      ['003-calibration-progress.json'],
      ['004-calibration.bin'],
    ]);
    const onnx = read('001-profile-brain', 'model.onnx');
    const card = JSON.parse(read('001-profile-brain', 'card.json').toString());
    expect(card.sha256).toBe(sha256(onnx));
    const lines = read('002-calibration-windows-brain', 'windows.csv').toString().split('\r\n');
    const { columns } = profile.layout;
    expect(lines[0]).toBe(['atMs', 'confidence', 'recall', 'feeling', ...columns].join(','));
    expect(lines).toHaveLength(rows.rows.length + 2);
    const [atMs, confidence, recall, feeling, ...values] = (lines[40] ?? '').split(',');
    const row = rows.rows[39]!;
    expect([Number(atMs), recall, feeling]).toEqual([
      row.atMs,
      row.recall ?? '',
      row.feeling ?? '',
    ]);
    expect(Number(confidence)).toBe(row.confidence);
    expect(values.map((v) => (v === '' ? null : Math.fround(Number(v))))).toEqual(
      row.values.map((v) => (v === null ? null : Math.fround(v))),
    );
    expect(JSON.parse(read('003-calibration-progress.json').toString())).toEqual({ format: 1 });
    expect([...read('004-calibration.bin')]).toEqual([0xff, 0]);
  });

  it('works beside a running show, which notices; only what would clash is refused', async () => {
    const show = await opened(place.folder, null, { startMs: Date.now() });
    unlock = takeLock(place.folder);
    const id = await show.people.add('Mina');
    let told = 0;
    show.people.onChange(() => told++);
    await yeoun('consent Mina profile');
    await yeoun('assign dancer Mina');
    expect(await show.people.put(id, 'profile', 'brain', Uint8Array.of(1))).toBe('disk');
    await show.beat();
    const before = told;
    mkdirSync(join(place.folder, 'profiles'));
    writeFileSync(join(place.folder, 'profiles', 'dancer.esn'), 'moves');
    await expect(yeoun('forget Mina', { movement: true })).rejects.toMatchObject({
      code: 'people/running',
    });
    await expect(yeoun('rekey a b')).rejects.toMatchObject({ code: 'people/running' });
    expect(await show.people.personOf('dancer')).toBe(id);
    expect(await yeoun('forget Mina')).not.toContain('write-ahead log until');
    await show.beat();
    expect(told).toBeGreaterThan(before);
    const after = told;
    await show.beat();
    await show.beat();
    expect(told).toBe(after);
    expect(await show.people.personOf('dancer')).toBeNull();
    await expect(show.people.put(id, 'profile', 'brain', Uint8Array.of(1))).rejects.toMatchObject({
      code: 'people/unknown',
    });
    unlock();
    await show.people.assign('dancer', await show.people.add('Jun'));
    await show.people.close();
    await yeoun('forget Jun', { movement: true });
    expect(readdirSync(join(place.folder, 'profiles'))).toEqual([]);
  });

  it('makes keys, seals with them, and exchanges them', async () => {
    const [keyFile, newFile] = [join(place.root, 'a.key'), join(place.root, 'b.key')];
    await yeoun(`key ${keyFile}`);
    await expect(yeoun(`key ${keyFile}`)).rejects.toMatchObject({ code: 'people/key-exists' });
    await expect(yeoun(`key ${join(place.folder, 'x.key')}`)).rejects.toMatchObject({
      code: 'people/key-inside',
    });
    const name = canary();
    expect(await yeoun(`add ${name}`, { keyFile })).not.toContain('plain');
    expect(foundIn(place.folder, [name])).toEqual([]);
    expect(await yeoun('')).toContain('(no name)  (sealed, key not given)');
    expect((await lookAtPeople(place.folder, null))[0]).toMatchObject({ isGood: false });
    expect(await lookAtPeople(place.folder, keyFile)).toEqual([
      { isGood: true, text: expect.stringContaining('1 people are kept, sealed') },
    ]);
    await yeoun(`key ${newFile}`);
    await expect(yeoun('', { keyFile: newFile })).rejects.toMatchObject({
      code: 'people/wrong-key',
    });
    expect((await lookAtPeople(place.folder, newFile))[0]?.isGood).toBe(false);
    expect(await yeoun(`rekey ${keyFile} ${newFile}`)).toContain('1 people are sealed');
    expect(await yeoun('', { keyFile: newFile })).toContain(name);
    await expect(yeoun('', { keyFile })).rejects.toMatchObject({ code: 'people/wrong-key' });
  });

  it.each([
    ['dance', 'there is no "dance"'],
    ['toString', 'there is no "toString"'],
    ['consent', 'who is missing'],
    ['key', 'a file is missing'],
    ['forget p-aaaaaaaaaaaaaaaa', 'nobody of this id'],
    ['rekey none none', 'no key file'],
  ])('says what is wrong with "%s"', async (line, text) => {
    await expect(yeoun(line)).rejects.toThrow(text);
  });

  it('refuses a time or a viewer that is none', async () => {
    await yeoun('add Mina');
    await expect(yeoun('consent Mina profile', { for: 'soon' })).rejects.toThrow('--for');
    await expect(yeoun('consent Mina profile', { for: '-1' })).rejects.toThrow('--for');
    await expect(yeoun('consent Mina profile', { who: 'press' })).rejects.toThrow('--who');
  });
});

describe('the key file', () => {
  it('that others may read is told, and used', async () => {
    const keyFile = await place.newKey();
    chmodSync(keyFile, 0o644);
    const { people, lamp } = await opened(place.folder, keyFile);
    expect(lamp()).toMatchObject({ level: 'warn' });
    expect(lamp()?.text.en).toContain('chmod 600');
    expect(await people.protection()).toBe('sealed');
    await people.close();
    expect((await lookAtPeople(place.folder, keyFile))[0]?.text).toContain('chmod 600');
  });

  it.each([
    ['missing', 'key-missing', () => join(place.root, 'none.key')],
    [
      'no key at all',
      'key-format',
      () => {
        writeFileSync(join(place.root, 'odd.key'), 'by the sea');
        return join(place.root, 'odd.key');
      },
    ],
    [
      'inside the state folder',
      'key-inside',
      () => {
        mkdirSync(join(place.folder, 'deep'));
        writeFileSync(join(place.folder, 'deep', 'in.key'), 'x');
        return join(place.folder, 'deep', 'in.key');
      },
    ],
  ])('%s is refused by commands, and a lamp in a show', async (_, code, make) => {
    const keyFile = make();
    await expect(opened(place.folder, keyFile, { strict: true })).rejects.toMatchObject({
      code: `people/${code}`,
    });
    const { people, lamp } = await opened(place.folder, keyFile);
    expect(lamp()).toMatchObject({ part: 'people', level: 'fail' });
    expect(await people.list()).toEqual([]);
    await people.close();
  });
});
