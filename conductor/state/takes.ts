import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KEY_FILE, type Take } from '../../sensors/recording/format.ts';
import { codeOf } from './folder-errors.ts';
import { readHead, writeHead } from './take-head.ts';

export const TAKES_FOLDER = 'takes';
/** A take without consent is kept for this long after its end (R16). */
export const KEEP_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface KnownTake {
  /** Name of its folder, which is its id. */
  readonly id: string;
  readonly folder: string;
  /** Null where `take.json` is missing or cannot be understood. */
  readonly take: Take | null;
  readonly bytes: number;
  /** When one of its files was written last. */
  readonly touchedMs: number;
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw error;
  });

const known = async (folder: string, id: string): Promise<KnownTake> => {
  const names = await namesIn(folder);
  const found = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  const files = found.filter((s) => s !== null);
  return {
    id,
    folder,
    take: await readHead(folder),
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    touchedMs: Math.max(0, ...files.map(({ mtimeMs }) => mtimeMs)),
  };
};

/** All takes of a state folder, the newest first. Rejects where the disk fails. */
export const listTakes = async (state: string): Promise<KnownTake[]> => {
  const folder = join(state, TAKES_FOLDER);
  const all: KnownTake[] = [];
  for (const id of await namesIn(folder)) {
    const path = join(folder, id);
    if ((await stat(path).catch(() => null))?.isDirectory()) all.push(await known(path, id));
  }
  return all.sort((a, b) => (a.id < b.id ? 1 : -1));
};

/** Overwrites a file where it lies; what a disk keeps besides, nobody above it can say. */
const overwrite = async (path: string): Promise<void> => {
  const file = await open(path, 'r+').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (!file) return;
  try {
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Deletes a take for good (R16): marked as withdrawn first, so that nothing plays it whatever happens next; then
 * the key of an encrypted one is overwritten and removed, which turns the rest into noise; then all of it.
 */
export const deleteTake = async ({ folder, take }: KnownTake): Promise<void> => {
  if (take) await writeHead(folder, { ...take, consent: 'withdrawn' });
  await overwrite(join(folder, KEY_FILE));
  await rm(join(folder, KEY_FILE), { force: true });
  await rm(folder, { recursive: true, force: true });
};

/** When a take without consent is deleted; null where it is kept. Pure. */
export const keptUntilMs = ({ take, touchedMs }: KnownTake): number | null => {
  if (!take || take.consent === 'given') return null;
  if (take.consent === 'withdrawn') return 0;
  return take.keepHours === null ? null : (take.endMs ?? touchedMs) + take.keepHours * HOUR_MS;
};

/** Deletes what is due, but for the take that runs; returns the ids. Rejects where the disk fails. */
export const sweepTakes = async (
  state: string,
  nowMs: number,
  running: string | null,
): Promise<string[]> => {
  const gone: string[] = [];
  for (const known of await listTakes(state)) {
    const untilMs = keptUntilMs(known);
    if (known.id === running || untilMs === null || untilMs > nowMs) continue;
    await deleteTake(known);
    gone.push(known.id);
  }
  return gone;
};
