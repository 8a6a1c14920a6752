import { z } from 'zod';
import { sentence } from '#contracts/errors';
import { Id } from '#contracts/ids';
import type { Stop } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';

/** Where profiles lie, plain or encrypted; the state folder's vault fits. */
export interface ProfileVault {
  /** A small file; null where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  /** Replaces a small file whole. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Seals a small file that lies plain from before the folder was encrypted. */
  encrypt(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** What the machine has learned of each body, kept through rehearsals. */
export interface ProfileStore {
  /** The profile as it was kept when the store was opened; null where there was none. Asked once a body. */
  load(bodyId: string): Uint8Array | null;
  /** Says that a kept profile was of no use. */
  refused(bodyId: string, error: unknown): void;
  /** Begins to keep what `save` hands out, twice a minute. Returns its stop. */
  keep(save: () => ReadonlyMap<string, Uint8Array>): Stop;
  /** Writes what has changed since, and waits for it: at the end of the show, before the vault closes. */
  flush(): Promise<void>;
}

const WHERE = 'profiles';
const EVERY_MS = 30_000;
/** Bodies that are kept; beyond it the one not danced for longest is let go. */
export const MOST_PROFILES = 32;
export const PROFILE_INDEX = 'profiles/index.json';

/** Which bodies are kept, the one danced last at the end. */
const Index = z.strictObject({ format: z.literal(1), bodies: z.array(Id).max(MOST_PROFILES) });

/** Where a profile goes that was of no use. */
export const asideName = (bodyId: string): string => `profiles/${bodyId}.esn.aside`;

/** Ids are safe in file names by their schema. */
export const profileName = (bodyId: string): string => `profiles/${bodyId}.esn`;

/** Reads all profiles; one that cannot be read is told and left out. Never rejects. */
const readAll = async (
  vault: ProfileVault,
  log: Pick<Log, 'warn'>,
): Promise<Map<string, Uint8Array>> => {
  const found = new Map<string, Uint8Array>();
  try {
    const text = await vault.read(PROFILE_INDEX);
    if (!text) return found;
    const { bodies } = Index.parse(JSON.parse(new TextDecoder().decode(text)));
    for (const id of bodies) {
      const bytes = await vault.read(profileName(id)).catch((error: unknown) => {
        log.warn(WHERE, `the profile of ${id} cannot be read: ${sentence(error)}`);
        return null;
      });
      if (bytes) found.set(id, bytes);
    }
  } catch (error) {
    log.warn(WHERE, `${PROFILE_INDEX} cannot be read, learning begins anew: ${sentence(error)}`);
  }
  return found;
};

/** Seals what lies plain from before the folder was encrypted; what cannot be is told. Never rejects. */
const encryptAll = async (
  vault: ProfileVault,
  bodies: Iterable<string>,
  log: Pick<Log, 'warn'>,
): Promise<void> => {
  for (const name of [PROFILE_INDEX, ...[...bodies].map(profileName)])
    await vault
      .encrypt(name)
      .catch((error: unknown) =>
        log.warn(WHERE, `${name} cannot be encrypted: ${sentence(error)}`),
      );
};

/**
 * Opens the profiles of a state folder. Writes one after the other, the newest of each body; what could not
 * be written is tried again at the next beat. Never rejects: without a disk the show goes on and learns.
 */
export const openProfiles = async (
  vault: ProfileVault,
  timing: Pick<Scheduler, 'every'>,
  log: Pick<Log, 'warn' | 'info'>,
): Promise<ProfileStore> => {
  const kept = await readAll(vault, log);
  const order = new Set(kept.keys());
  if (order.size > 0) await encryptAll(vault, order, log);
  /** Let go, with a file that still lies there. */
  const letGo = new Set<string>();
  const waiting = new Map<string, Uint8Array>();
  const handed = new Map<string, Uint8Array>();
  let save: () => ReadonlyMap<string, Uint8Array> = () => new Map();
  let busy: Promise<void> | null = null;
  let failing = false;

  const gather = (): void => {
    for (const [id, bytes] of save()) {
      if (!Id.safeParse(id).success) continue;
      waiting.delete(id);
      waiting.set(id, bytes);
      const [first] = waiting.keys();
      if (waiting.size > MOST_PROFILES && first !== undefined) waiting.delete(first);
    }
  };

  const index = (): Uint8Array => {
    const bodies = [...order].slice(-MOST_PROFILES);
    return new TextEncoder().encode(JSON.stringify({ format: 1, bodies }));
  };

  const write = async (id: string, bytes: Uint8Array): Promise<void> => {
    await vault.write(profileName(id), bytes);
    order.delete(id);
    order.add(id);
    letGo.delete(id);
    const [first] = order;
    if (order.size > MOST_PROFILES && first !== undefined) {
      order.delete(first);
      letGo.add(first);
    }
    await vault.write(PROFILE_INDEX, index());
    for (const gone of [...letGo]) {
      await vault.remove(profileName(gone));
      letGo.delete(gone);
    }
  };

  const drain = async (): Promise<void> => {
    for (const [id, bytes] of [...waiting]) {
      waiting.delete(id);
      try {
        await write(id, bytes);
        if (failing) log.info(WHERE, 'profiles are kept again.');
        failing = false;
      } catch (error) {
        if (!waiting.has(id)) waiting.set(id, bytes);
        if (!failing) log.warn(WHERE, `the profile of ${id} was not kept: ${sentence(error)}`);
        failing = true;
        return;
      }
    }
  };
  const start = (): Promise<void> => {
    busy ??= drain().finally(() => {
      busy = null;
    });
    return busy;
  };

  return {
    load(bodyId) {
      const bytes = kept.get(bodyId) ?? null;
      kept.delete(bodyId);
      if (bytes) handed.set(bodyId, bytes);
      return bytes;
    },
    refused(bodyId, error) {
      log.warn(WHERE, `${sentence(error)} It is set aside as ${asideName(bodyId)}.`);
      const bytes = handed.get(bodyId);
      // The next save takes its place: what an older or newer conductor could read is not lost.
      if (bytes) void vault.write(asideName(bodyId), bytes).catch(() => {});
    },
    keep(from) {
      save = from;
      return timing.every(EVERY_MS, () => {
        gather();
        void start();
      });
    },
    async flush() {
      while (busy) await busy;
      gather();
      await start();
    },
  };
};
