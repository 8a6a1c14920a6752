import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { YeounError } from '../../../conductor/kernel/errors.ts';
import { openFilms, sweepFilmWork } from '../../../conductor/memory/film/films.ts';
import type { FilmJob, Stretch } from '../../../conductor/memory/film/job.ts';
import type { FilmProcess, StartFilm } from '../../../conductor/memory/film/process.ts';
import { browserGone, cancelled } from '../../../conductor/memory/film/trouble.ts';
import { FILM_WORK, openWork, workDirOf } from '../../../conductor/memory/film/work.ts';
import type { FilmFile, FilmWish } from '../../../conductor/memory/parts.ts';
import { memoryOf, ROOT, showOf } from './support.ts';

const { show } = await showOf('first-light');
const wish: FilmWish = { seconds: 60, aspect: '16:9', lines: 720, label: 'file' };
const film: FilmFile = {
  bytes: Uint8Array.of(1, 2, 3),
  mime: 'video/mp4',
  seconds: 60,
  width: 1280,
  height: 720,
  json: '{}',
};

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'yeoun-films-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

interface Started {
  readonly job: FilmJob;
  readonly grown: { readonly steps: number; readonly isOver: boolean }[];
  resolve(film: FilmFile): void;
  reject(error: Error): void;
  isCancelled: boolean;
}

/** Processes that end when the test says so. */
const theatre = () => {
  const started: Started[] = [];
  const start: StartFilm = (job): FilmProcess => {
    let resolve = (_: FilmFile): void => {};
    let reject = (_: Error): void => {};
    const done = new Promise<FilmFile>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    const one: Started = { job, grown: [], resolve, reject, isCancelled: false };
    started.push(one);
    return {
      done,
      grow: (course, isOver) => one.grown.push({ steps: course.positive.length, isOver }),
      cancel() {
        one.isCancelled = true;
        reject(cancelled());
      },
    };
  };
  return { start, started };
};

const opened = (stateDir: string | null = null) => {
  const { start, started } = theatre();
  const films = openFilms({
    show: () => show,
    folder: () => `${ROOT}/shows/first-light`,
    root: ROOT,
    stateDir,
    start,
  });
  return { films, started };
};

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((go) => setImmediate(go));
};
const codeOf = (done: Promise<unknown>): Promise<string> =>
  done.then(
    () => 'done',
    (error) => (error instanceof YeounError ? error.code : String(error)),
  );
const { course, ...given } = memoryOf('garden');
const nothing = (): void => {};

describe('keepsakes', () => {
  it('are made one after the other', async () => {
    const { films, started } = opened();
    const a = films.keepsake('a', { ...given, course }, wish, nothing);
    const b = films.keepsake('b', { ...given, course }, wish, nothing);
    await turns();
    expect(started).toHaveLength(1);
    started[0]?.resolve(film);
    expect(await a.done).toEqual(film);
    await turns();
    expect(started).toHaveLength(2);
    started[1]?.reject(new YeounError('film/engine', 'engine', 'no', 'look'));
    expect(await codeOf(b.done)).toBe('film/engine');
  });

  it('leave nothing on the disk, made, failed or cancelled', async () => {
    const state = folder();
    const { films, started } = opened(state);
    for (const end of ['made', 'failed', 'cancelled']) {
      const run = films.keepsake('memory-1', { ...given, course }, wish, nothing);
      await turns();
      const job = started.at(-1)?.job;
      if (!job?.workDir) throw new Error('No place to work.');
      await openWork(job.workDir, job);
      expect(readdirSync(join(state, FILM_WORK))).toHaveLength(1);
      if (end === 'made') started.at(-1)?.resolve(film);
      else if (end === 'failed')
        started.at(-1)?.reject(new YeounError('state/disk-full', 'disk', 'full', 'free some'));
      else run.cancel();
      const expected = { made: 'done', failed: 'state/disk-full', cancelled: 'film/cancelled' }[
        end
      ];
      expect(await codeOf(run.done)).toBe(expected);
      expect(readdirSync(join(state, FILM_WORK))).toEqual([]);
    }
  });

  it('go on once by themselves where the browser or the process ended, and not for ever', async () => {
    const { films, started } = opened();
    const run = films.keepsake('a', { ...given, course }, wish, nothing);
    await turns();
    started[0]?.reject(browserGone(new Error('crashed')));
    await turns();
    expect(started).toHaveLength(2);
    started[1]?.reject(browserGone(new Error('crashed')));
    expect(await codeOf(run.done)).toBe('film/browser-gone');
  });

  it('cancelled before their turn never begin', async () => {
    const { films, started } = opened();
    const a = films.keepsake('a', { ...given, course }, wish, nothing);
    const b = films.keepsake('b', { ...given, course }, wish, nothing);
    b.cancel();
    b.cancel();
    await turns();
    started[0]?.resolve(film);
    await a.done;
    expect(await codeOf(b.done)).toBe('film/cancelled');
    expect(started).toHaveLength(1);
  });

  it('keep what is finished where the conductor stops in the middle, and forget it when asked', async () => {
    const state = folder();
    const { films, started } = opened(state);
    const run = films.keepsake('memory-1', { ...given, course }, wish, nothing);
    await turns();
    const job = started[0]?.job;
    if (!job?.workDir) throw new Error('No place to work.');
    await openWork(job.workDir, job);
    const ended = codeOf(run.done);
    await films.close();
    expect(await ended).toBe('film/cancelled');
    expect(readdirSync(join(state, FILM_WORK))).toHaveLength(1);
    await opened(state).films.forget('memory-1');
    expect(readdirSync(join(state, FILM_WORK))).toEqual([]);
  });
});

