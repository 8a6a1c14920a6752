import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMORY_KINDS, type MemoryKind } from '#contracts/visit';
import { workDirOf } from '../../../conductor/memory/film/work.ts';
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
  filmOf,
  gathered,
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
const films = (): string[] =>
  existsSync(join(place.folder, FILM_FOLDER)) ? readdirSync(join(place.folder, FILM_FOLDER)) : [];

/** Marks that lie readable in the kinds of a memory, and in its film. */
const marked = () => {
  const words = canary();
  const tune = canary();
  const film = canary();
  const still = canary();
  const given = remembered((kind) => (kind === 'words' ? words : tune));
  return { given, film: filmOf(film, 300_000, still), marks: { words, tune, film, wall: still } };
};

describe.each(['plain', 'sealed'] as const)('memories, %s', (how) => {
  const key = async () => (how === 'sealed' ? await place.newKey() : null);

  it('keeps a memory under a code, through closing and opening', async () => {
    const keyFile = await key();
    const first = await start(place.folder, keyFile);
    const { given, film, marks } = marked();
    const kept = await first.memories.keep(given, wishFor(), film);
    expect(kept.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(kept.memory).toMatch(/^p-/);
    expect(kept.untilMs).toBe(START_MS + 30 * DAY_MS);
    expect(first.memories.wall()).toHaveLength(1);
    await first.close();

    const { memories } = await start(place.folder, keyFile);
    expect(await memories.find(` ${kept.code.toLowerCase().replaceAll('-', '')} `)).toBe(
      kept.memory,
    );
    expect(await memories.find('KHDF-7Q2M-XH4P')).toBeNull();
    expect(await memories.find('nonsense')).toBeNull();
    const back = await playedBack(memories, kept.memory);
    expect(back?.equals(Buffer.from(film.bytes))).toBe(true);
    expect(await memories.given(kept.memory)).toEqual({ ...given, id: kept.memory });
    const view = await memories.view(kept.memory);
    expect(view?.kinds.map(({ kind, who, by }) => [kind, who, by])).toEqual(
      MEMORY_KINDS.map((kind) => [kind, kind === 'wall' ? 'public' : 'machine', 'visitor']),
    );
    expect(memories.wall()).toHaveLength(1);
    // The code itself is nowhere, and without a key everything else is readable where it lies.
    expect(foundIn(place.folder, [kept.code, kept.code.replaceAll('-', '')])).toEqual([]);
    expect(foundIn(place.folder, Object.values(marks))).toHaveLength(how === 'plain' ? 4 : 0);
  });

  it('forgets by code and by id: rows, film, sheet, and whoever holds something is told first', async () => {
    const { memories, people, clock } = await start(place.folder, await key());
    const { given, film, marks } = marked();
    const one = await memories.keep(given, wishFor(), film);
    const other = await memories.keep(marked().given, wishFor(), filmOf('other'));
    const told: [string, number][] = [];
    memories.onForget(async (memory) => {
      told.push([memory, films().length]);
    });
    const walls: number[] = [];
    memories.onWall((sheets) => walls.push(sheets.filter(({ goneMs }) => goneMs === null).length));
    expect(await memories.forget(one.code)).toBe(true);
    expect(told).toEqual([[one.memory, 2]]);
    expect(walls).toEqual([1]);
    expect(films()).toHaveLength(1);
    expect(foundIn(place.folder, [...Object.values(marks), one.memory])).toEqual([]);
    expect(await memories.forget(one.code)).toBe(false);
    expect(await memories.forget(one.memory)).toBe(false);
    expect(await memories.forget('p-aaaaaaaaaaaaaaaa')).toBe(false);
    const [dark] = memories.wall().filter(({ goneMs }) => goneMs !== null);
    expect(dark).toMatchObject({ place: 0, felt: [], lines: [], picture: null });
    clock.advance(10 * 60_000);
    expect(memories.wall().map(({ place: at }) => at)).toEqual([1]);
    expect(await memories.forget(other.memory)).toBe(true);
    expect(films()).toEqual([]);
    expect(await people.list()).toEqual([]);
  });

  it('finishes a promised keepsake after a restart, and lets go of what it was made from', async () => {
    const keyFile = await key();
    const first = await start(place.folder, keyFile);
    const { given, film, marks } = marked();
    const wish = wishFor(['film'], { keepsake: FILM_WISH });
    const { memory } = await first.memories.keep(given, wish, film);
    await first.close();
    const { memories, people } = await start(place.folder, keyFile);
    expect(await memories.unfinished()).toEqual([{ memory, given, wish: FILM_WISH }]);
    expect((await memories.view(memory))?.making).toBe(true);
    const keepsake = filmOf(canary(), 2_500_000);
    await memories.addFilm(memory, keepsake);
    expect(await memories.unfinished()).toEqual([]);
    expect((await playedBack(memories, memory))?.equals(Buffer.from(keepsake.bytes))).toBe(true);
    expect(films()).toHaveLength(1);
    expect(foundIn(place.folder, Object.values(marks))).toEqual([]);
    expect((await people.list())[0]?.entries.map(({ kind }) => kind)).toEqual([
      'memory',
      'film',
      'film',
    ]);
  });

  it('leaves nothing of a film on its way that nobody waits for', async () => {
    const first = await start(place.folder, await key());
    const one = await first.memories.keep(marked().given, wishFor(), null);
    const works = [workDirOf(place.folder, one.memory), workDirOf(place.folder, 'gone')];
    const byHand = workDirOf(place.folder, 'by hand');
    for (const dir of [...works, byHand]) mkdirSync(dir, { recursive: true });
    await first.memories.forget(one.memory);
    expect(works.map(existsSync)).toEqual([false, true]);
    // It was left before the start, by whom time or another program has taken away; the other is being made now.
    utimesSync(works[1] ?? '', 1, 1);
    const now = first.clock.nowMs() / 1000;
    utimesSync(byHand, now, now);
    await first.close();
    await start(place.folder);
    expect([...works, byHand].map(existsSync)).toEqual([false, false, true]);
  });

  it('reads any part of a film', async () => {
    const { memories } = await start(place.folder, await key());
    const film = filmOf('x', 2_300_000);
    const { memory } = await memories.keep(marked().given, TAKE, film);
    const stored = await memories.film(memory);
    const M = 1024 * 1024;
    for (const [from, to] of [
      [0, 0],
      [5, 900],
      [M - 1, M],
      [M, 2 * M + 5],
      [2_299_999, 2_299_999],
      [0, 2_299_999],
    ] as const) {
      const got = await gathered(stored!.read({ from, to }));
      expect(got.equals(Buffer.from(film.bytes.subarray(from, to + 1))), `${from}-${to}`).toBe(
        true,
      );
    }
  });

  // What follows asks what is kept, not how it lies there.
  if (how === 'sealed') return;

  it.each([...MEMORY_KINDS])(
    'keeps %s and nothing else where only that was agreed to',
    async (kind) => {
      const { memories, people } = await start(place.folder, await key());
      const { given, film, marks } = marked();
      const { memory } = await memories.keep(given, wishFor([kind], { keepsake: FILM_WISH }), film);
      const [person] = await people.list();
      const made = person?.entries.map((entry) => entry.kind) ?? [];
      expect(new Set(made)).toEqual(
        new Set(['memory', kind, ...(kind === 'film' ? ['making'] : [])]),
      );
      expect(films()).toHaveLength(kind === 'film' ? 1 : 0);
      expect(memories.wall()).toHaveLength(kind === 'wall' ? 1 : 0);
      const back = await memories.given(memory);
      expect(back?.memory.parts).toHaveLength(kind === 'words' ? 2 : 0);
      expect(back?.strokes).toHaveLength(kind === 'sketch' ? 30 : 0);
      expect(back?.course.positive).toHaveLength(kind === 'recall' ? 300 : 0);
      expect(back?.theme).toHaveLength(kind === 'tune' ? 1 : 0);
      if (how === 'plain') {
        // The keepsake is made from all of it: so long, and no longer, that lies there too.
        const makes: MemoryKind[] = kind === 'film' ? ['words', 'tune', 'film'] : [kind];
        const there = Object.entries(marks).filter(([of]) => makes.some((one) => one === of));
        expect(foundIn(place.folder, Object.values(marks)).sort()).toEqual(
          there.map(([, mark]) => mark).sort(),
        );
        if (kind === 'film') await memories.addFilm(memory, film);
        if (kind === 'film') expect(foundIn(place.folder, [marks.words, marks.tune])).toEqual([]);
      }
    },
  );

  it('takes the film alone along, for its hours', async () => {
    const { memories, people, clock, settle } = await start(place.folder, await key());
    const { given, film } = marked();
    const { memory, untilMs, code } = await memories.keep(given, TAKE, film);
    expect(untilMs).toBe(START_MS + 2 * DAY_MS);
    expect((await memories.view(memory))?.kinds.map(({ kind }) => kind)).toEqual(['film']);
    clock.advance(2 * DAY_MS - 1);
    expect(await playedBack(memories, memory)).toHaveLength(film.bytes.length);
    clock.advance(1);
    expect(await memories.film(memory)).toBeNull();
    await settle();
    expect(films()).toEqual([]);
    expect(await people.list()).toEqual([]);
    expect(await memories.find(code)).toBeNull();
  });

  it('ends each kind at its own time, and then the visitor', async () => {
    const { memories, people, clock, settle } = await start(place.folder, await key());
    const { given, film } = marked();
    const keepDays = { words: 1, sketch: 2, tune: 3, recall: 4, film: 5, wall: 6 };
    const { memory } = await memories.keep(given, wishFor(MEMORY_KINDS, { keepDays }), film);
    const told: string[] = [];
    memories.onForget((one) => told.push(one));
    const kinds = async () => (await memories.view(memory))?.kinds.map(({ kind }) => kind) ?? [];
    for (const [i] of MEMORY_KINDS.entries()) {
      expect(await kinds()).toEqual(MEMORY_KINDS.slice(i));
      clock.advance(START_MS + (i + 1) * DAY_MS - clock.nowMs() - 1);
      expect(await kinds()).toEqual(MEMORY_KINDS.slice(i));
      clock.advance(1);
      expect(await kinds()).toEqual(MEMORY_KINDS.slice(i + 1));
    }
    await settle();
    expect(await people.list()).toEqual([]);
    expect(told).toEqual([memory]);
    expect(
      memories.wall().map(({ goneMs, felt, lines }) => [goneMs !== null, felt, lines]),
    ).toEqual([[true, [], []]]);
  });

  it('adds no film for who is forgotten, or agrees no more', async () => {
    const { memories } = await start(place.folder, await key());
    const wish = wishFor(MEMORY_KINDS, { keepsake: FILM_WISH });
    const one = await memories.keep(marked().given, wish, null);
    const cancelled: string[] = [];
    memories.onForget((memory) => cancelled.push(memory));
    await memories.drop(one.memory, 'film');
    expect(cancelled).toEqual([one.memory]);
    await memories.addFilm(one.memory, filmOf('late'));
    expect(await memories.unfinished()).toEqual([]);
    await memories.forget(one.code);
    await memories.addFilm(one.memory, filmOf('later'));
    expect(films()).toEqual([]);
  });

  it('stops a film that is being played when it is forgotten', async () => {
    const { memories } = await start(place.folder, await key());
    const { memory } = await memories.keep(marked().given, TAKE, filmOf('x', 5_000_000));
    const film = await memories.film(memory);
    const reading = film!.read({ from: 0, to: 4_999_999 })[Symbol.asyncIterator]();
    expect((await reading.next()).done).toBe(false);
    await memories.forget(memory);
    await expect(reading.next()).rejects.toThrow();
  });

  it('exports everything as files that other programs read', async () => {
    const { memories } = await start(place.folder, await key());
    const { given, film } = marked();
    const { memory } = await memories.keep(
      given,
      wishFor(MEMORY_KINDS, { keepsake: FILM_WISH }),
      film,
    );
    const zip = unzipSync(await gathered((await memories.exported(memory))!));
    expect(Object.keys(zip).sort()).toEqual(
      [
        'index.html',
        'words.txt',
        'answers.txt',
        'sketch.svg',
        'strokes.json',
        'tune.json',
        'recall.csv',
        'film.json',
        'film.mp4',
        'wall.json',
        'wall.jpg',
        'making.json',
        'card.json',
        'consents.json',
      ].sort(),
    );
    const text = (name: string): string => Buffer.from(zip[name] ?? []).toString('utf8');
    expect(text('words.txt')).toBe(`${given.memory.parts[0]?.text}\n`);
    expect(text('answers.txt')).toContain('five in the afternoon');
    expect(text('recall.csv').split('\r\n')).toHaveLength(302);
    expect(text('recall.csv').split('\r\n')[2]).toBe(
      ['0.1', 1 / 300, 0.25, 1 - 1 / 300, 0.5, 0.4, 0.1, 0.2, 1, 0, 0.5, 0.1, 0.5, 0.5, 0].join(
        ',',
      ),
    );
    expect(text('sketch.svg').match(/<polyline/g)).toHaveLength(30);
    expect(JSON.parse(text('strokes.json')).strokes).toEqual(given.strokes);
    expect(Buffer.from(zip['film.mp4'] ?? []).equals(Buffer.from(film.bytes))).toBe(true);
    expect(JSON.parse(text('consents.json')).map(({ what }: { what: string }) => what)).toContain(
      'wall',
    );
    expect(text('index.html')).toContain('당신이 들려준 기억');
    expect(text('index.html')).toContain('The memory, in your words');
  });

  it('keeps the card no longer than the last kind that is left', async () => {
    const { memories, people, clock, settle } = await start(place.folder, await key());
    const keepDays = { words: 1, film: 30 };
    const wish = wishFor(['words', 'film'], { keepDays });
    const { memory } = await memories.keep(marked().given, wish, filmOf('x'));
    await memories.drop(memory, 'film');
    expect((await memories.view(memory))?.kinds.map(({ kind }) => kind)).toEqual(['words']);
    clock.advance(DAY_MS);
    await settle();
    expect(await people.list()).toEqual([]);
  });

  it('shortens the time, never lengthens it', async () => {
    const { memories, clock, settle, people } = await start(place.folder, await key());
    const { memory } = await memories.keep(
      marked().given,
      wishFor(MEMORY_KINDS, { keepDays: { words: 1 } }),
      filmOf('x'),
    );
    await memories.shorten(memory, 3);
    const until = async () =>
      new Map((await memories.view(memory))?.kinds.map(({ kind, untilMs }) => [kind, untilMs]));
    expect((await until()).get('words')).toBe(START_MS + DAY_MS);
    expect((await until()).get('film')).toBe(START_MS + 3 * DAY_MS);
    await memories.shorten(memory, 300);
    expect((await until()).get('film')).toBe(START_MS + 3 * DAY_MS);
    clock.advance(3 * DAY_MS);
    await settle();
    expect([films(), await people.list()]).toEqual([[], []]);
  });
});
