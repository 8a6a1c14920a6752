import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Remembrance } from '#contracts/remembrance';
import { MEMORY_KINDS, type MemoryKind } from '#contracts/visit';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import type { FilmFile, KeepWish } from '../../conductor/memory/parts.ts';
import { FILM_FOLDER } from '../../conductor/memory/store/film-files.ts';
import { openMemories } from '../../conductor/memory/store/open.ts';
import type { MemoryStore } from '../../conductor/memory/store/types.ts';
import { openPeople, type People } from '../../conductor/state/people/index.ts';
import { BEAT_MS } from '../../conductor/state/people/open-people.ts';
import { random } from '../../sensors/random.ts';
import { type Bench, quantile } from '../support/bench.ts';

const DAY_MS = 86_400_000;
const START_MS = 1_700_000_000_000;

const canary = (): string => `canary-${randomBytes(12).toString('hex')}`;
const steps = (n: number, value: (i: number) => number): number[] =>
  Array.from({ length: n }, (_, i) => value(i));

/** A memory with a text of its own in all that can hold one, and numbers of its own in all else. */
const planted = () => {
  const marks = {
    words: canary(),
    answers: canary(),
    tune: canary(),
    film: canary(),
    curve: canary(),
    picture: canary(),
  };
  const own = randomBytes(4).readUInt32BE() / 2 ** 32;
  // As JSON writes them: a number is a canary too.
  const sketch = String(0.1 + own / 2);
  const recall = String(0.2 + own / 3);
  const given: Remembrance = {
    format: 1,
    id: `visit-${randomBytes(4).toString('hex')}`,
    lang: 'ko',
    seed: 1,
    memory: {
      parts: [
        { text: `해바라기 ${marks.words}`, weight: 1 },
        { text: marks.answers, weight: 0.5 },
      ],
      sketch: [],
    },
    strokes: [
      { atS: 0, points: steps(300, (i) => i / 300).map((x) => [x, Number(sketch), 0.5, 0]) },
    ],
    tune: { kind: 'show', sound: marks.tune },
    theme: [],
    course: {
      positive: steps(900, () => Number(recall)),
      negative: steps(900, () => 0.2),
      arousal: steps(900, () => 0.3),
      confidence: steps(900, () => 0.5),
      decoded: {
        positive: steps(900, () => 0),
        negative: steps(900, () => 0),
        arousal: steps(900, () => 0),
      },
      reported: { pleasant: steps(900, () => 1), painful: steps(900, () => 0) },
      breath: steps(900, () => 0.5),
      beats: steps(900, (i) => i / 10),
      moved: { x: steps(900, () => 0), y: steps(900, () => 0), energy: steps(900, () => 0) },
    },
    title: { en: 'Golden hour', ko: '황금빛 시간' },
    day: '2026-05-01',
  };
  return { given, marks, all: [...Object.values(marks), sketch, recall] };
};

const filmOf = (mark: string, curve: string, picture: string, bytes: number): FilmFile => {
  const content = Buffer.alloc(bytes, 0x5a);
  for (let at = 0; at + mark.length < bytes; at += 100_000) content.write(mark, at, 'latin1');
  return {
    bytes: content,
    mime: 'video/mp4',
    seconds: 180,
    width: 1920,
    height: 1080,
    json: JSON.stringify({ curve }),
    still: Buffer.from(`JPEG ${picture}`),
  };
};

