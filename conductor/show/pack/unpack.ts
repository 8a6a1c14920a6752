import { unzipSync } from 'fflate';
import { YeounError } from '#contracts/errors';
import { SHOW_FORMAT } from '#contracts/show';
import { fingerprint } from '../edit/fingerprint.ts';
import { isInside, MANIFEST, Manifest, MOST_BYTES, MOST_FILES, PACK_FORMAT } from './manifest.ts';

const REMEDY = 'Export the show anew, or have the file sent again.';

export interface Unpacked {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads the zip; every name and length is judged before a byte is unpacked. */
const entriesOf = (bytes: Uint8Array, from: string): Map<string, Uint8Array> => {
  const seen = new Set<string>();
  let sum = 0;
  let wrong: string | null = null;
  const judge = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    sum += originalSize;
    const folded = name.toLowerCase().normalize('NFC');
    if (!isInside(name))
      wrong ??= `${JSON.stringify(name).slice(0, 80)} would not lie inside the folder of the show`;
    else if (seen.has(folded)) wrong ??= `${name} is in it twice`;
    else if (seen.size > MOST_FILES || sum > MOST_BYTES) wrong ??= 'it holds too much';
    seen.add(folded);
    return wrong === null;
  };
  let found: Record<string, Uint8Array>;
  try {
    found = unzipSync(bytes, { filter: judge });
  } catch {
    throw new YeounError(
      'import/damaged',
      from,
      'this is not an exported show, or damaged.',
      REMEDY,
    );
  }
  if (wrong !== null)
    throw new YeounError('import/unsafe', from, `${wrong}.`, 'Do not use this file.');
  return new Map(Object.entries(found));
};

const formatOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;

const newer = (from: string, what: string): YeounError =>
  new YeounError('import/newer', from, what, 'Update Yeoun.');

const manifestOf = (bytes: Uint8Array | undefined, from: string): Manifest => {
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? new Uint8Array()));
  } catch {
    throw new YeounError('import/damaged', from, 'it has no manifest that can be read.', REMEDY);
  }
  const format = formatOf(raw);
  if (typeof format === 'number' && format > PACK_FORMAT)
    throw newer(from, `it is of format ${format}; this conductor reads up to ${PACK_FORMAT}.`);
  const manifest = Manifest.safeParse(raw);
  if (!manifest.success)
    throw new YeounError('import/damaged', from, 'its manifest is not one.', REMEDY);
  if (manifest.data.show.format > SHOW_FORMAT)
    throw newer(
      from,
      `its show is of format ${manifest.data.show.format}; this conductor reads up to ${SHOW_FORMAT}.`,
    );
  return manifest.data;
};

/**
 * The files of an exported show, each proven by its hash. Pure: nothing is written.
 * @throws YeounError for a file that is damaged, newer, or would reach outside its folder
 */
export const unpackShow = (bytes: Uint8Array, from: string): Unpacked => {
  const entries = entriesOf(bytes, from);
  const manifest = manifestOf(entries.get(MANIFEST), from);
  entries.delete(MANIFEST);
  for (const { path, bytes: length, sha256 } of manifest.files) {
    const file = entries.get(path);
    if (file && file.length === length && fingerprint(file) === sha256) continue;
    const what = file ? `${path} is not what was exported.` : `${path} is missing.`;
    throw new YeounError('import/damaged', from, what, REMEDY);
  }
  if (entries.size > manifest.files.length)
    throw new YeounError(
      'import/unsafe',
      from,
      'it holds files that its manifest does not name.',
      REMEDY,
    );
  return { manifest, files: entries };
};
