import { join } from 'node:path';
import { KEY_FILE, type Take } from '../../sensors/recording/format.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { takeStore, type VaultOpener } from '../state/take-files.ts';
import { readHead } from '../state/take-head.ts';
import { listTakes } from '../state/takes.ts';
import { plainStore, readOrNull } from '../state/vault/plain-store.ts';
import type { Store } from '../state/vault.ts';
import { indexTake, type TakeIndex } from './take-index.ts';

export interface LibraryParts {
  readonly state: string;
  readonly vaultAt: VaultOpener;
  readonly log: Log;
}

/** Takes that may speak for a sensor. */
export interface Library {
  /** What is known now, the newest first. */
  takes(): readonly TakeIndex[];
  /** Looks for takes of a show; those already known are not read again. Never rejects. */
  renew(show: string): Promise<void>;
  /** Strikes out takes whose consent was withdrawn, or which are gone, meanwhile; also during `renew`. Never rejects. */
  recheck(): Promise<void>;
}

/** So many takes are known at one time. */
const MOST_TAKES = 8;

const mayPlay = (take: Take | null, show: string): take is Take =>
  take !== null && take.show === show && take.consent === 'given';

const storeOf = async (folder: string, vaultAt: VaultOpener): Promise<Store> =>
  (await readOrNull(join(folder, KEY_FILE)))
    ? await takeStore(folder, vaultAt)
    : plainStore(folder);

export const takeLibrary = ({ state, vaultAt, log }: LibraryParts): Library => {
  let takes: readonly TakeIndex[] = [];

  const indexed = async (folder: string, take: Take): Promise<TakeIndex | null> => {
    const known = takes.find((t) => t.folder === folder && t.take.endMs === take.endMs);
    if (known) return known;
    try {
      return await indexTake(folder, take, await storeOf(folder, vaultAt));
    } catch (error) {
      log.seldom('understudy', `${folder}: ${sentence(error)}`);
      return null;
    }
  };
  const renew = async (show: string): Promise<void> => {
    const found: TakeIndex[] = [];
    for (const { folder, take } of await listTakes(state)) {
      if (found.length >= MOST_TAKES) break;
      const index = mayPlay(take, show) ? await indexed(folder, take) : null;
      if (index) found.push(index);
    }
    const gone = await noLonger(found);
    takes = found.filter((index) => !gone.has(index));
  };
  /** Takes of which consent was withdrawn, or which are gone, since they were read. */
  const noLonger = async (known: readonly TakeIndex[]): Promise<Set<TakeIndex>> => {
    const gone = new Set<TakeIndex>();
    for (const index of known) {
      const head = await readHead(index.folder).catch(() => null);
      if (!mayPlay(head, index.take.show ?? '')) gone.add(index);
    }
    return gone;
  };
  const recheck = async (): Promise<void> => {
    const gone = await noLonger(takes);
    if (gone.size > 0) takes = takes.filter((index) => !gone.has(index));
  };
  const guarded = (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => log.warn('understudy', sentence(error)));
  return {
    takes: () => takes,
    renew: (show) => guarded(() => renew(show)),
    recheck: () => guarded(recheck),
  };
};
