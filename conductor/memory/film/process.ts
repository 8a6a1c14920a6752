import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { YeounError } from '#contracts/errors';
import type { Course } from '#contracts/remembrance';
import { threadFile } from '../../kernel/thread-file.ts';
import type { FilmFile } from '../parts.ts';
import type { FilmJob } from './job.ts';
import type { FromFilm, ToFilm } from './messages.ts';
import { cancelled, processGone } from './trouble.ts';

/** A process that makes one film. */
export interface FilmProcess {
  /** Settles once the process is gone. */
  readonly done: Promise<FilmFile>;
  grow(course: Course, isOver: boolean): void;
  /** Ends it: its browser first, so that nothing stays on the disk. */
  cancel(): void;
}

export type StartFilm = (
  job: FilmJob,
  niceness: number,
  progress: (share: number) => void,
) => FilmProcess;

const FILE = fileURLToPath(threadFile('film'));

/** Starts the bundled process. It says nothing to the terminal: what it is given may be read there. */
export const startFilm: StartFilm = (job, niceness, progress) => {
  const child = fork(FILE, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const send = (message: ToFilm): void => {
    if (child.connected) child.send(message, () => {});
  };
  let isCancelled = false;
  let film: FilmFile | null = null;
  let failure: YeounError | null = null;
  child.on('message', (raw) => {
    const message = raw as FromFilm;
    if (message.t === 'progress') progress(message.share);
    else if (message.t === 'done') film = message.film;
    else failure = new YeounError(message.code, message.where, message.what, message.remedy);
  });
  const done = new Promise<FilmFile>((resolve, reject) => {
    child.on('error', (error) => reject(processGone(error.message)));
    child.on('close', (code, signal) => {
      if (isCancelled) reject(cancelled());
      else if (film) resolve(film);
      else reject(failure ?? processGone(signal ?? `code ${code}`));
    });
  });
  send({ t: 'make', job, niceness });
  return {
    done,
    grow: (course, isOver) => send({ t: isOver ? 'over' : 'grow', course }),
    cancel() {
      isCancelled = true;
      send({ t: 'cancel' });
    },
  };
};
