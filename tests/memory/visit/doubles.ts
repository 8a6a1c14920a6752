import { NEUTRAL } from '#contracts/affect';
import type { Id } from '#contracts/ids';
import type { Remembered } from '#contracts/picture';
import type { Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import type { VisitStatus, VisitSummary } from '#contracts/visit';
import type { Note } from '#contracts/wire';
import { emitter } from '../../../conductor/kernel/emitter.ts';
import { withSeldom } from '../../../conductor/kernel/log.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import type {
  FilmFile,
  Films,
  KeepWish,
  Kept,
  ListenParts,
  Memories,
  Speech,
} from '../../../conductor/memory/parts.ts';
import { openVisits, type VisitParts } from '../../../conductor/memory/visit/open.ts';
import { lampBoard } from '../../../conductor/state/lamps.ts';
import { booth } from './support.ts';

const affect = { ...NEUTRAL, valence: 0, confidence: 0.5, source: 'live', atMs: 0 } as const;
const film: FilmFile = {
  bytes: new Uint8Array([1, 2, 3, 4]),
  mime: 'video/mp4',
  seconds: 30,
  width: 1280,
  height: 720,
  json: '{}',
};
export const FILM = film;

/** A promise that is settled from outside. */
const later = <T>() => {
  let [resolve, reject]: [(value: T) => void, (error: unknown) => void] = [() => {}, () => {}];
  const done = new Promise<T>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  done.catch(() => {});
  return { done, resolve, reject };
};

export const speechDouble = () => {
  const open: { parts: ListenParts; frames: number; closed: boolean; ended: boolean }[] = [];
  const speech: Speech = {
    hears: () => ({ en: 'ready', ko: 'absent' }),
    onHears: () => () => {},
    listen(parts) {
      const one = { parts, frames: 0, closed: false, ended: false };
      open.push(one);
      return {
        push: () => void one.frames++,
        async end() {
          one.ended = true;
        },
        close() {
          one.closed = true;
        },
      };
    },
    close: async () => {},
  };
  return { speech, open };
};

export const filmsDouble = () => {
  const previews: {
    given: unknown;
    grown: number;
    steps: number;
    cancelled: boolean;
    ready(): void;
    fail(): void;
    progress(share: number): void;
  }[] = [];
  const keeps: { name: string; given: Remembrance; cancelled: boolean; ready(): void }[] = [];
  const forgotten: string[] = [];
  const films: Films = {
    preview(given, _wish, progress) {
      const { done, resolve, reject } = later<FilmFile>();
      const one: (typeof previews)[number] = {
        given,
        grown: 0,
        steps: 0,
        cancelled: false,
        ready: () => resolve(film),
        fail: () => reject(new Error('a secret in an error')),
        progress,
      };
      previews.push(one);
      return {
        done,
        grow(course) {
          one.grown++;
          one.steps = course.positive.length;
        },
        finish(course) {
          one.steps = course.positive.length;
        },
        cancel() {
          one.cancelled = true;
          one.given = null;
          reject(new Error('cancelled'));
        },
      };
    },
    keepsake(name, given) {
      const { done, resolve, reject } = later<FilmFile>();
      const one = { name, given, cancelled: false, ready: () => resolve(film) };
      keeps.push(one);
      return {
        done,
        cancel() {
          one.cancelled = true;
          reject(new Error('cancelled'));
        },
      };
    },
    forget: async (name) => void forgotten.push(name),
    close: async () => {},
  };
  return { films, previews, keeps, forgotten };
};

