import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AtMs } from '#contracts/time';
import { type Disk, realDisk } from '../../state/disk.ts';
import { replaceFile } from './atomic.ts';
import { fingerprint } from './fingerprint.ts';

const INDEX = 'index.json';
const FORMAT = 1;
/** Versions that are kept of a show; the oldest go. */
export const MOST_VERSIONS = 200;

const Version = z.strictObject({
  n: z.int().min(1),
  sha256: z.string().length(64),
  atMs: AtMs,
  by: z.string().max(200),
  what: z.string().max(500),
});
/** One version of a show file. */
export type Version = Readonly<z.infer<typeof Version>>;

const Index = z.strictObject({
  format: z.literal(FORMAT),
  versions: z.array(Version).max(MOST_VERSIONS),
  /** The versions that undo and redo walk along, oldest first. */
  line: z.array(z.int().min(1)),
  /** Place in `line` of the version that stands in the file; -1: none is known. */
  at: z.int().min(-1),
});
export type Index = Readonly<z.infer<typeof Index>>;

const EMPTY: Index = { format: FORMAT, versions: [], line: [], at: -1 };

export type Meta = Pick<Version, 'atMs' | 'by' | 'what'>;

/** The kept versions of one show, each a file of its own beside an index. */
export interface History {
  readonly index: Index;
  /** The text of a version; null where it is gone or not what it was. */
  text(n: number): Promise<string | null>;
}

const fileOf = (folder: string, n: number): string =>
  join(folder, `${String(n).padStart(6, '0')}.yaml`);

const readIndex = async (folder: string, disk: Disk): Promise<Index> => {
  try {
    return Index.parse(JSON.parse(await disk.read(join(folder, INDEX))));
  } catch {
    // None yet, or spoilt: the versions lie there as files all the same.
    return EMPTY;
  }
};

const highest = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  return Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0));
};

export const openHistory = async (folder: string, disk: Disk = realDisk): Promise<History> => ({
  index: await readIndex(folder, disk),
  async text(n) {
    const { versions } = await readIndex(folder, disk);
    const text = await disk.read(fileOf(folder, n)).catch(() => null);
    const known = versions.find((v) => v.n === n);
    return text !== null && (!known || fingerprint(text) === known.sha256) ? text : null;
  },
});

/** Version that stands in the file according to the index. */
export const standing = ({ versions, line, at }: Index): Version | null =>
  versions.find((v) => v.n === line[at]) ?? null;

/** Adds a version. With `aside` it is kept for whoever asks, and undo and redo do not meet it. */
export const added = (index: Index, version: Version, aside = false): Index => {
  const versions = [...index.versions, version].slice(-MOST_VERSIONS);
  if (aside) return { ...index, versions };
  const kept = new Set(versions.map((v) => v.n));
  const line = [...index.line.slice(0, index.at + 1), version.n].filter((n) => kept.has(n));
  return { ...index, versions, line, at: line.length - 1 };
};

/** Writes the text of a version to its file, before anything else knows of it. */
export const keepVersion = async (
  folder: string,
  text: string,
  meta: Meta,
  disk: Disk = realDisk,
): Promise<Version> => {
  await disk.makeFolder(folder);
  const n = (await highest(folder)) + 1;
  await replaceFile(fileOf(folder, n), text, disk);
  return { n, sha256: fingerprint(text), ...meta };
};

/** Writes the index, then lets go what it no longer names. */
export const keepIndex = async (
  folder: string,
  index: Index,
  disk: Disk = realDisk,
): Promise<void> => {
  await disk.makeFolder(folder);
  await replaceFile(join(folder, INDEX), `${JSON.stringify(index, null, 1)}\n`, disk);
  const oldest = index.versions[0]?.n ?? 0;
  const names = await readdir(folder).catch(() => []);
  const old = names.filter(
    (name) => /^\d{6}\.yaml$/.test(name) && Number.parseInt(name, 10) < oldest,
  );
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
};
