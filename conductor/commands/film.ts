import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Remembrance } from '#contracts/remembrance';
import { type Given, readConfig } from '../config.ts';
import { sentence, YeounError } from '../kernel/errors.ts';
import { FilmJson } from '../memory/film/film-json.ts';
import { jobOf, KEEPSAKE, PREVIEW } from '../memory/film/films.ts';
import { startFilm } from '../memory/film/process.ts';
import { isCancelled } from '../memory/film/trouble.ts';
import { clearWork, workDirOf } from '../memory/film/work.ts';
import type { FilmWish } from '../memory/parts.ts';
import { mayWriteTo } from '../pictures-out/may-write.ts';
import { engineOf, numberIn, wrong } from '../sheet/options.ts';
import { loadShow } from '../show/load.ts';
import { folderError } from '../state/folder-errors.ts';

export interface FilmOptions {
  readonly out: string;
  readonly seconds: string;
  readonly aspect: string;
  readonly lines: string;
  readonly fps: string;
  readonly seed?: string;
  readonly continue?: string;
  readonly preview?: true;
  readonly engine?: string;
  readonly label: string;
}

const unreadable = (code: string, path: string, error: unknown, remedy: string): YeounError =>
  new YeounError(code, path, `cannot be read: ${sentence(error).split('\n')[0]}`, remedy, {
    cause: error,
  });

/** A file of that shape. What is wrong with it is told by place, never with a word of it. */
const parsed = async <T>(
  path: string,
  schema: {
    safeParse(raw: unknown): { success: true; data: T } | { success: false; error: Error };
  },
  code: string,
  remedy: string,
): Promise<T> => {
  const raw: unknown = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as unknown)
    .catch((error) => {
      const why = error instanceof SyntaxError ? 'it is not JSON' : error;
      throw unreadable(code, path, why, remedy);
    });
  const found = schema.safeParse(raw);
  if (found.success) return found.data;
  const { issues } = found.error as { issues?: readonly { path: readonly PropertyKey[] }[] };
  const at = issues?.[0]?.path.map(String).join('.') || 'its beginning';
  throw new YeounError(code, path, `does not fit at ${at}.`, remedy);
};

/** `memory.json`, or the folder it lies in. Throws `film/memory`. */
export const readMemory = async (path: string): Promise<Remembrance> => {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, 'memory.json') : path;
  return parsed(file, Remembrance, 'film/memory', 'Name a memory.json, or the folder it lies in.');
};

const oneOf = <T extends string>(flag: string, value: string, known: readonly T[]): T => {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw wrong(flag, value, `Use one of: ${known.join(', ')}.`);
};

const wishOf = (o: FilmOptions): FilmWish => ({
  seconds: numberIn('--seconds', o.seconds, 30, 180),
  aspect: oneOf('--aspect', o.aspect, ['16:9', '9:16', '1:1']),
  lines: Number(oneOf('--lines', o.lines, ['360', '720', '1080'])),
  label: oneOf('--label', o.label, ['picture', 'file']),
});

/** Every few percent a line on the error stream. */
const progress = (): ((share: number) => void) => {
  let next = 0.02;
  return (share) => {
    if (share < next) return;
    next = share + 0.02;
    process.stderr.write(`film: ${(share * 100).toFixed(0)} %\n`);
  };
};

const jsonName = (out: string): string => out.replace(/(\.\w+)?$/, '.json');

/** Renders a memory to a film and a film.json beside it. Interrupted, the same command goes on where it stood. */
export const film = async (
  memory: string,
  flags: Pick<Given, 'state' | 'show'>,
  o: FilmOptions,
  root: string,
): Promise<number> => {
  const wish = wishOf(o);
  const fps = numberIn('--fps', o.fps, 8, 60);
  await mayWriteTo(o.out);
  const { course, ...remembered } = await readMemory(memory);
  const seed = o.seed === undefined ? remembered.seed : numberIn('--seed', o.seed, 0, 2 ** 31 - 1);
  const before =
    o.continue === undefined
      ? null
      : await parsed(o.continue, FilmJson, 'film/before', 'Name the film.json of a film of yours.');
  const usual = process.env.YEOUN_SHOW ?? join(root, 'shows', 'golden-hour');
  const asked = { state: flags.state, show: flags.show ?? usual };
  const { state, show: folder } = readConfig(asked, process.env, root, process.cwd());
  const loaded = await loadShow(folder);
  const workDir = workDirOf(state, resolve(o.out));
  const quality = o.preview
    ? { ...PREVIEW, fps: Math.min(PREVIEW.fps, fps) }
    : { ...KEEPSAKE, fps };
  const job = await jobOf({
    show: () => loaded.show,
    folder: () => folder,
    root,
    stateDir: state,
    engine: engineOf(o.engine)?.info.id ?? null,
    given: { ...remembered, seed: Math.round(seed) },
    course,
    wish: o.preview ? { ...wish, lines: Math.min(360, wish.lines) } : wish,
    quality,
    workDir,
    before,
  });
  const made = startFilm(job, 0, progress());
  const stop = (): void => made.cancel();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const { bytes, json } = await made.done;
    await Promise.all([writeFile(o.out, bytes), writeFile(jsonName(o.out), json)]).catch(
      (error) => {
        throw folderError(error, o.out);
      },
    );
    await clearWork(workDir);
    process.stdout.write(`${o.out}\n`);
    return 0;
  } catch (error) {
    if (!isCancelled(error)) throw error;
    process.stderr.write('film: stopped; the same command goes on where it stood\n');
    return 1;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
};