describe('previews', () => {
  it('hear of the recall as it comes, what came first included, and are small', async () => {
    const { films, started } = opened(folder());
    const run = films.preview(given, wish, nothing);
    run.grow({ ...course, positive: course.positive.slice(0, 10) });
    await turns();
    run.grow({ ...course, positive: course.positive.slice(0, 20) });
    run.finish(course);
    run.grow({ ...course, positive: [] });
    expect(started[0]?.grown).toEqual([
      { steps: 10, isOver: false },
      { steps: 20, isOver: false },
      { steps: course.positive.length, isOver: true },
    ]);
    expect(started[0]?.job).toMatchObject({ workDir: null, wish: { lines: 360 }, course: null });
    started[0]?.resolve(film);
    expect(await run.done).toEqual(film);
  });

  it('cancelled at once never begin, later they end', async () => {
    const { films, started } = opened();
    const early = films.preview(given, wish, nothing);
    early.cancel();
    expect(await codeOf(early.done)).toBe('film/cancelled');
    expect(started).toEqual([]);
    const late = films.preview(given, wish, nothing);
    await turns();
    late.cancel();
    expect(await codeOf(late.done)).toBe('film/cancelled');
    expect(started[0]?.isCancelled).toBe(true);
  });
});

describe('what a film on its way leaves', () => {
  const stretch: Stretch = {
    track: { codec: 'avc1', description: null, parts: [] },
    facts: [],
  };
  const jobFor = async (): Promise<FilmJob> => {
    const { films, started } = opened();
    films.keepsake('a', { ...given, course }, wish, nothing).done.catch(nothing);
    await turns();
    const job = started[0]?.job;
    if (!job) throw new Error('Nothing was started.');
    return job;
  };

  it('is there again for the same film, and gone for another', async () => {
    const job = await jobFor();
    const dir = workDirOf(folder(), 'memory-1');
    await (await openWork(dir, job)).put(0, stretch);
    expect(await (await openWork(dir, job)).get(0)).toEqual(stretch);
    expect(await (await openWork(dir, job)).get(1)).toBeNull();
    const other = { ...job, given: { ...job.given, seed: job.given.seed + 1 } };
    expect(await (await openWork(dir, other)).get(0)).toBeNull();
    expect(readdirSync(dir)).toEqual(['film.txt']);
  });

  it('names no memory, and holds no word of one', async () => {
    const state = folder();
    const job = await jobFor();
    const dir = workDirOf(state, 'memory-of-somebody');
    await (await openWork(dir, job)).put(0, stretch);
    expect(dir).not.toContain('somebody');
  });

  it('is swept where nobody waits for it', async () => {
    const state = folder();
    const job = await jobFor();
    await openWork(workDirOf(state, 'waited'), job);
    await openWork(workDirOf(state, 'orphan'), job);
    expect(await sweepFilmWork(state, ['waited'])).toBe(1);
    expect(readdirSync(join(state, FILM_WORK))).toHaveLength(1);
    expect(await sweepFilmWork(join(state, 'not-there'), [])).toBe(0);
  });

  it('says in one sentence what is wrong with the disk', async () => {
    const job = await jobFor();
    const state = folder();
    writeFileSync(join(state, FILM_WORK), 'a file stands here');
    expect(await codeOf(openWork(workDirOf(state, 'a'), job))).toMatch(/^state\//);
  });
});
