import { readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';
import { eachLine } from './lines.ts';

/** What lies at a path, as far as it tells which format it has. */
export interface Found {
  readonly path: string;
  readonly name: string;
  /** Names in a folder; null where it is a file. */
  readonly names: readonly string[] | null;
  /** The first lines of a file, shortened. */
  readonly head: readonly string[];
}

const HEAD_LINES = 40;
const HEAD_WIDTH = 4000;

class Enough extends Error {}

/** Looks at a folder or a file, plain or gzipped. Throws YeounError `replay/no-folder`. */
export const probe = async (path: string): Promise<Found> => {
  const name = basename(path);
  try {
    const { isFile } = await kindOf(path);
    if (!isFile) return { path, name, names: await readdir(path), head: [] };
    return { path, name, names: null, head: await headOf(path) };
  } catch (error) {
    throw new YeounError(
      'replay/no-folder',
      path,
      `is no folder or file that can be read (${sentence(error)}).`,
      'Give the folder or the file of a recording.',
    );
  }
};

const kindOf = async (path: string) => ({ isFile: (await stat(path)).isFile() });

/** Stops at enough lines; a file whose first line never ends has no head that says anything. */
const headOf = async (path: string): Promise<string[]> => {
  const head: string[] = [];
  try {
    await eachLine(path, (line) => {
      head.push(line.slice(0, HEAD_WIDTH).replace(/\r$/, ''));
      if (head.length >= HEAD_LINES) throw new Enough();
    });
  } catch (error) {
    // A stream that is left early reports that it was aborted, not why.
    if (head.length === 0 && !(error instanceof Error && /64 KiB/.test(error.message))) throw error;
  }
  return head;
};
