import { randomBytes } from 'node:crypto';
import type { Remembrance } from '#contracts/remembrance';
import type { Lamp } from '#contracts/status';
import { MEMORY_KINDS, type MemoryKind } from '#contracts/visit';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import type { FilmFile, FilmWish, KeepWish } from '../../../conductor/memory/parts.ts';
import { type FilmDisk, realFilmDisk } from '../../../conductor/memory/store/film-disk.ts';
import { openMemories } from '../../../conductor/memory/store/open.ts';
import type { MemoryStore } from '../../../conductor/memory/store/types.ts';
import { bytesWith, canary, opened, START_MS } from '../../state/people/support.ts';

export const STEPS = 300;
const steps = (of: (i: number) => number): number[] =>
  Array.from({ length: STEPS }, (_, i) => of(i));

/** A memory with a text of its own in every kind of data. */
export const remembered = (mark: (kind: MemoryKind) => string = () => canary()): Remembrance => ({
  format: 1,
  id: 'visit-1',
  lang: 'ko',
  seed: 7,
  memory: {
    parts: [
      { text: `정원, ${mark('words')}`, weight: 1 },
      { text: 'five in the afternoon', weight: 0.5 },
    ],
    sketch: [
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
    ],
  },
  strokes: Array.from({ length: 30 }, (_, i) => ({
    atS: i,
    points: Array.from(
      { length: 80 },
      (_, j) => [j / 100, i / 40, 0.5, j * 10] as [number, number, number, number],
    ),
  })),
  tune: { kind: 'show', sound: mark('tune').slice(0, 64) },
  theme: [{ atS: 0, lastsS: 1, note: 60, velocity: 0.5 }],
  course: {
    positive: steps((i) => i / STEPS),
    negative: steps(() => 0.25),
    arousal: steps((i) => 1 - i / STEPS),
    confidence: steps(() => 0.5),
    decoded: { positive: steps(() => 0.4), negative: steps(() => 0.1), arousal: steps(() => 0.2) },
    reported: { pleasant: steps(() => 1), painful: steps(() => 0) },
    breath: steps(() => 0.5),
    beats: steps((i) => i / 10),
    moved: { x: steps(() => 0.5), y: steps(() => 0.5), energy: steps(() => 0) },
  },
  title: { en: 'Golden hour', ko: '황금빛 시간' },
  day: '2026-05-01',
});

export const filmOf = (mark: string, bytes = 300_000, still?: string): FilmFile => ({
  bytes: bytesWith(mark, bytes),
  mime: 'video/mp4',
  seconds: 60,
  width: 1280,
  height: 720,
  json: JSON.stringify({ format: 1, mark }),
  ...(still === undefined ? {} : { still: bytesWith(still, 4000) }),
});

export const FILM_WISH: FilmWish = { seconds: 60, aspect: '16:9', lines: 720, label: 'file' };
export const wishFor = (
  kinds: readonly MemoryKind[] = MEMORY_KINDS,
  more: Partial<KeepWish> = {},
): KeepWish => ({
  kinds,
  keepDays: {},
  takeHours: null,
  by: 'visitor',
  ...more,
});
export const TAKE: KeepWish = wishFor([], { takeHours: 48 });

/** An open store of memories over an open store of people. */
export const openedMemories = async (
  folder: string,
  keyFile: string | null = null,
  {
    disk = realFilmDisk,
    newCode,
    startMs = START_MS,
  }: { disk?: FilmDisk; newCode?: () => string; startMs?: number } = {},
) => {
  const store = await opened(folder, keyFile, { startMs });
  const lamps: (Lamp | null)[] = [];
  const errors: string[] = [];
  const memories: MemoryStore = await openMemories({
    people: store.people,
    folder,
    timing: scheduler(store.clock, (error) => errors.push(String(error))),
    log: {
      info: (_, text) => void store.lines.push(text),
      warn: (_, text) => void store.lines.push(text),
      fail: (_, text) => void store.lines.push(text),
    },
    onLamp: (lamp) => lamps.push(lamp),
    disk,
    ...(newCode ? { newCode } : {}),
  });
  return {
    ...store,
    memories,
    lamp: () => lamps.at(-1) ?? null,
    /** To the next beat of the store of people, and until all that follows from it is done. */
    async settle() {
      // A beat that was due while another one ran was left out.
      await store.people.list();
      await store.beat();
      await memories.sweep();
      await store.people.list();
    },
    async close() {
      await memories.close();
      await store.people.close();
    },
  };
};
export type Opened = Awaited<ReturnType<typeof openedMemories>>;

/** All of a film, through its reader. */
export const playedBack = async (memories: MemoryStore, memory: string): Promise<Buffer | null> => {
  const film = await memories.film(memory);
  return film && (await gathered(film.read({ from: 0, to: film.bytes - 1 })));
};
export const gathered = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

/** A disk that fails in some way from a moment on. */
export const failingDisk = () => {
  let left = Number.POSITIVE_INFINITY;
  let removes = true;
  const full = (): Error => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const disk: FilmDisk = {
    ...realFilmDisk,
    async create(folder, name) {
      const file = await realFilmDisk.create(folder, name);
      return {
        async append(bytes) {
          left -= bytes.length;
          if (left < 0) throw full();
          await file.append(bytes);
        },
        close: file.close,
      };
    },
    async remove(path, wipes) {
      if (!removes) throw Object.assign(new Error('not now'), { code: 'EIO' });
      await realFilmDisk.remove(path, wipes);
    },
  };
  return {
    disk,
    /** Takes so many bytes more. */
    fullAfter(bytes: number) {
      left = bytes;
    },
    keepsFiles(on: boolean) {
      removes = !on;
    },
  };
};
export const noise = (bytes: number): Buffer => randomBytes(bytes);
