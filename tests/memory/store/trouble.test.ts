import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memories as command } from '../../../conductor/commands/memories.ts';
import { people as peopleCommand } from '../../../conductor/commands/people.ts';
import { FILM_FOLDER } from '../../../conductor/memory/store/film-files.ts';
import {
  canary,
  DAY_MS,
  foundIn,
  type Places,
  places,
  START_MS,
} from '../../state/people/support.ts';
import {
  FILM_WISH,
  failingDisk,
  filmOf,
  type Opened,
  openedMemories,
  playedBack,
  remembered,
  TAKE,
  wishFor,
} from './support.ts';

let place: Places;
const open: Opened[] = [];
const start = async (...args: Parameters<typeof openedMemories>): Promise<Opened> => {
  const one = await openedMemories(...args);
  open.push(one);
  return one;
};
beforeEach(() => {
  place = places();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  place.remove();
});
const folder = (): string => join(place.folder, FILM_FOLDER);
const films = (): string[] => (existsSync(folder()) ? readdirSync(folder()) : []);

describe('a full disk', () => {
  it('keeps nothing by halves: the film is shown and not kept, and the operator knows', async () => {
    const { disk, fullAfter } = failingDisk();
    const { memories, people, lamp, lines } = await start(place.folder, null, { disk });
    const words = canary();
    fullAfter(100_000);
    const keeping = memories.keep(
      remembered(() => words),
      wishFor(),
      filmOf('x'),
    );
    await expect(keeping).rejects.toMatchObject({ code: 'memories/refused' });
    expect([films(), await people.list(), foundIn(place.folder, [words])]).toEqual([[], [], []]);
    expect(lamp()).toMatchObject({ level: 'fail', text: { en: expect.stringContaining('full') } });
    expect(lines.join('\n')).not.toContain(words);
    fullAfter(Number.POSITIVE_INFINITY);
    const { memory } = await memories.keep(remembered(), wishFor(), filmOf('x'));
    expect(lamp()).toBeNull();
    fullAfter(0);
    await expect(memories.addFilm(memory, filmOf('y'))).rejects.toMatchObject({
      code: 'memories/refused',
    });
    expect((await playedBack(memories, memory))?.includes('x')).toBe(true);
  });

  it('keeps nothing where the database has no room, and still forgets', async () => {
    const { memories, people } = await start(place.folder);
    const one = await memories.keep(remembered(), wishFor(), filmOf('x'));
    const limited = vi
      .spyOn(people.shelf, 'keep')
      .mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await expect(memories.keep(remembered(), wishFor(), filmOf('y'))).rejects.toMatchObject({
      code: 'memories/refused',
    });
    limited.mockRestore();
    expect(films()).toHaveLength(1);
    expect(await memories.forget(one.code)).toBe(true);
    expect(films()).toEqual([]);
  });

  it('says so where a deleted film cannot be taken away, and tries again', async () => {
    const { disk, keepsFiles } = failingDisk();
    const { memories, lamp, clock } = await start(place.folder, null, { disk });
    const { code } = await memories.keep(remembered(), TAKE, filmOf('x'));
    keepsFiles(true);
    expect(await memories.forget(code)).toBe(true);
    expect([films().length, lamp()?.level]).toEqual([1, 'fail']);
    keepsFiles(false);
    clock.advance(60_000);
    await memories.sweep();
    expect([films(), lamp()]).toEqual([[], null]);
  });
});

