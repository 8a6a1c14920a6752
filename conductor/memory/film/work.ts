import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, folderError } from '../../state/folder-errors.ts';
import { VERSION } from '../../version.ts';
import type { FilmJob, Stretch } from './job.ts';
import type { StretchStore } from './render.ts';

/** The folder of films on their way, inside the state folder. */
export const FILM_WORK = 'film-work';

/** Where a film of that name is on its way: the name itself is on no disk. */
export const workDirOf = (stateDir: string, name: string): string =>
  join(stateDir, FILM_WORK, createHash('sha256').update(name).digest('hex').slice(0, 32));

/** What a film is made from, as a number: stretches of another film are not gone on with. */
export const fingerprint = (job: FilmJob): string => {
  const { root: _, pagesDir: __, workDir: ___, sound, ...rest } = job;
  const hash = createHash('sha256').update(`${VERSION}\n${JSON.stringify(rest)}\n${sound.kind}`);
  return hash.digest('hex');
};

/** Nothing is kept: a film that is made while somebody waits for it. */
export const NO_WORK: StretchStore = { get: async () => null, put: async () => {} };

const MARK = 'film.txt';
const nameOf = (n: number): string => `${String(n).padStart(4, '0')}.json`;

/** Deletes what a film on its way left. */
export const clearWork = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true });

const read = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Whole before and after: a file that was cut short is never read. */
const place = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.draft`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
};

/**
 * The finished stretches of a film on its way: pictures that are encoded, no word of a memory. Stretches of another film
 * are deleted. Throws what the disk says as `state/...` errors.
 */
export const openWork = async (dir: string, job: FilmJob): Promise<StretchStore> => {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw folderError(error, dir);
    }
  };
  const mark = fingerprint(job);
  await guarded(async () => {
    if ((await read(join(dir, MARK))) === mark) return;
    await clearWork(dir);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await place(join(dir, MARK), mark);
  });
  return {
    get: (n) =>
      guarded(async () => {
        const text = await read(join(dir, nameOf(n)));
        return text === null ? null : (JSON.parse(text) as Stretch);
      }),
    put: (n, stretch) => guarded(() => place(join(dir, nameOf(n)), JSON.stringify(stretch))),
  };
};

const touchedMs = (dir: string): Promise<number> =>
  stat(dir).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );

/**
 * Deletes what films left that nobody waits for any more.
 * @param beforeMs what was touched since is left alone: somebody may be making it by hand
 * @returns how many
 */
export const sweepWork = async (
  stateDir: string,
  waited: readonly string[],
  beforeMs = Number.POSITIVE_INFINITY,
): Promise<number> => {
  const folder = join(stateDir, FILM_WORK);
  const kept = new Set(waited.map((name) => workDirOf(stateDir, name)));
  const found = await readdir(folder).catch(() => [] as string[]);
  const unwaited = found.map((name) => join(folder, name)).filter((dir) => !kept.has(dir));
  const touched = await Promise.all(unwaited.map(touchedMs));
  const gone = unwaited.filter((_, i) => (touched[i] ?? 0) <= beforeMs);
  await Promise.all(gone.map(clearWork));
  return gone.length;
};
