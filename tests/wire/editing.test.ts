import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShowEdit } from '#contracts/edit';
import type { EditAsked } from '#contracts/editing';
import type { Access, Note, ServerMessage } from '#contracts/wire';
import { openEditing } from '../../conductor/show/edit/open.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { deskOf } from '../control/osc/stage.ts';
import { hello, openDoor, rawClient, SHOW, settled, stateAt } from './support.ts';

type Said<T extends ServerMessage['t']> = Extract<ServerMessage, { t: T }>;

let base = '';
let folder = '';
let running: string | null = null;
let house: Awaited<ReturnType<typeof openDoor>>;
let editing: ReturnType<typeof openEditing>;
const told: Note['text'][] = [];
const file = () => join(folder, 'show.yaml');
const onDisk = () => readFileSync(file(), 'utf8');

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'yeoun-editing-'));
  folder = join(base, 'piece');
  cpSync('shows/minimal', folder, { recursive: true });
  running = null;
  told.length = 0;
  house = await openDoor({ onEdit: (request, from) => editing.desk.ask(request, from) });
  house.door.setShow(SHOW);
  house.door.publish(stateAt(1, 1000));
  editing = openEditing({
    folder,
    state: join(base, 'state'),
    nowMs: house.clock.nowMs,
    road: { stage: () => stateAt(1, 1000, { cue: running }) },
    tell: (_level, _part, text) => told.push(text),
    show: house.door.editing,
  });
  await editing.desk.look();
});
afterEach(async () => {
  await house.close();
  rmSync(base, { recursive: true, force: true });
});