describe('a crash', () => {
  it('between the film and its row leaves nothing after the next start', async () => {
    mkdirSync(folder(), { recursive: true });
    const mark = canary();
    const id = 'a'.repeat(32);
    // A program that was killed while it wrote, and one that was killed between the row and the name.
    writeFileSync(join(folder(), `${id}.999999.part`), mark);
    writeFileSync(join(folder(), 'b'.repeat(32)), mark);
    writeFileSync(join(folder(), 'a note of the technician.txt'), 'stays');
    await start(place.folder);
    expect(films()).toEqual(['a note of the technician.txt']);
    expect(foundIn(place.folder, [mark])).toEqual([]);
  });

  it('between the row and the name of its film is finished by the next start', async () => {
    const first = await start(place.folder);
    const film = filmOf('x');
    const { memory } = await first.memories.keep(remembered(), TAKE, film);
    await first.close();
    const [name = ''] = films();
    writeFileSync(join(folder(), `${name}.999999.part`), readFileSync(join(folder(), name)));
    rmSync(join(folder(), name));
    const { memories } = await start(place.folder);
    expect(films()).toEqual([name]);
    expect(await playedBack(memories, memory)).toHaveLength(film.bytes.length);
  });

  it('between deleting the row and the film is finished by the next start', async () => {
    const first = await start(place.folder);
    const mark = canary();
    const { memory } = await first.memories.keep(remembered(), TAKE, filmOf(mark));
    await first.memories.close();
    await first.people.delete(memory);
    await first.people.close();
    expect(foundIn(place.folder, [mark])).toEqual([mark]);
    await start(place.folder);
    expect([films(), foundIn(place.folder, [mark])]).toEqual([[], []]);
  });

  it('leaves alone what another program that lives is writing', async () => {
    const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    mkdirSync(folder(), { recursive: true });
    const name = `${'c'.repeat(32)}.${child.pid}.part`;
    writeFileSync(join(folder(), name), 'half');
    const { memories } = await start(place.folder, null, { startMs: Date.now() });
    expect(films()).toEqual([name]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await memories.sweep();
    expect(films()).toEqual([]);
  });
});

describe('codes', () => {
  it('that somebody has are never given again', async () => {
    const codes = ['KHDF7Q2MXH4P', 'KHDF7Q2MXH4P', 'KHDF7Q2MXH4P', '222277772222'];
    const { memories, people } = await start(place.folder, null, {
      newCode: () => codes.shift() ?? '',
    });
    const one = await memories.keep(remembered(), TAKE, filmOf('x'));
    const two = await memories.keep(remembered(), TAKE, filmOf('y'));
    expect([one.code, two.code]).toEqual(['KHDF-7Q2M-XH4P', '2222-7777-2222']);
    expect(await memories.find(two.code)).toBe(two.memory);
    expect([films().length, (await people.list()).length]).toEqual([2, 2]);
  });

  it('are opened with the master key only, and go along when it is exchanged or first given', async () => {
    // The command that exchanges keys has the clock of the machine.
    const now = { startMs: Date.now() };
    const plain = await start(place.folder, null, now);
    const mark = canary();
    const { code, memory } = await plain.memories.keep(remembered(), wishFor(), filmOf(mark));
    await plain.close();
    expect(foundIn(place.folder, [mark])).toEqual([mark]);
    const first = await place.newKey();
    const sealed = await start(place.folder, first, now);
    // What lay in plain is sealed: rows, code and film.
    expect(foundIn(place.folder, [mark])).toEqual([]);
    expect(films()).toHaveLength(1);
    expect(await sealed.memories.find(code)).toBe(memory);
    expect((await playedBack(sealed.memories, memory))?.includes(mark)).toBe(true);
    await sealed.close();

    const locked = await start(place.folder, null, now);
    await expect(locked.memories.find(code)).rejects.toMatchObject({ code: 'people/no-key' });
    expect(locked.memories.wall()).toEqual([]);
    expect(await locked.memories.unfinished()).toEqual([]);
    expect(await locked.memories.list()).toEqual([{ memory, locked: true, view: null }]);
    await expect(locked.memories.keep(remembered(), TAKE, filmOf('z'))).rejects.toMatchObject({
      code: 'people/no-key',
    });
    expect(films()).toHaveLength(1);
    await locked.close();

    const second = await place.newKey('second.key');
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await peopleCommand(
      { action: 'rekey', names: [first, second], options: {} },
      { state: place.folder, keyFile: '' },
      process.cwd(),
    );
    out.mockRestore();
    const again = await start(place.folder, second, now);
    expect(await again.memories.find(code)).toBe(memory);
    // Staff need no key to delete.
    await again.close();
    const staff = await start(place.folder, null, now);
    expect(await staff.memories.forget(memory)).toBe(true);
    expect([films(), await staff.people.list()]).toEqual([[], []]);
  });
});

describe('another program', () => {
  /** `yeoun memories …` as typed. */
  const yeoun = async (line: string, options = {}): Promise<string> => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const [action = 'list', ...names] = line.split(' ').filter((word) => word !== '');
    try {
      await command(
        { action, names, options },
        { state: place.folder, keyFile: '' },
        process.cwd(),
      );
      return out.mock.calls.join('');
    } finally {
      out.mockRestore();
    }
  };

  it('lists, exports, shortens, takes off the wall and forgets beside a running show, which notices', async () => {
    const show = await start(place.folder, null, { startMs: Date.now() });
    const words = canary();
    const film = canary();
    const { memory, code } = await show.memories.keep(
      remembered(() => words),
      wishFor(),
      filmOf(film),
    );
    const told: string[] = [];
    show.memories.onForget((one) => told.push(one));
    const list = await yeoun('');
    expect(list).toContain(memory);
    expect(list).toMatch(/wall: until \d{4}-.*may be seen by: public/);
    expect(list).not.toContain(words);
    const out = join(place.root, 'mine.zip');
    expect(await yeoun(`export ${code}`, { out })).toContain('in plain');
    expect(readFileSync(out).includes(film)).toBe(true);
    await expect(yeoun(`export ${code}`, { out })).rejects.toThrow('nothing is overwritten');
    expect(await yeoun(`days ${code.toLowerCase()} 2`)).toContain('2 days');
    await yeoun(`hold ${memory}`);
    await show.settle();
    expect(show.memories.wall().map(({ goneMs }) => goneMs !== null)).toEqual([true]);
    expect((await show.memories.view(memory))?.kinds.map(({ kind }) => kind)).not.toContain('wall');
    const wrong = yeoun('forget KHDF-7Q2M-XH4P');
    await expect(wrong).rejects.toMatchObject({ code: 'memories/unknown' });
    await expect(wrong).rejects.not.toThrow('KHDF');
    await yeoun(`forget ${code}`);
    expect([films(), foundIn(place.folder, [words, film])]).toEqual([[], []]);
    await show.settle();
    expect(told).toEqual([memory]);
    expect(await yeoun('')).toBe('Nothing is kept of visitors.\n');
  });

  it('that forgets a person takes the film along, whether a show runs or not', async () => {
    const show = await start(place.folder, null, { startMs: Date.now() });
    const { memory } = await show.memories.keep(remembered(), TAKE, filmOf('x'));
    await show.close();
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await peopleCommand(
      { action: 'forget', names: [memory], options: {} },
      { state: place.folder, keyFile: '' },
      process.cwd(),
    );
    out.mockRestore();
    expect(films()).toEqual([]);
  });
});

