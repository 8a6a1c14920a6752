import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import { AtMs } from '#contracts/time';
import { type Disk, realDisk } from '../../state/disk.ts';
import { replaceFile } from './atomic.ts';
import { fingerprint } from './fingerprint.ts';
import { foundIn, numbersIn, versionFile } from './rebuild.ts';

const INDEX = 'index.json';
const FORMAT = 1;
/** Versions that are kept of a show; the oldest go. */
export const MOST_VERSIONS = 200;
/** Refused ones that are kept besides; the oldest go. */
export const MOST_ASIDE = 40;

const Version = z.strictObject({
  n: z.int().min(1),
  sha256: z.string().length(64),
  atMs: AtMs,
  by: z.string().max(200),
  what: z.string().max(500),
  /** It was refused: undo and redo do not meet it. */
  aside: z.literal(true).optional(),
});
/** One version of a show file. */
export type Version = Readonly<z.infer<typeof Version>>;

const Index = z.strictObject({
  format: z.literal(FORMAT),
  versions: z.array(Version).max(MOST_VERSIONS + MOST_ASIDE),
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
  /** The list could not be read and was made anew, with so many versions; null: it was in order. */
  readonly rebuilt: number | null;
  /** The text of a version; null where it is gone or not what it was. */
  text(n: number): Promise<string | null>;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The text of the index; null where there is none. A disk that does not read is no empty history. */
const indexText = (folder: string, disk: Disk): Promise<string | null> =>
  disk.read(join(folder, INDEX)).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const formatOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;

const refuseNewer = (raw: unknown, folder: string): void => {
  const format = formatOf(raw);
  if (typeof format === 'number' && format > FORMAT)
    throw new YeounError(
      'edit/newer-history',
      join(folder, INDEX),
      `it is of format ${format}; this conductor reads up to ${FORMAT}.`,
      'Update Yeoun.',
      { ko: '더 새로운 여운이 남긴 기록입니다. 여운을 업데이트하세요.' },
    );
};

/** What the files of versions themselves tell, where the list of them is lost. */
const rebuilt = async (folder: string, disk: Disk): Promise<Index> => {
  const found = (await foundIn(folder, disk)).slice(-MOST_VERSIONS);
  const versions = found.map((one) => ({ ...one, by: '?', what: 'found again without its name' }));
  return { ...EMPTY, versions, line: found.map(({ n }) => n), at: found.length - 1 };
};

/** Where a list that cannot be read is kept, for somebody to look at: an older one stays. */
const asideOf = (text: string): string => `index.${fingerprint(text).slice(0, 8)}.unreadable.json`;

/**
 * The list of the kept versions. One that is spoilt is moved aside and one that is gone is made anew, from the files
 * that lie there; then `rebuilt` is how many there were.
 */
const readIndex = async (
  folder: string,
  disk: Disk,
): Promise<{ readonly index: Index; readonly rebuilt: number | null }> => {
  const text = await indexText(folder, disk);
  const raw = text === null ? null : parsed(text);
  refuseNewer(raw, folder);
  const known = Index.safeParse(raw);
  if (known.success) return { index: inLine(known.data), rebuilt: null };
  const index = await rebuilt(folder, disk);
  if (text === null && index.versions.length === 0) return { index, rebuilt: null };
  if (text !== null) await disk.rename(join(folder, INDEX), join(folder, asideOf(text)));
  await keepIndex(folder, index, disk);
  return { index, rebuilt: index.versions.length };
};

export const openHistory = async (folder: string, disk: Disk = realDisk): Promise<History> => {
  const { index, rebuilt } = await readIndex(folder, disk);
  return {
    index,
    rebuilt,
    async text(n) {
      const text = await disk.read(versionFile(folder, n)).catch(() => null);
      const known = index.versions.find((v) => v.n === n);
      return text !== null && (!known || fingerprint(text) === known.sha256) ? text : null;
    },
  };
};

/** Version that stands in the file according to the index. */
export const standing = ({ versions, line, at }: Index): Version | null =>
  versions.find((v) => v.n === line[at]) ?? null;

/** The line with only such versions as are kept, at the one at which it stood. */
const inLine = (index: Index): Index => {
  const kept = new Set(index.versions.map((v) => v.n));
  const line = index.line.filter((n) => kept.has(n));
  const n = index.line[index.at];
  return { ...index, line, at: n === undefined ? -1 : line.indexOf(n) };
};

/** As many as are kept of each kind, the newest. */
const bounded = (versions: readonly Version[]): Version[] => {
  const old = [
    ...versions.filter((v) => !v.aside).slice(0, -MOST_VERSIONS),
    ...versions.filter((v) => v.aside).slice(0, -MOST_ASIDE),
  ];
  const gone = new Set(old.map((v) => v.n));
  return versions.filter((v) => !gone.has(v.n));
};

/** Adds a version. With `aside` it is kept for whoever asks, and undo and redo do not meet it. */
export const added = (index: Index, version: Version, aside = false): Index => {
  const one: Version = aside ? { ...version, aside: true } : version;
  const versions = bounded([...index.versions, one]);
  if (aside) return inLine({ ...index, versions });
  const line = [...index.line.slice(0, index.at + 1), version.n];
  return inLine({ ...index, versions, line, at: line.length - 1 });
};

/** Writes the text of a version to its file, before anything else knows of it. */
export const keepVersion = async (
  folder: string,
  text: string,
  meta: Meta,
  disk: Disk = realDisk,
): Promise<Version> => {
  await disk.makeFolder(folder);
  const n = ((await numbersIn(folder)).at(-1) ?? 0) + 1;
  await replaceFile(versionFile(folder, n), text, disk);
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
  const names = await readdir(folder).catch(() => []);
  const gone = names.filter((name) => /^\d{6,}\.yaml$/.test(name) && isGone(index, numberOf(name)));
  await Promise.all(gone.map((name) => rm(join(folder, name), { force: true })));
};

const numberOf = (name: string): number => Number.parseInt(name, 10);

/** Whether the file of a version may go. One that a crash left unnamed stays until those around it have gone. */
const isGone = ({ versions }: Index, n: number): boolean => {
  if (versions.some((v) => v.n === n)) return false;
  const asides = versions.filter((v) => v.aside);
  const oldest = Math.min(...versions.filter((v) => !v.aside).map((v) => v.n));
  const oldestAside = asides.length < MOST_ASIDE ? 0 : (asides[0]?.n ?? 0);
  return n < Math.max(Number.isFinite(oldest) ? oldest : 0, oldestAside);
};
