import { folderKey } from './vault/lock-file.ts';
import type { ScryptCost } from './vault/passphrase.ts';
import { plainVault } from './vault/plain-store.ts';
import { sealedVault } from './vault/sealed-store.ts';
import type { Vault } from './vault/store.ts';

export { readPassphrase } from './vault/passphrase.ts';
export type { Appender, Piece, Pieces, Place, Store, Vault } from './vault/store.ts';

export interface VaultOptions {
  /** The state folder; it must be there. */
  readonly folder: string;
  /** Null: files lie as they are, unless the folder was encrypted before. */
  readonly passphrase: string | null;
  /** For a folder that is encrypted now for the first time. */
  readonly cost?: ScryptCost;
  /** False: a folder without a key gets none. */
  readonly mayMake?: boolean;
}

/**
 * Opens the state folder's files, encrypted (AES-256-GCM, key from the passphrase by scrypt) where a passphrase is
 * given. Rejects with a YeounError: `vault/no-key`, `vault/wrong-key`, `vault/damaged`.
 */
export const openVault = async ({
  folder,
  passphrase,
  cost,
  mayMake,
}: VaultOptions): Promise<Vault> => {
  const key = await folderKey(folder, passphrase, cost, mayMake);
  return key ? sealedVault(folder, key) : plainVault(folder);
};

/** A vault that could not be opened: whoever needs it hears why, and nobody else does. */
export const lockedVault = (error: unknown): Vault => {
  const refuse = async (): Promise<never> => {
    throw error;
  };
  return {
    encrypted: true,
    read: refuse,
    write: refuse,
    encrypt: refuse,
    appender: refuse,
    bytes() {
      throw error;
    },
    pieces: refuse,
    remove: refuse,
    room: refuse,
  };
};
