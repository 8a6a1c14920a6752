import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { YeounError } from '../../kernel/errors.ts';
import { placeFile } from './names.ts';
import { keyFrom, newSalt, ScryptCost, USUAL_COST } from './passphrase.ts';
import { readOrNull } from './plain-store.ts';
import { KEY_BYTES, seal, unseal } from './seal.ts';

export const VAULT_FILE = 'vault.json';
const FORMAT = 1;
const CONTEXT = Buffer.from('yeoun/1|vault');

/**
 * `vault.json`: the folder's key, sealed with the key of the passphrase. That it opens proves the passphrase.
 * The passphrase may so be changed one day without touching what the folder's key has sealed.
 */
const VaultFile = z.strictObject({
  format: z.literal(FORMAT),
  kdf: z.literal('scrypt'),
  cost: ScryptCost,
  salt: z.base64().max(128),
  key: z.base64().max(256),
});
type VaultFile = z.infer<typeof VaultFile>;

const damaged = (path: string): YeounError =>
  new YeounError(
    'vault/damaged',
    path,
    'the file with the folder’s key is damaged.',
    'Restore it from a copy: without it nobody can read what is encrypted in this folder.',
  );

const parse = (bytes: Uint8Array, path: string): VaultFile => {
  try {
    return VaultFile.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw damaged(path);
  }
};

const openKey = async (file: VaultFile, passphrase: string, path: string): Promise<Uint8Array> => {
  const own = await keyFrom(passphrase, Buffer.from(file.salt, 'base64'), file.cost);
  const key = unseal(own, Buffer.from(file.key, 'base64'), CONTEXT);
  if (key?.length === KEY_BYTES) return key;
  throw new YeounError(
    'vault/wrong-key',
    path,
    'this is not the passphrase of this folder.',
    'Set YEOUN_STATE_KEY or --state-key-file to the one it was encrypted with. Nothing was changed.',
  );
};

const makeFile = async (passphrase: string, cost: ScryptCost): Promise<VaultFile> => {
  const salt = newSalt();
  const own = await keyFrom(passphrase, salt, cost);
  const key = seal(own, randomBytes(KEY_BYTES), CONTEXT);
  const [saltText, keyText] = [salt.toString('base64'), key.toString('base64')];
  return { format: FORMAT, kdf: 'scrypt', cost, salt: saltText, key: keyText };
};

/**
 * The key of a state folder: read with the passphrase, made where the folder has none yet; null where neither is
 * there and files stay plain. Never overwrites. Rejects with a YeounError: `vault/no-key`, `vault/wrong-key`,
 * `vault/damaged`, and where none may be made `vault/missing`.
 */
export const folderKey = async (
  folder: string,
  passphrase: string | null,
  cost: ScryptCost = USUAL_COST,
  mayMake = true,
): Promise<Uint8Array | null> => {
  const path = join(folder, VAULT_FILE);
  const found = await readOrNull(path);
  if (passphrase === null) {
    if (!found) return null;
    throw new YeounError(
      'vault/no-key',
      path,
      'this state folder is encrypted and no passphrase was given.',
      'Set YEOUN_STATE_KEY, or name a file that holds it with --state-key-file.',
    );
  }
  if (found) return await openKey(parse(found, path), passphrase, path);
  if (!mayMake)
    throw new YeounError(
      'vault/missing',
      path,
      'what was encrypted here cannot be read without this file.',
      'Leave a take where it was recorded, or copy its whole state folder.',
    );
  const made = await makeFile(passphrase, cost);
  const bytes = Buffer.from(`${JSON.stringify(made, null, 2)}\n`);
  // Another process may have been quicker: then its key is the folder's.
  const standing = (await placeFile(path, bytes)) ? bytes : await readOrNull(path);
  if (!standing) throw damaged(path);
  return await openKey(parse(standing, path), passphrase, path);
};