/** A console on the real wire, as from another machine. */
const console_ = async (id: string, access: Access) => {
  const { token } = keyOf(house.door.secrets, access);
  const client = rawClient(`${house.door.url}/ws`, {
    headers: { 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${token}` },
  });
  await client.opened;
  client.send(hello(id, 'console'));
  await client.heard('welcome');
  const all = <T extends ServerMessage['t']>(t: T) =>
    client.got.filter((m): m is Said<T> => !Buffer.isBuffer(m) && m.t === t);
  let n = 0;
  return {
    ...client,
    all,
    status: () => all('editing').at(-1)?.editing,
    /** Asks with the version it saw last, or another, and waits for the answer. */
    async ask(ask: EditAsked, version = all('editing').at(-1)?.editing.version ?? '') {
      const mine = ++n;
      client.send({ t: 'edit', n: mine, version, ask });
      const answer = await client.until(() => all('edited').find((m) => m.edited.n === mine));
      await settled(client);
      return answer.edited;
    },
    edit(...edits: ShowEdit[]) {
      return this.ask({ do: 'edits', edits });
    },
  };
};
const set = (number: string, path: (string | number)[], value: unknown): ShowEdit =>
  ({ do: 'set', number, path, value }) as ShowEdit;

describe('editing cues over the wire', () => {
  it('WIRE-59 tells editors the file, changes every field, and the loader reads what was meant', async () => {
    const desk = await console_('a', 'edit');
    await desk.heard('editing');
    expect(desk.status()?.cues.map((c) => c.number)).toEqual(['1', '2', '3']);
    expect(desk.status()).toMatchObject({ undo: 0, redo: 0, last: null, broken: null });
    const comments = onDisk()
      .split('\n')
      .filter((line) => line.includes('#')).length;
    const edits: ShowEdit[] = [
      set('2', ['title', 'en'], 'Another'),
      set('2', ['title', 'ko'], '다른 것'),
      set('2', ['scene'], 'water'),
      set('2', ['fade', 'seconds'], 7.5),
      set('2', ['fade', 'curve'], 'ease-in'),
      set('2', ['preWaitS'], 1),
      set('2', ['postWaitS'], 2),
      set('2', ['follow'], 'follow'),
      set('2', ['sheet', 'call'], { en: 'Video 2 GO', ko: '영상 2 고' }),
      set('2', ['notes'], 'wait for the bell'),
    ];
    for (const one of edits) expect(await desk.edit(one)).toMatchObject({ ok: true, problems: [] });
    const { show } = await loadShow(folder);
    expect(show.cues[1]).toMatchObject({
      title: { en: 'Another', ko: '다른 것' },
      scene: 'water',
      fade: { seconds: 7.5, curve: 'ease-in' },
      preWaitS: 1,
      postWaitS: 2,
      follow: 'follow',
      sheet: { call: { en: 'Video 2 GO', ko: '영상 2 고' } },
      notes: 'wait for the bell',
    });
    expect(desk.status()?.cues[1]).toMatchObject({ fadeS: 7.5, notes: 'wait for the bell' });
    expect(
      onDisk()
        .split('\n')
        .filter((line) => line.includes('#')).length,
    ).toBe(comments);
    desk.ws.close();
  });

  it('WIRE-59 inserts between, duplicates, renumbers, moves and deletes; undo and redo walk back', async () => {
    const desk = await console_('a', 'edit');
    const begun = onDisk();
    const numbers = () =>
      desk
        .status()
        ?.cues.map((c) => c.number)
        .join(' ');
    const cue = { title: { en: 'New', ko: '새 큐' }, scene: 'water' };
    await desk.edit({ do: 'insert', after: '1', cue });
    expect(numbers()).toBe('1 1.5 2 3');
    await desk.edit({ do: 'duplicate', number: '2' });
    expect(numbers()).toMatch(/^1 1\.5 2 2\.\d 3$|^1 1\.5 2 2\.5 3$/);
    await desk.edit({ do: 'renumber', number: '3', to: '30' });
    await desk.edit({ do: 'move', number: '30', after: null });
    expect(numbers()).toMatch(/^30 1 1\.5 2/);
    await desk.edit({ do: 'delete', number: '1.5' });
    expect(desk.status()).toMatchObject({ undo: 5, redo: 0 });
    for (let i = 0; i < 5; i++) expect((await desk.ask({ do: 'undo' })).ok).toBe(true);
    expect(onDisk()).toBe(begun);
    expect(desk.status()).toMatchObject({ undo: 0, redo: 5 });
    expect((await desk.ask({ do: 'undo' })).problems[0]?.text.ko).toBe('되돌릴 것이 없습니다.');
    for (let i = 0; i < 5; i++) await desk.ask({ do: 'redo' });
    expect(numbers()).toMatch(/^30 1 2/);
    desk.ws.close();
  });

  it('WIRE-59 refuses a wrong value with the right range in both languages, at its field', async () => {
    const desk = await console_('a', 'edit');
    const before = onDisk();
    const wrong = async (edit: ShowEdit) => (await desk.edit(edit)).problems[0];
    expect(await wrong(set('2', ['fade', 'seconds'], -1))).toEqual({
      path: 'fade.seconds',
      text: {
        en: 'A number of seconds from 0 to 86400.',
        ko: '0에서 86400까지의 초를 숫자로 적으세요.',
      },
    });
    expect(await wrong(set('2', ['preWaitS'], 'soon'))).toMatchObject({ path: 'preWaitS' });
    expect(await wrong(set('2', ['follow'], 'later'))).toMatchObject({
      path: 'follow',
      text: { en: 'One of manual, continue, follow.' },
    });
    expect(await wrong(set('2', ['scene'], 'nowhere'))).toMatchObject({ path: 'scene' });
    expect(await wrong({ do: 'renumber', number: '2', to: '3' })).toMatchObject({
      path: 'number',
      text: { ko: expect.stringContaining('이미 있습니다') },
    });
    expect(await wrong({ do: 'delete', number: '9' })).toMatchObject({
      text: { en: expect.stringContaining('there is no cue "9"') },
    });
    expect(onDisk()).toBe(before);
    desk.ws.close();
  });

  it('WIRE-59 of two operators the last action wins, and both see who', async () => {
    const [a, b] = [await console_('a', 'edit'), await console_('b', 'edit')];
    const seen = a.status()?.version;
    expect((await a.edit(set('2', ['fade', 'seconds'], 3))).ok).toBe(true);
    // B still looks at the version before.
    const late = await b.ask({ do: 'edits', edits: [set('2', ['fade', 'seconds'], 9)] }, seen);
    expect(late.ok).toBe(true);
    await settled(a);
    for (const desk of [a, b]) {
      expect(desk.status()?.last).toMatchObject({ by: 'b@127.0.0.1', what: 'cue 2: fade.seconds' });
      expect(desk.status()?.cues[1]?.fadeS).toBe(9);
    }
    expect(told.map(({ en }) => en)).toEqual([
      'a@127.0.0.1 edited the show: cue 2: fade.seconds.',
      'b@127.0.0.1 edited the show: cue 2: fade.seconds.',
    ]);
    for (const desk of [a, b]) desk.ws.close();
  });

  it('WIRE-59 tells of a file that was changed under it, and lets nobody write over that unseen', async () => {
    const desk = await console_('a', 'edit');
    await desk.edit(set('2', ['fade', 'seconds'], 3));
    const byHand = `${onDisk()}# by hand\n`;
    writeFileSync(file(), byHand);
    const late = await desk.edit(set('2', ['fade', 'seconds'], 5));
    expect(late).toMatchObject({
      ok: false,
      problems: [{ text: { ko: expect.stringMatching(/다른 사람이 파일을 바꾸어/) } }],
    });
    expect(onDisk()).toBe(byHand);
    expect(told.at(-1)?.en).toContain('changed outside the consoles');
    expect((await desk.edit(set('2', ['fade', 'seconds'], 5))).ok).toBe(true);
    expect(onDisk()).toContain('# by hand');
    writeFileSync(file(), onDisk().replace('seconds: 5', 'seconds: 6'));
    expect(await desk.ask({ do: 'undo' })).toMatchObject({ ok: false });
    writeFileSync(file(), 'format: 2\n');
    await editing.desk.look();
    await settled(desk);
    expect(desk.status()).toMatchObject({
      cues: [],
      broken: { ko: expect.stringMatching(/문제/) },
    });
    desk.ws.close();
  });

  it('WIRE-59 keeps the cue that runs in the show', async () => {
    const desk = await console_('a', 'edit');
    running = '2';
    for (const edit of [
      { do: 'delete', number: '2' },
      { do: 'renumber', number: '2', to: '7' },
    ] as const) {
      const { ok, problems } = await desk.edit(edit);
      expect(ok).toBe(false);
      expect(problems[0]?.text.ko).toMatch(/진행 중/);
    }
    expect((await desk.edit({ do: 'delete', number: '3' })).ok).toBe(true);
    desk.ws.close();
  });

  it('WIRE-59 has a bound: a flood is refused, and what was taken is done', async () => {
    const desk = await console_('a', 'edit');
    const version = desk.status()?.version ?? '';
    const ask = { do: 'edits', edits: [set('2', ['notes'], 'x')] };
    for (let n = 100; n < 112; n++) desk.send({ t: 'edit', n, version, ask });
    await desk.until(() => desk.all('edited').length === 12);
    const answers = desk.all('edited').map(({ edited }) => edited);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(8);
    expect(answers.find(({ ok }) => !ok)?.problems[0]?.text.en).toContain('Too many edits');
    desk.ws.close();
  });

  it('WIRE-59 is for editors, and not while the show is locked', async () => {
    const before = onDisk();
    const ask = { do: 'edits', edits: [set('2', ['fade', 'seconds'], 1)] };
    for (const access of ['view', 'operate'] as const) {
      const desk = await console_('x', access);
      desk.send({ t: 'edit', n: 1, version: '', ask });
      expect((await desk.heard('denied')).what).toBe('edit');
      await settled(desk);
      expect(desk.all('editing')).toEqual([]);
      desk.ws.close();
    }
    const desk = await console_('a', 'edit');
    house.door.desk(deskOf({ locked: true }));
    desk.send({ t: 'edit', n: 1, version: desk.status()?.version, ask });
    expect((await desk.heard('denied')).text.ko).toContain('잠겨');
    expect(onDisk()).toBe(before);
    desk.ws.close();
  });
});
