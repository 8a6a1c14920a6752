import { setPriority } from 'node:os';
import type { Browser } from 'playwright-core';
import { sentence, YeounError } from '#contracts/errors';
import type { Course } from '#contracts/remembrance';
import { launchBrowser } from '../../browser.ts';
import type { FilmFile } from '../parts.ts';
import type { FilmJob } from './job.ts';
import type { FromFilm, ToFilm } from './messages.ts';
import { renderFilm } from './render.ts';
import { browserGone, cancelled } from './trouble.ts';
import { NO_WORK, openWork } from './work.ts';

// A process of its own: a film is made with what a running show leaves of the machine, and its end is nobody else's.

const abort = new AbortController();
let course: Course | null = null;
let isOver = false;
let browser: Browser | null = null;
let wake = (): void => {};

const say = (message: FromFilm): Promise<void> =>
  new Promise((sent) => {
    if (process.send) process.send(message, undefined, undefined, () => sent());
    else sent();
  });

/** Before anything else starts: browsers and threads take it over. */
const yieldTo = (niceness: number): void => {
  try {
    setPriority(0, niceness);
  } catch {
    // A system that lets nobody change it: the film is as quick as the show, no worse.
  }
};

const NOTHING: Course = {
  positive: [],
  negative: [],
  arousal: [],
  confidence: [],
  decoded: { positive: [], negative: [], arousal: [] },
  reported: { pleasant: [], painful: [] },
  breath: [],
  beats: [],
  moved: { x: [], y: [], energy: [] },
};

const make = async (job: FilmJob): Promise<FilmFile> => {
  course = job.course ?? course;
  isOver ||= job.course !== null;
  const store = job.workDir === null ? NO_WORK : await openWork(job.workDir, job);
  const opened = await launchBrowser();
  browser = opened;
  try {
    opened.on('disconnected', () => {
      abort.abort(browserGone('its process ended'));
      wake();
    });
    return await renderFilm(job, {
      browser: opened,
      store,
      coming: () => ({ course: course ?? NOTHING, isOver }),
      more: () =>
        new Promise((resolve) => {
          wake = resolve;
        }),
      progress: (share) => void say({ t: 'progress', share }),
      signal: abort.signal,
    });
  } finally {
    await opened.close();
  }
};

const failed = (error: unknown): Promise<void> => {
  if (error instanceof YeounError) {
    const { code, where, what, remedy } = error;
    return say({ t: 'failed', code, where, what, remedy });
  }
  // What was not foreseen may quote what it was given: its name alone is told.
  const what = error instanceof Error ? error.name : sentence(error);
  return say({
    t: 'failed',
    code: 'film/failed',
    where: 'film',
    what: `It could not be made: ${what}.`,
    remedy: 'Ask for it again; where it fails again, look at yeoun doctor.',
  });
};

const begin = async (job: FilmJob): Promise<void> => {
  try {
    await say({ t: 'done', film: await make(job) });
  } catch (error) {
    await failed(error);
  }
  process.exit(0);
};

/** Whoever asked wants it no more, or is gone: the browser takes what it left on the disk with it. */
const leave = async (): Promise<void> => {
  abort.abort(cancelled());
  await browser?.close().catch(() => {});
  process.exit(0);
};

const heard = (message: ToFilm): void => {
  if (message.t === 'make') {
    yieldTo(message.niceness);
    void begin(message.job);
  } else if (message.t === 'cancel') void leave();
  else {
    course = message.course;
    isOver ||= message.t === 'over';
  }
  wake();
};

process.on('message', (message) => heard(message as ToFilm));
process.on('disconnect', () => void leave());