describe('a clock that jumps', () => {
  it('back keeps what is kept, forward ends what has run out', async () => {
    const first = await start(place.folder);
    const { memory } = await first.memories.keep(
      remembered(),
      wishFor(['words', 'film'], { keepDays: { words: 2, film: 10 } }),
      filmOf('x'),
    );
    await first.close();
    const back = await start(place.folder, null, { startMs: START_MS - 400 * DAY_MS });
    expect((await back.memories.view(memory))?.kinds).toHaveLength(2);
    await back.close();
    const on = await start(place.folder, null, { startMs: START_MS + 5 * DAY_MS });
    expect((await on.memories.view(memory))?.kinds.map(({ kind }) => kind)).toEqual(['film']);
    await on.close();
    const end = await start(place.folder, null, { startMs: START_MS + 10 * DAY_MS });
    expect([films(), await end.people.list()]).toEqual([[], []]);
  });
});

describe('a keepsake that is being made', () => {
  it('is not waited for beyond three days, nor beyond the consent to the film', async () => {
    const { memories, clock, settle } = await start(place.folder);
    const words = canary();
    const wish = wishFor(['film'], { keepsake: FILM_WISH });
    await memories.keep(
      remembered(() => words),
      wish,
      filmOf('x'),
    );
    clock.advance(3 * DAY_MS - 1000);
    expect(await memories.unfinished()).toHaveLength(1);
    clock.advance(1000);
    await settle();
    expect(await memories.unfinished()).toEqual([]);
    expect(foundIn(place.folder, [words])).toEqual([]);
    const short = { ...TAKE, takeHours: 5, keepsake: FILM_WISH };
    await memories.keep(
      remembered(() => words),
      short,
      null,
    );
    clock.advance(5 * 3_600_000);
    await settle();
    expect(foundIn(place.folder, [words])).toEqual([]);
  });
});