const wishFor = (kinds: readonly MemoryKind[], keepDays: KeepWish['keepDays'] = {}): KeepWish => ({
  kinds,
  keepDays,
  takeHours: null,
  by: 'visitor',
  keepsake: { seconds: 60, aspect: '16:9', lines: 1080, label: 'file' },
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
/** Which texts stand in any file of the whole state folder, byte by byte. */
const foundIn = (folder: string, texts: readonly string[]): string[] => {
  const left = new Set(texts);
  for (const path of filesIn(folder)) {
    const bytes = readFileSync(path);
    for (const text of left) if (bytes.includes(text)) left.delete(text);
  }
  return texts.filter((text) => !left.has(text));
};

interface Place {
  readonly folder: string;
  readonly people: People;
  readonly memories: MemoryStore;
  close(): Promise<void>;
}

const opened = async (folder: string, timing: ReturnType<typeof scheduler>): Promise<Place> => {
  const people = await openPeople({ folder, keyFile: null, timing, log: silentLog, onLamp() {} });
  const memories = await openMemories({ people, folder, timing, log: silentLog, onLamp() {} });
  const close = async (): Promise<void> => {
    await memories.close();
    await people.close();
  };
  return { folder, people, memories, close };
};

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-memory-data-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const FORGETS = 24;
const FILM_BYTES = 120_000_000;

/** Seconds from the word until nothing of it is in the folder: of many, among others that stay. */
const deletions = () =>
  inFolder(async (folder) => {
    const place = await opened(
      folder,
      scheduler(systemClock(), () => {}),
    );
    const tookS: number[] = [];
    try {
      for (let i = 0; i < 60; i++) {
        const { given, marks } = planted();
        await place.memories.keep(
          given,
          wishFor(MEMORY_KINDS),
          filmOf(marks.film, marks.curve, marks.picture, 200_000),
        );
      }
      for (let i = 0; i < FORGETS; i++) {
        const { given, marks, all } = planted();
        const film = filmOf(
          marks.film,
          marks.curve,
          marks.picture,
          i % 4 === 0 ? FILM_BYTES : 20_000_000,
        );
        const { code } = await place.memories.keep(given, wishFor(MEMORY_KINDS), film);
        if (foundIn(folder, all).length < all.length)
          throw new Error('a canary was not there before');
        const beganMs = performance.now();
        await place.memories.forget(code);
        tookS.push((performance.now() - beganMs) / 1000);
        if (foundIn(folder, all).length > 0) throw new Error('a canary was there afterwards');
      }
    } finally {
      await place.close();
    }
    return tookS;
  });

/** How many canaries are left, of how many that were found before. */
const canaries = () =>
  inFolder(async (folder) => {
    const clock = manualClock(START_MS);
    const place = await opened(
      folder,
      scheduler(clock, () => {}),
    );
    const { next } = random(7, 'canaries');
    let left = 0;
    let planted_ = 0;
    try {
      for (let round = 0; round < 12; round++) {
        const { given, marks, all } = planted();
        const film = filmOf(marks.film, marks.curve, marks.picture, 3_000_000);
        const { memory, code } = await place.memories.keep(given, wishFor(MEMORY_KINDS), film);
        const later = canary();
        if (next() < 0.5) {
          await place.memories.addFilm(memory, filmOf(later, later, later, 5_000_000));
          // The preview and what it was made from give way to the keepsake; the rest stays.
          all.push(later);
        }
        const there = foundIn(folder, [...all, memory]);
        const replaced = all.includes(later) ? [marks.film, marks.curve, marks.picture] : [];
        const due = [...all, memory].filter((text) => !replaced.includes(text));
        if (due.some((text) => !there.includes(text)))
          throw new Error('a canary was not there before');
        planted_ += due.length;
        left += foundIn(folder, replaced).length;
        if (round % 3 === 0) await place.memories.forget(code);
        else if (round % 3 === 1)
          for (const kind of MEMORY_KINDS) await place.memories.drop(memory, kind);
        else {
          clock.advance(31 * DAY_MS);
          await place.people.list();
          clock.advance(BEAT_MS);
          await place.people.list();
          await place.memories.sweep();
        }
        // Its entries of the ledger may wait for the next beat; nothing of the visitor does.
        await place.people.list();
        clock.advance(BEAT_MS);
        await place.people.list();
        await place.memories.sweep();
        left += foundIn(folder, [...all, memory]).length;
      }
      const films = existsSync(join(folder, FILM_FOLDER))
        ? readdirSync(join(folder, FILM_FOLDER))
        : [];
      left += films.length + (await place.people.list()).length;
    } finally {
      await place.close();
    }
    return { left, planted: planted_ };
  });

/** Kinds that were there when they should not, or not when they should, over half a year by hand. */
const retention = () =>
  inFolder(async (folder) => {
    const clock = manualClock(START_MS);
    const timing = scheduler(clock, () => {});
    const place = await opened(folder, timing);
    const { next } = random(11, 'retention');
    let wrong = 0;
    let asked = 0;
    try {
      const kept: { memory: string; until: Map<MemoryKind, number> }[] = [];
      for (let i = 0; i < 12; i++) {
        const keepDays = Object.fromEntries(
          MEMORY_KINDS.map((kind) => [kind, 1 + Math.floor(next() * 170)]),
        );
        const { given, marks } = planted();
        const film = filmOf(marks.film, marks.curve, marks.picture, 50_000);
        const { memory } = await place.memories.keep(given, wishFor(MEMORY_KINDS, keepDays), film);
        kept.push({
          memory,
          until: new Map(
            MEMORY_KINDS.map((kind) => [kind, START_MS + (keepDays[kind] ?? 0) * DAY_MS]),
          ),
        });
      }
      const moments = [...new Set(kept.flatMap(({ until }) => [...until.values()]))].sort(
        (a, b) => a - b,
      );
      for (const moment of moments)
        for (const atMs of [moment - 1, moment]) {
          clock.advance(atMs - clock.nowMs());
          for (const { memory, until } of kept) {
            const view = await place.memories.view(memory);
            for (const [kind, untilMs] of until) {
              asked++;
              const isThere = view?.kinds.some((one) => one.kind === kind) ?? false;
              if (isThere !== clock.nowMs() < untilMs) wrong++;
            }
          }
        }
      await place.people.list();
      clock.advance(BEAT_MS);
      await place.people.list();
      await place.memories.sweep();
      wrong += (await place.people.list()).length + readdirSync(join(folder, FILM_FOLDER)).length;
    } finally {
      await place.close();
    }
    return { wrong, asked };
  });

export const benches: Bench[] = [
  {
    name: 'memory-deletion',
    unit: 's',
    op: '<=',
    goal: 60,
    run: async () => {
      const tookS = await deletions();
      const films = tookS.filter((_, i) => i % 4 === 0);
      return {
        value: Math.max(...tookS),
        n: tookS.length,
        load: `worst from the code until rows, keys, film and sheet are gone, every kind kept, in plain (the film is overwritten), among 60 others; films of 20 MB and every fourth of ${FILM_BYTES / 1e6} MB; median ${quantile(tookS, 0.5).toFixed(2)} s, of the large ones ${quantile(films, 0.5).toFixed(2)} s; canaries of all kinds found before and not after`,
      };
    },
  },
  {
    name: 'memory-canaries',
    unit: 'left',
    op: '<=',
    goal: 0,
    run: async () => {
      const { left, planted: n } = await canaries();
      return {
        value: left,
        n,
        load: 'words, answers, drawing, tune, recall, film, its curve, its picture and the id, encryption off, found byte by byte in the whole state folder before; forgotten by code, kind by kind, and by time; films and people that stay count too',
      };
    },
  },
  {
    name: 'memory-retention',
    unit: 'wrong',
    op: '<=',
    goal: 0,
    run: async () => {
      const { wrong, asked } = await retention();
      return {
        value: wrong,
        n: asked,
        load: 'twelve memories, six kinds each with its own number of days up to 170, looked at a millisecond before and at every moment on which one ends, on a clock by hand; what lies there at the end counts too',
      };
    },
  },
];
