import { join } from 'node:path';
import type { Course, Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import { ENGINES } from '../../imagery/engines.ts';
import { YeounError } from '../../kernel/errors.ts';
import type { FilmFile, FilmRun, Films, FilmWish, PreviewRun } from '../parts.ts';
import { courseS } from './curve.ts';
import type { FilmJson } from './film-json.ts';
import type { FilmJob } from './job.ts';
import { type FilmProcess, type StartFilm, startFilm } from './process.ts';
import { cancelled, isCancelled } from './trouble.ts';
import { soundFor } from './tune-sound.ts';
import { clearWork, sweepWork, workDirOf } from './work.ts';

export interface FilmsOptions {
  /** The show as it is now, and its folder. */
  show(): Show;
  folder(): string;
  readonly root: string;
  /** Null: nothing is kept over a crash. */
  readonly stateDir: string | null;
  /** Who paints: an engine's name, null for nobody; the first there is where absent. */
  readonly engine?: string | null;
  /** The file that a visitor gave for this memory. */
  tuneOf?(memory: string): Promise<Uint8Array | null>;
  /** How the processes are started; injected in tests. */
  readonly start?: StartFilm;
  readonly pagesDir?: string;
}

/** What a film is made with. Software rendering: what the stage does not draw is between its lines. */
export interface Quality {
  readonly fps: number;
  readonly scale: number;
  readonly share: number;
  readonly engineLines: number;
  /** Bits a pixel and picture. */
  readonly bits: number;
}

export const KEEPSAKE: Quality = { fps: 24, scale: 0.5, share: 0.8, engineLines: 256, bits: 0.14 };
export const PREVIEW: Quality = { fps: 12, scale: 0.5, share: 0.9, engineLines: 256, bits: 0.16 };
const PREVIEW_LINES = 360;

/** A running show comes first: so nice are those who make films, the preview less than the keepsake. */
const NICE = { preview: 8, keepsake: 15 } as const;

export interface JobParts extends FilmsOptions {
  readonly given: Omit<Remembrance, 'course'>;
  readonly course: Course | null;
  readonly wish: FilmWish;
  readonly quality: Quality;
  readonly workDir: string | null;
  readonly before?: FilmJson | null;
}

/** Everything that the process which makes a film is told. */
export const jobOf = async (parts: JobParts): Promise<FilmJob> => {
  const { given, course, wish, quality, root, workDir } = parts;
  const show = parts.show();
  const { fps, scale, share, engineLines, bits } = quality;
  const pixels = wish.lines * wish.lines * (wish.aspect === '1:1' ? 1 : 16 / 9);
  return {
    given,
    course,
    recallS: course ? courseS(course) : (show.booth?.recallS ?? 90),
    show,
    wish,
    fps,
    scale,
    share,
    engineLines,
    engine: parts.engine === undefined ? (ENGINES[0]?.info.id ?? null) : parts.engine,
    bitrate: Math.round(pixels * fps * bits),
    before: parts.before ?? null,
    sound: await soundFor(given, {
      show,
      folder: parts.folder(),
      ...(parts.tuneOf && { tuneOf: parts.tuneOf }),
    }),
    workDir,
    root,
    pagesDir: parts.pagesDir ?? join(root, 'dist', 'pages'),
  };
};

/** Ways in which a film ends by no fault of its own: it is gone on with once. */
const isAccident = (error: unknown): boolean =>
  error instanceof YeounError && ['film/browser-gone', 'film/process-gone'].includes(error.code);

/** The films of a conductor: previews at once, keepsakes one after the other in the background. */
export const openFilms = (options: FilmsOptions): Films => {
  const start = options.start ?? startFilm;
  const running = new Set<FilmProcess>();
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const run = (job: FilmJob, niceness: number, progress: (share: number) => void): FilmProcess => {
    if (isClosed) throw cancelled();
    const process = start(job, niceness, progress);
    running.add(process);
    const gone = (): void => void running.delete(process);
    process.done.then(gone, gone);
    return process;
  };

  return {
    preview(given, wish, progress): PreviewRun {
      let made: FilmProcess | null = null;
      let isCut = false;
      let newest: { readonly course: Course; readonly isOver: boolean } | null = null;
      const tell = (course: Course, isOver: boolean): void => {
        if (newest?.isOver) return;
        newest = { course, isOver };
        made?.grow(course, isOver);
      };
      const small = { ...wish, lines: Math.min(PREVIEW_LINES, wish.lines) };
      const about = {
        ...options,
        given,
        course: null,
        wish: small,
        quality: PREVIEW,
        workDir: null,
      };
      const begun = jobOf(about).then((job) => {
        if (isCut) throw cancelled();
        made = run(job, NICE.preview, progress);
        if (newest) made.grow(newest.course, newest.isOver);
        return made.done;
      });
      begun.catch(() => {});
      return {
        done: begun,
        grow: (course) => tell(course, false),
        finish: (course) => tell(course, true),
        cancel() {
          isCut = true;
          made?.cancel();
        },
      };
    },

    keepsake(name, { course, ...given }, wish, progress): FilmRun {
      let made: FilmProcess | null = null;
      let isCut = false;
      const workDir = options.stateDir === null ? null : workDirOf(options.stateDir, name);
      const once = async (): Promise<FilmFile> => {
        if (isCut) throw cancelled();
        const job = await jobOf({ ...options, given, course, wish, quality: KEEPSAKE, workDir });
        made = run(job, NICE.keepsake, progress);
        return made.done;
      };
      /** What stays on the disk stays only for a conductor that stops in the middle. */
      const whole = async (): Promise<FilmFile> => {
        try {
          const film = await once().catch((error) => {
            if (isAccident(error) && !isCut && !isClosed) return once();
            throw error;
          });
          if (workDir) await clearWork(workDir);
          return film;
        } catch (error) {
          if (workDir && !(isClosed && isCancelled(error))) await clearWork(workDir);
          throw error;
        }
      };
      const done = queue.then(whole);
      queue = done.catch(() => {});
      return {
        done,
        cancel() {
          isCut = true;
          made?.cancel();
        },
      };
    },

    forget: (name) =>
      options.stateDir === null ? Promise.resolve() : clearWork(workDirOf(options.stateDir, name)),

    async close() {
      isClosed = true;
      const all = [...running];
      for (const one of all) one.cancel();
      await Promise.allSettled(all.map(({ done }) => done));
      await queue;
    },
  };
};

/** Deletes what films left that nobody waits for; call it when the conductor starts, with the names of those that are promised. */
export const sweepFilmWork = (stateDir: string, waited: readonly string[]): Promise<number> =>
  sweepWork(stateDir, waited);
