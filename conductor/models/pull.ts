import { createWriteStream } from 'node:fs';
import { rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sentence, YeounError } from '#contracts/errors';
import type { Scheduler } from '../kernel/scheduler.ts';
import { checkConfig } from './from-folder.ts';
import { gitIdOf, sha256Of } from './hash.ts';
import { draftFolder, makeRoomFor, putInPlace } from './put.ts';
import type { ModelRecord } from './shelf.ts';

export interface PullParts {
  /** Where repositories are, without a slash at the end. */
  readonly host: string;
  readonly timing: Scheduler;
  /** @param done bytes of all of it */
  progress(done: number, whole: number): void;
}

export const HOST = 'https://huggingface.co';
/** Nothing for so long: the connection is gone. */
const STALLS_MS = 30_000;

const Revision = z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) });
/** A file of the repository. `lfs.oid` is its SHA-256, `oid` the id git gives a small one. */
const Entry = z.object({
  type: z.string(),
  path: z.string(),
  size: z.int().min(0),
  oid: z.string(),
  lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.int() }).optional(),
});
type Entry = z.infer<typeof Entry>;

const failed = (where: string, what: string, cause?: unknown): YeounError =>
  new YeounError(
    'models/pull',
    where,
    what,
    'Try again where there is a network: what has come is kept. Without one, "yeoun models pull <model> --from <folder>" takes it from a USB stick.',
    { cause },
  );

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return sentence(cause);
};

/** Calls the host; `alive` is to be called whenever something has come. */
const called = async <T>(
  url: string,
  headers: Record<string, string>,
  { timing }: PullParts,
  use: (answer: Response, alive: () => void) => Promise<T>,
): Promise<T> => {
  const abort = new AbortController();
  let stop = (): void => {};
  const alive = (): void => {
    stop();
    stop = timing.after(STALLS_MS, () => abort.abort(new Error('nothing came for 30 seconds')));
  };
  alive();
  try {
    return await use(await fetch(url, { headers, signal: abort.signal }), alive);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    throw failed(url, `cannot be reached: ${reasonOf(error)}.`, error);
  } finally {
    stop();
  }
};

const asked = <T>(url: string, schema: z.ZodType<T>, parts: PullParts): Promise<T> =>
  called(url, {}, parts, async (answer) => {
    if (!answer.ok) throw failed(url, `the host answered ${answer.status}.`);
    const found = schema.safeParse(await answer.json());
    if (!found.success) throw failed(url, 'the host answered something else than a repository.');
    return found.data;
  });

const sizeOf = async (file: string): Promise<number> =>
  (await stat(file).catch(() => null))?.size ?? 0;

const isRight = async (file: string, entry: Entry): Promise<boolean> =>
  entry.lfs
    ? (await sha256Of(file)) === entry.lfs.oid
    : (await gitIdOf(file, entry.size)) === entry.oid;

/** Goes on where an earlier try ended. */
const fetchFile = async (
  url: string,
  file: string,
  entry: Entry,
  parts: PullParts,
  came: (bytes: number) => void,
): Promise<void> => {
  await makeRoomFor(file);
  let has = await sizeOf(file);
  if (has > entry.size) {
    await rm(file);
    has = 0;
  }
  came(has);
  if (has === entry.size) return;
  const headers: Record<string, string> = has > 0 ? { range: `bytes=${has}-` } : {};
  await called(url, headers, parts, async (answer, alive) => {
    if (!(answer.ok && answer.body)) throw failed(url, `the host answered ${answer.status}.`);
    const goesOn = answer.status === 206;
    let done = goesOn ? has : 0;
    const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        alive();
        done += chunk.length;
        came(done);
        yield chunk;
      }
    };
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, counted, createWriteStream(file, { flags: goesOn ? 'a' : 'w' }));
  });
};

const checkRoom = async (models: string, bytes: number): Promise<void> => {
  const disk = await statfs(models).catch(() => null);
  if (disk && disk.bavail * disk.bsize < bytes * 1.1)
    throw new YeounError(
      'models/full',
      models,
      `there is no room for ${Math.ceil(bytes / 1e6)} MB.`,
      'Make room, or set YEOUN_MODELS to another disk.',
    );
};

/**
 * Pulls a model from its repository: each file is held against the size and the hash that the repository names, and
 * nothing is in its place before all of it is right. What came before a failure is gone on with the next time.
 * Rejects with YeounErrors.
 */
export const pull = async (model: ModelRecord, models: string, parts: PullParts): Promise<void> => {
  const { host, progress } = parts;
  const { repo = '' } = model;
  const { sha } = await asked(`${host}/api/models/${repo}/revision/main`, Revision, parts);
  const tree = `${host}/api/models/${repo}/tree/${sha}?recursive=true`;
  const entries = await asked(tree, z.array(Entry), parts);
  const wanted = model.files.map((path) => {
    const entry = entries.find((one) => one.path === path && one.type === 'file');
    if (!entry) throw failed(tree, `the repository has no ${path}.`);
    return { ...entry, size: entry.lfs?.size ?? entry.size };
  });
  const whole = wanted.reduce((sum, { size }) => sum + size, 0);
  const draft = draftFolder(models, model.id);
  await makeRoomFor(join(draft, 'config.json'));
  await checkRoom(models, whole);
  let before = 0;
  for (const entry of wanted) {
    const file = join(draft, entry.path);
    const url = `${host}/${repo}/resolve/${sha}/${entry.path}`;
    await fetchFile(url, file, entry, parts, (bytes) => progress(before + bytes, whole));
    before += entry.size;
    if ((await sizeOf(file)) === entry.size && (await isRight(file, entry))) continue;
    await rm(file, { force: true });
    throw failed(url, 'did not come as the repository names it, and was let go.');
  }
  await checkConfig(model, draft);
  await putInPlace(model, models, `${repo}@${sha}`);
};
