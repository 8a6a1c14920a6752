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

/** What lies in the folder of a take. */
export const lookAtTake = async (folder: string, id: string): Promise<KnownTake> => {
  const names = await namesIn(folder);
  const found = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  const files = found.filter((s) => s !== null);
  return {
    id,
    folder,
    // One take that cannot be read must not hide the others.
    take: await readHead(folder).catch(() => null),
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
    if ((await stat(path).catch(() => null))?.isDirectory()) all.push(await lookAtTake(path, id));
  }
  return all.sort((a, b) => (a.id < b.id ? 1 : -1));
};

/** The recorder writes four times a second: a take left alone for so long is not being recorded. */
const RUNS_MS = 10_000;

/** Whether a conductor may be writing this take now: one left by a crash has no end either. Pure. */
export const isRunning = ({ take, touchedMs }: KnownTake, nowMs: number): boolean =>
  take?.endMs === null && nowMs - touchedMs < RUNS_MS;

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
 * the key of an encrypted one is overwritten and removed, which turns the rest into noise; then all of it. A full
 * disk takes neither the mark nor always the overwriting: key and folder go regardless.
 * @returns false where the key was removed without having been overwritten
 */
export const deleteTake = async ({ folder, take }: KnownTake): Promise<boolean> => {
  if (take) await writeHead(folder, { ...take, consent: 'withdrawn' }).catch(() => {});
  const shredded = await overwrite(join(folder, KEY_FILE)).then(
    () => true,
    () => false,
  );
  await rm(join(folder, KEY_FILE), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  return shredded;
};

/** When a take without consent is deleted; null where it is kept. Pure. */
export const keptUntilMs = ({ take, touchedMs }: KnownTake): number | null => {
  if (!take || take.consent === 'given') return null;
  if (take.consent === 'withdrawn') return 0;
  return take.keepHours === null ? null : (take.endMs ?? touchedMs) + take.keepHours * HOUR_MS;
};

/** Whether a take without consent has been kept for as long as it may. Pure. */
export const isOverdue = (known: KnownTake, nowMs: number): boolean =>
  (keptUntilMs(known) ?? Number.POSITIVE_INFINITY) <= nowMs;

/** What a sweep did. */
export interface Swept {
  /** Ids of what was deleted. */
  readonly gone: readonly string[];
  /** What was due and could not be deleted. */
  readonly failed: readonly { readonly id: string; readonly error: unknown }[];
}

/** Deletes what is due, but for the take that runs. Rejects where the folder of takes cannot be read. */
export const sweepTakes = async (
  state: string,
  nowMs: number,
  running: string | null,
  remove: (known: KnownTake) => Promise<unknown> = deleteTake,
): Promise<Swept> => {
  const gone: string[] = [];
  const failed: { id: string; error: unknown }[] = [];
  for (const known of await listTakes(state)) {
    if (known.id === running || !isOverdue(known, nowMs)) continue;
    try {
      await remove(known);
      gone.push(known.id);
    } catch (error) {
      failed.push({ id: known.id, error });
    }
  }
  return { gone, failed };
};
