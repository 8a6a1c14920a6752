import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type OpenTakeFiles, plainTakeFiles } from '../../sensors/recording/files.ts';
import { KEY_FILE, TAKE_FILE } from '../../sensors/recording/format.ts';
import { YeounError } from '../kernel/errors.ts';
import { isOverdue, KEEP_HOURS, lookAtTake } from './takes.ts';
import { readOrNull } from './vault/plain-store.ts';
import { openVault, type Store, type Vault } from './vault.ts';

/** What opens the vault of a state folder: called once for each, and only where a take is encrypted. */
export type VaultOpener = (state: string) => Promise<Vault>;

const shredded = (folder: string): YeounError =>
  new YeounError(
    'replay/no-key',
    folder,
    'the key of this take is gone: it was deleted, and what is left cannot be read.',
    'Choose another take.',
  );

/** Opens the vaults of state folders with one passphrase, each once; `own` is already open. */
export const vaults = (
  passphrase: () => Promise<string | null>,
  own?: { readonly state: string; readonly vault: Vault },
): VaultOpener => {
  const opened = new Map<string, Promise<Vault>>();
  if (own) opened.set(resolve(own.state), Promise.resolve(own.vault));
  return async (state) => {
    const known = opened.get(state);
    if (known) return await known;
    const vault = await openVault({
      folder: state,
      passphrase: await passphrase(),
      mayMake: false,
    });
    if (opened.size < MOST_VAULTS) opened.set(state, Promise.resolve(vault));
    return vault;
  };
};
const MOST_VAULTS = 16;

/** The store of an encrypted take that lies where it was recorded: in `takes` of its state folder. */
export const takeStore = async (folder: string, vaultAt: VaultOpener): Promise<Store> => {
  const path = resolve(folder);
  const vault = await vaultAt(dirname(dirname(path)));
  return await vault.room(`${basename(dirname(path))}/${basename(path)}`, 'open');
};

const overdue = (folder: string): YeounError =>
  new YeounError(
    'replay/overdue',
    folder,
    'nobody agreed to this take being kept, and its time is over.',
    `Delete it: yeoun takes. To keep such a take, note the consent within ${KEEP_HOURS} h.`,
  );

/**
 * Reads takes as they lie, and encrypted ones with the key of their state folder. A take that is due to be deleted
 * is refused (`replay/overdue`).
 */
export const takeFiles =
  (vaultAt: VaultOpener, nowMs: () => number): OpenTakeFiles =>
  async (folder) => {
    const known = await lookAtTake(folder, basename(folder));
    // One that was withdrawn is refused with its own words by whoever reads it.
    if (known.take?.consent === 'none' && isOverdue(known, nowMs())) throw overdue(folder);
    if (!(await readOrNull(join(folder, KEY_FILE)))) {
      if (known.take?.encrypted) throw shredded(folder);
      return await plainTakeFiles(folder);
    }
    const store = await takeStore(folder, vaultAt);
    return {
      head: () => readFile(join(folder, TAKE_FILE), 'utf8'),
      bytes: (name) => store.bytes(name),
    };
  };
