import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ShowEdit } from '#contracts/edit';
import { added, type Index, MOST_ASIDE, MOST_VERSIONS } from '../../conductor/show/edit/history.ts';
import { openShowStore } from '../../conductor/show/edit/store.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { type Disk, realDisk } from '../../conductor/state/disk.ts';

let folder = '';
let state = '';
let now = 1000;
const file = () => join(folder, 'show.yaml');
const onDisk = () => readFileSync(file(), 'utf8');
const open = (disk?: Disk) =>
  openShowStore({ folder, state, nowMs: () => now++, ...(disk ? { disk } : {}) });
const fade = (seconds: number): ShowEdit => ({
  do: 'set',
  number: '2',
  path: ['fade', 'seconds'],
  value: seconds,
});

beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'yeoun-store-'));
  folder = join(base, 'piece');
  state = join(base, 'state');
  cpSync('shows/minimal', folder, { recursive: true });
});

describe('saving a show', () => {
  it('SHOW-91 saves an edit, and undo and redo walk along the versions', async () => {
    const store = await open();
    const begun = onDisk();
    const first = await store.edit([fade(3)], (await store.read()).version, 'A');
    const second = await store.edit([fade(4)], first.version, 'A');
    expect(onDisk()).toBe(second.text);
    expect(await store.undo('A')).toMatchObject({ text: first.text });
    expect(await store.undo('A')).toMatchObject({ text: begun });
    expect(onDisk()).toBe(begun);
    await expect(store.undo('A')).rejects.toMatchObject({ code: 'edit/nothing' });
    await store.redo('A');
    expect((await store.redo('A')).text).toBe(second.text);
    await expect(store.redo('A')).rejects.toMatchObject({ code: 'edit/nothing' });
    expect((await store.history()).versions.map((v) => v.what)).toEqual([
      'changed outside',
      'cue 2: fade.seconds',
      'cue 2: fade.seconds',
    ]);
  });

  it('SHOW-91 an edit after undo goes on from there; what was undone can still be brought back', async () => {
    const store = await open();
    const one = await store.edit([fade(3)], (await store.read()).version, 'A');
    const back = await store.undo('A');
    await store.edit([fade(5)], back.version, 'A');
    await expect(store.redo('A')).rejects.toMatchObject({ code: 'edit/nothing' });
    expect((await store.restore(one.kept.n, 'A')).text).toBe(one.text);
    await expect(store.restore(99, 'A')).rejects.toMatchObject({ code: 'edit/unknown-version' });
  });

  it('SHOW-92 two editors: the second is refused, and both versions are kept', async () => {
    const [a, b] = [await open(), await open()];
    const { version } = await a.read();
    const theirs = await a.edit([fade(3)], version, 'A');
    const refused = await b.edit([fade(7)], version, 'B').catch((e: unknown) => e);
    expect(refused).toMatchObject({ code: 'edit/changed' });
    expect(onDisk()).toBe(theirs.text);
    const kept = (await b.history()).versions.at(-1);
    expect(kept).toMatchObject({ by: 'B', what: expect.stringMatching(/^refused/) });
    expect(String((refused as Error).message + (refused as { remedy?: string }).remedy)).toContain(
      `version ${kept?.n}`,
    );
    expect((await b.restore(kept?.n ?? 0, 'B')).text).toContain('seconds: 7');
    expect((await b.undo('B')).text).toBe(theirs.text);
  });

  it('SHOW-92 a hand in an editor of texts is noticed too, and its version is kept', async () => {
    const store = await open();
    const { version } = await store.read();
    const byHand = `${onDisk()}# by hand\n`;
    writeFileSync(file(), byHand);
    await expect(store.edit([fade(3)], version, 'A')).rejects.toMatchObject({
      code: 'edit/changed',
    });
    expect(onDisk()).toBe(byHand);
    const saved = await store.edit([fade(3)], (await store.read()).version, 'A');
    expect(saved.text).toContain('# by hand');
    expect((await store.undo('A')).text).toBe(byHand);
    expect(await store.note('A')).toBeNull();
  });

  it('SHOW-92 a hand that saves while an edit, an undo or a restore is being checked is not written over', async () => {
    let byHand: string | null = null;
    const accept = () => {
      if (byHand !== null) writeFileSync(file(), byHand);
    };
    const store = await openShowStore({ folder, state, nowMs: () => now++, accept });
    const first = await store.edit([fade(3)], (await store.read()).version, 'A');
    const tries = [
      () => store.edit([fade(4)], first.version, 'A'),
      () => store.undo('A'),
      () => store.restore(first.kept.n, 'A'),
    ];
    for (const [i, attempt] of tries.entries()) {
      writeFileSync(file(), first.text);
      byHand = `${first.text}# by hand ${i}\n`;
      await expect(attempt()).rejects.toMatchObject({ code: 'edit/changed' });
      expect(onDisk()).toBe(byHand);
    }
    const { versions } = await store.history();
    const refused = versions.find((v) => v.aside);
    expect(refused?.what).toMatch(/^refused, .*cue 2: fade.seconds/);
    expect(versions.filter((v) => v.by === 'somebody else').length).toBeGreaterThan(2);
    byHand = null;
    expect((await store.restore(refused?.n ?? 0, 'A')).text).toContain('seconds: 4,');
    expect(readdirSync(folder).filter((n) => n.startsWith('.show'))).toEqual([]);
  });

  it('SHOW-91 refused versions take no place of the others, and undo is only offered where it leads', () => {
    const one = (n: number) => ({ n, sha256: 'x'.repeat(64), atMs: n, by: 'A', what: 'w' });
    let index: Index = { format: 1, versions: [], line: [], at: -1 };
    for (let n = 1; n <= 3; n++) index = added(index, one(n));
    for (let n = 4; n < 4 + 2 * MOST_VERSIONS; n++) index = added(index, one(n), true);
    expect(index).toMatchObject({ line: [1, 2, 3], at: 2 });
    expect(index.versions.filter((v) => v.aside)).toHaveLength(MOST_ASIDE);
    for (let n = 1000; n < 1000 + MOST_VERSIONS; n++) index = added(index, one(n));
    expect(index.versions).toHaveLength(MOST_VERSIONS + MOST_ASIDE);
    const kept = new Set(index.versions.map(({ n }) => n));
    expect(index.line.filter((n) => !kept.has(n))).toEqual([]);
    expect(index.line[index.at]).toBe(1000 + MOST_VERSIONS - 1);
  });

  it('SHOW-91 a file that was broken outside can be undone', async () => {
    const store = await open();
    const saved = await store.edit([fade(3)], (await store.read()).version, 'A');
    writeFileSync(file(), 'format: 2\ncues: {');
    expect((await store.undo('A')).text).toBe(saved.text);
    expect(onDisk()).toBe(saved.text);
  });

  it('SHOW-91 an edit that breaks the show is refused with every problem, and nothing is written', async () => {
    const store = await open();
    const before = onDisk();
    const edit: ShowEdit = { do: 'set', number: '2', path: ['scene'], value: 'shet' };
    const error = await store.edit([edit], (await store.read()).version, 'A').catch((e) => e);
    expect(error).toMatchObject({ code: 'show/unknown-scene' });
    expect(onDisk()).toBe(before);
  });

  it('SHOW-91 whichever operation of the disk fails, the show is whole and the next save works', async () => {
    for (let failing = 1; failing < 16; failing++) {
      let count = 0;
      const cut =
        <A extends unknown[], R>(fn: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> =>
          ++count === failing
            ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
            : fn(...args);
      const disk: Disk = {
        ...realDisk,
        makeFolder: cut(realDisk.makeFolder),
        write: cut(realDisk.write),
        sync: cut(realDisk.sync),
        rename: cut(realDisk.rename),
      };
      const before = onDisk();
      const store = await open(disk);
      const edit = [fade(failing)];
      const out = await store.edit(edit, (await store.read()).version, 'A').catch((e) => e);
      const after = onDisk();
      expect([before, out.text].includes(after) || after.includes(`seconds: ${failing},`)).toBe(
        true,
      );
      await loadShow(folder);
      const again = await open();
      const saved = await again.edit([fade(50 + failing)], (await again.read()).version, 'A');
      expect(onDisk()).toBe(saved.text);
      expect((await again.undo('A')).text).toBe(after);
    }
    expect(readdirSync(folder).filter((n) => n.startsWith('.show'))).toEqual([]);
  });

  it('SHOW-91 no version is lost with the list of them: it is set aside, made anew and told', async () => {
    const said: string[] = [];
    const told = () =>
      openShowStore({ folder, state, nowMs: () => now++, tell: (t) => said.push(t.en) });
    const store = await told();
    const begun = onDisk();
    const one = await store.edit([fade(3)], (await store.read()).version, 'A');
    const two = await store.edit([fade(4)], one.version, 'A');
    const kept = join(state, 'history', readdirSync(join(state, 'history'))[0] ?? '');
    const index = join(kept, 'index.json');
    const list = readFileSync(index, 'utf8');
    for (const spoilt of ['{ half', '', '[]', list.replace('"at"', '"att"')]) {
      writeFileSync(index, spoilt);
      const { versions } = await store.history();
      expect(versions.map((v) => v.sha256)).toEqual(
        expect.arrayContaining([one.version, two.version]),
      );
      expect((await store.undo('A')).text).toBe(one.text);
      expect((await store.undo('A')).text).toBe(begun);
      await store.redo('A');
      expect((await store.redo('A')).text).toBe(two.text);
    }
    expect(said).toHaveLength(4);
    expect(readdirSync(kept).filter((name) => name.endsWith('.unreadable.json'))).toHaveLength(4);
    // Gone altogether, it is made anew as well.
    rmSync(index);
    expect((await store.history()).versions).toHaveLength(3);
    // Of a later day, it is left alone.
    writeFileSync(index, list.replace('"format": 1', '"format": 9'));
    await expect(store.undo('A')).rejects.toMatchObject({ code: 'edit/newer-history' });
    expect(readFileSync(index, 'utf8')).toContain('"format": 9');
    expect(onDisk()).toBe(two.text);
  });

  it('SHOW-91 a list that the disk will not read is no empty one', async () => {
    const first = await open();
    const one = await first.edit([fade(3)], (await first.read()).version, 'A');
    const read = (path: string) =>
      path.endsWith('index.json')
        ? Promise.reject(Object.assign(new Error('i/o'), { code: 'EIO' }))
        : realDisk.read(path);
    const store = await open({ ...realDisk, read });
    await expect(store.edit([fade(4)], one.version, 'A')).rejects.toMatchObject({
      code: 'edit/disk',
    });
    expect((await first.history()).versions).toHaveLength(2);
  });

  it('SHOW-91 undo, redo and restore refuse a version that is no show any more, and say why', async () => {
    const store = await open();
    const before = onDisk();
    writeFileSync(file(), before.replace('scene: water', 'scene: wtaer'));
    await store.note('B');
    writeFileSync(file(), before);
    const saved = await store.edit([fade(3)], (await store.read()).version, 'A');
    expect((await store.undo('A')).text).toBe(before);
    const why = await store.undo('A').catch((error: unknown) => error);
    expect(why).toMatchObject({ code: 'show/unknown-scene' });
    expect(onDisk()).toBe(before);
    await expect(store.restore(1, 'A')).rejects.toMatchObject({ code: 'show/unknown-scene' });
    expect((await store.redo('A')).text).toBe(saved.text);
  });

  it('SHOW-91 a link to the file stays a link, and a spoilt index is begun anew', async () => {
    const real = join(state, '..', 'real.yaml');
    writeFileSync(real, onDisk());
    writeFileSync(join(folder, 'x'), '');
    rmSync(file());
    symlinkSync(real, file());
    const store = await open();
    const saved = await store.edit([fade(9)], (await store.read()).version, 'A');
    expect(lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toBe(saved.text);
    const kept = join(state, 'history', readdirSync(join(state, 'history'))[0] ?? '');
    writeFileSync(join(kept, 'index.json'), '{ half');
    const next = await store.edit([fade(10)], saved.version, 'A');
    expect((await store.undo('A')).text).toBe(saved.text);
    expect((await store.redo('A')).text).toBe(next.text);
  });
});
