import { join } from 'node:path';
import { sentence } from '#contracts/errors';
import { diskFiles, type ShowFiles } from './files.ts';
import {
  formatProblems,
  type LoadedShow,
  loadShow,
  type Problem,
  SHOW_FILE,
  ShowErrors,
  worldFile,
} from './load.ts';
import { sketchFiles } from './memories.ts';

/** The part of the kernel's scheduler that is needed here. */
export interface Beats {
  every(periodMs: number, fn: () => void): () => void;
}

export interface WatchOptions {
  readonly scheduler: Beats;
  /** The show that runs now, so that a change between loading and watching is not missed. */
  readonly current: LoadedShow;
  /** A version without problems that differs from the last one. */
  readonly onShow: (loaded: LoadedShow) => void;
  /** A version with problems: the running show stays as it is. Empty once they are gone. */
  readonly onProblems: (problems: readonly Problem[]) => void;
  /** The show that runs is not the one in the folder, which was broken when it began. */
  readonly begunBroken?: boolean;
  readonly files?: ShowFiles;
  readonly everyMs?: number;
}

const EVERY_MS = 500;

const stampOf = async (files: ShowFiles, path: string): Promise<string> => {
  try {
    const { mtimeMs, size } = await files.stat(path);
    return `${mtimeMs}/${size}`;
  } catch {
    return 'absent';
  }
};

const problemsOf = (error: unknown, folder: string): readonly Problem[] => {
  if (error instanceof ShowErrors) return error.problems;
  const remedy = 'The running show stays as it is.';
  const place = { file: folder, line: 0, column: 0, path: '' };
  return [{ code: 'show/unreadable', ...place, what: sentence(error), remedy }];
};

/**
 * Watches a show folder by asking for the times of its files. A change is read once it has stood
 * still for one beat, so that a half-written file is not taken for the show. Returns its stop.
 */
export const watchShow = (folder: string, options: WatchOptions): (() => void) => {
  const files = options.files ?? diskFiles;
  let current = options.current;
  let settledStamp: string | null = null;
  let lastStamp = '';
  let told = options.begunBroken ? 'broken' : '';
  let busy = false;
  let stopped = false;

  const read = async (): Promise<void> => {
    try {
      const loaded = await loadShow(folder, { files });
      if (stopped) return;
      // The first sound reading counts too: this conductor may have begun with a copy of a better day.
      if (told !== '') options.onProblems([]);
      told = '';
      if (loaded.hash === current.hash) return;
      current = loaded;
      options.onShow(loaded);
    } catch (error) {
      if (!stopped) tell(problemsOf(error, folder));
    }
  };

  const tell = (problems: readonly Problem[]): void => {
    const text = formatProblems(problems);
    if (text === told) return;
    told = text;
    options.onProblems(problems);
  };

  const look = async (): Promise<void> => {
    const world = worldFile(folder, current.show.world) ?? '';
    const watched = [join(folder, SHOW_FILE), world, ...sketchFiles(folder, current.show)];
    const stamps = await Promise.all(watched.map((path) => stampOf(files, path)));
    const stamp = stamps.join(' ');
    const stands = stamp === lastStamp;
    lastStamp = stamp;
    // A broken show is read again on every beat: what it lacks may be a file that is not watched.
    if (stopped || !stands || (stamp === settledStamp && told === '')) return;
    settledStamp = stamp;
    await read();
  };

  const stop = options.scheduler.every(options.everyMs ?? EVERY_MS, () => {
    if (busy || stopped) return;
    busy = true;
    look().finally(() => {
      busy = false;
    });
  });
  return () => {
    stopped = true;
    stop();
  };
};