export const memoriesDouble = () => {
  const kept: { given: Remembrance; wish: KeepWish; film: FilmFile | null; memory: string }[] = [];
  const films: string[] = [];
  const forgotten: string[] = [];
  const forget = emitter<string>();
  const state = { full: false, hold: null as Promise<void> | null };
  const memories: Memories = {
    async keep(given, wish, preview): Promise<Kept> {
      await state.hold;
      if (state.full) throw new Error('ENOSPC: a secret in an error');
      const memory = `m${kept.length + 1}`;
      kept.push({ given, wish, film: preview, memory });
      return { memory, code: `CODE-${kept.length}`, untilMs: 1 };
    },
    addFilm: async (memory) => void films.push(memory),
    async forget(which) {
      forget.emit(which);
      forgotten.push(which);
      return true;
    },
    onForget: forget.on,
    unfinished: async () => [],
    wall: () => [],
    onWall: () => () => {},
    close: async () => {},
  };
  return { memories, kept, films, forgotten, state };
};

/** A road that answers at rest and keeps what it was asked. */
export const roadDouble = (show = booth()) => {
  const asked: string[] = [];
  const felt: unknown[] = [];
  const remembered: Remembered[] = [];
  const house = {
    safe: false,
    evening: 'show',
    booth: show as ReturnType<typeof booth> | null,
    sources: [] as unknown[],
    worn: [] as (readonly Id[] | null)[],
  };
  const road = {
    ask: (ask: { intent: { do: string; number?: string }; door: string }) =>
      void asked.push(`${ask.door} ${ask.intent.do} ${ask.intent.number ?? ''}`.trim()),
    feel: (body: Id | null, estimate: unknown) => void felt.push({ body, estimate }),
    remember: (memory: Remembered) => void remembered.push(memory),
    stage: () => ({ affect, breath: 0.5, beats: 100 }),
    bodies: () => [{ id: 'visitor', affect, override: null, intended: null, heard: [] }],
    sources: () => house.sources,
    wear: (_: Id, worn: readonly Id[] | null) => void house.worn.push(worn),
    show: () =>
      ({
        bodies: ['visitor'],
        title: { en: 'Test', ko: '시험' },
        ...(house.booth && { booth: house.booth }),
      }) as unknown as Show,
    desk: () => ({ evening: house.evening }),
    isSafe: () => house.safe,
    events: { movement: emitter(), blocks: emitter() },
  };
  return { road: road as unknown as VisitParts['road'], asked, felt, remembered, house };
};

/** Visits on a manual clock, with doubles of every other room; what is told and logged is kept. */
export const visitsHouse = (
  parts: Partial<Pick<VisitParts, 'speech' | 'films' | 'memories' | 'road' | 'takeUp'>> = {},
  show = booth(),
  clock = manualClock(),
) => {
  const lines: string[] = [];
  const timing = scheduler(clock, (error) => lines.push(`threw ${String(error)}`));
  const speech = speechDouble();
  const films = filmsDouble();
  const memories = memoriesDouble();
  const road = roadDouble(show);
  const lamps = lampBoard();
  const notes: Note[] = [];
  const told: { booth: Id; status: VisitStatus }[] = [];
  const summaries: VisitSummary[] = [];
  const drawings: unknown[] = [];
  let chance = 0;
  const say = (level: string) => (where: string, text: string) =>
    void lines.push(`${level} ${where} ${text}`);
  const log = withSeldom(clock, { info: say('info'), warn: say('warn'), fail: say('fail') });
  const visits = openVisits({
    road: road.road,
    timing,
    log,
    lamps,
    tell: (level, door, text) => notes.push({ atMs: clock.nowMs(), level, door, text }),
    wire: {
      visit: (id, status) => void told.push({ booth: id, status }),
      booth: (summary) => void summaries.push(summary),
      visitDrawing: (lines) => void drawings.push(lines),
    },
    speech: speech.speech,
    films: films.films,
    memories: memories.memories,
    chance: () => {
      chance = (chance + 0.618_033_988_7) % 1;
      return chance;
    },
    ...parts,
  });
  const last = (id = 'b1'): VisitStatus | undefined =>
    told.findLast(({ booth: page }) => page === id)?.status;
  return {
    visits,
    clock,
    lines,
    notes,
    told,
    summaries,
    drawings,
    lamps,
    road,
    speech,
    films,
    memories,
    last,
  };
};
