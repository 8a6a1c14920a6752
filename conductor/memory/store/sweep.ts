import type { People } from '../../state/people/index.ts';
import { realProcesses } from '../../state/processes.ts';
import type { FilmFiles } from './film-files.ts';

/** What another program writes counts as left behind after so long, whoever has its number now. */
const LONGEST_WRITE_MS = 3_600_000;

export interface SweepParts {
  readonly people: People;
  readonly files: FilmFiles;
  readonly nowMs: () => number;
  readonly isAlive?: (pid: number) => boolean;
}

/**
 * Deletes every film that is nobody's, and gives their names to those that were finished when the program died. The
 * rows are asked after the folder: what came meanwhile is not touched. Rejects with the first Node error, after all
 * others were tried.
 * @returns how many were deleted
 */
export const sweepFilms = async ({ people, files, nowMs, isAlive = lives }: SweepParts) => {
  const found = await files.list();
  if (found.length === 0) return 0;
  const mine = found.filter(({ named }) => files.isWriting(named.id));
  const rows = new Set((await people.shelf.files()).map(({ id }) => id));
  let deleted = 0;
  const errors: unknown[] = [];
  const isBeingWritten = async (name: string, pid: number | null): Promise<boolean> => {
    if (pid === null || pid === process.pid || !isAlive(pid)) return false;
    const changed = await files.changedMs(name);
    return changed !== null && nowMs() - changed < LONGEST_WRITE_MS;
  };
  for (const one of found) {
    const { name, named } = one;
    if (mine.includes(one)) continue;
    try {
      if (rows.has(named.id)) {
        if (named.pid !== null) await files.finish(name, named.id);
      } else if (!(await isBeingWritten(name, named.pid))) {
        await files.remove(name);
        deleted++;
      }
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return deleted;
};

const lives = (pid: number): boolean => realProcesses.bornOf(pid) !== null;
