import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { YeounError } from '#contracts/errors';
import { cueSheet } from '../cue-sheet.ts';
import { fingerprint } from '../edit/fingerprint.ts';
import type { LoadedShow } from '../load.ts';
import {
  isInside,
  MANIFEST,
  type Manifest,
  MOST_BYTES,
  MOST_FILES,
  PACK_ENDING,
  PACK_FORMAT,
} from './manifest.ts';

const SHEET = 'cue-sheet.md';
/** The same show gives the same bytes: nothing in them knows the day. */
const NO_DAY = new Date(1980, 0, 2);
/** Audio and pictures are pressed already. */
const PRESSED = /\.(mp3|ogg|flac|jpe?g|png|webp|mp4|webm)$/i;

/** What belongs to no show though it lies in its folder: what was exported before. */
const isExport = (name: string): boolean => name.toLowerCase().endsWith(PACK_ENDING);

/** Every plain file of a folder, by its path with `/`; what is hidden, links and earlier exports stay out. */
const filesIn = async (folder: string, under = ''): Promise<string[]> => {
  const entries = await readdir(join(folder, under), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.name.startsWith('.')) return [];
      if (entry.isDirectory()) return filesIn(folder, path);
      return entry.isFile() && !isExport(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
};

const tooMuch = (folder: string, what: string): YeounError =>
  new YeounError('export/too-large', folder, what, 'Take out what does not belong to the show.');

const contents = async ({ folder, show }: LoadedShow): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const paths = (await filesIn(folder)).filter((path) => path !== SHEET && path !== MANIFEST);
  if (paths.length > MOST_FILES) throw tooMuch(folder, `it has ${paths.length} files.`);
  let bytes = 0;
  for (const path of paths) {
    if (!isInside(path))
      throw new YeounError(
        'export/name',
        join(folder, path),
        'this name will not do on every system.',
        'Rename it: letters, digits, spaces, dot, hyphen and underscore.',
      );
    const file = await readFile(join(folder, path));
    bytes += file.length;
    if (bytes > MOST_BYTES) throw tooMuch(folder, `it has more than ${MOST_BYTES} bytes.`);
    files.set(path, file);
  }
  return files.set(SHEET, new TextEncoder().encode(cueSheet(show)));
};

export interface Packed {
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/**
 * A show as one file (a zip): everything in its folder, its cue sheet, and a manifest with the hash of each. The
 * same show gives the same bytes.
 */
export const packShow = async (loaded: LoadedShow, software: string): Promise<Packed> => {
  const files = await contents(loaded);
  const { id, title, format } = loaded.show;
  const manifest: Manifest = {
    format: PACK_FORMAT,
    software,
    show: { id, title, format },
    files: [...files].map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: fingerprint(bytes),
    })),
  };
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`);
  const all: Zippable = { [MANIFEST]: text };
  for (const [path, bytes] of files) all[path] = [bytes, { level: PRESSED.test(path) ? 0 : 6 }];
  return { bytes: zipSync(all, { mtime: NO_DAY }), manifest };
};
