import type { Config } from '../config.ts';
import type { Log } from '../kernel/log.ts';
import type { LampBoard } from './lamps.ts';
import { LOCKED } from './take-texts.ts';
import { lockedVault, openVault, readPassphrase, type Vault } from './vault.ts';

const PART = 'vault';

/** The vault of a configuration. Rejects with a YeounError that says what to do. */
export const vaultOf = async (
  config: Pick<Config, 'state' | 'stateKey' | 'stateKeyFile'>,
): Promise<Vault> =>
  await openVault({
    folder: config.state,
    passphrase: await readPassphrase(config.stateKey, config.stateKeyFile),
  });

/** The same for a show, which must run without it too: what fails lights a lamp, and the vault stays shut. */
export const openState = async (config: Config, lamps: LampBoard, log: Log): Promise<Vault> => {
  try {
    return await vaultOf(config);
  } catch (error) {
    const text = LOCKED(error);
    log.fail(PART, text.en);
    lamps.set(PART, { part: PART, level: 'fail', text });
    return lockedVault(error);
  }
};
