import { RESUMABLE_MS } from '../affect/calibration/session/saved.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { People } from '../state/people/index.ts';
import { PROGRESS } from './kept.ts';

/** Looked for at the start and so often from then on. */
export const STALE_EVERY_MS = 3_600_000;

/**
 * Deletes what was left off so long ago that nobody can go on with it: it would lie there until a consent ends.
 * Never rejects; where it could not be looked at, or the key is not there, it is looked at again.
 */
export const dropStale = async (
  people: Pick<People, 'list' | 'deleteEntry'>,
  nowMs: number,
  log: Pick<Log, 'seldom'>,
): Promise<void> => {
  try {
    for (const { id, entries } of await people.list())
      for (const { kind, name, changedMs } of entries)
        if (kind === 'calibration' && name === PROGRESS && nowMs - changedMs > RESUMABLE_MS)
          await people.deleteEntry(id, kind, name);
  } catch (error) {
    log.seldom('calibration', sentence(error));
  }
};
