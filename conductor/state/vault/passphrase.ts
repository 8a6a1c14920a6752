import { randomBytes, scrypt } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { sentence, YeounError } from '../../kernel/errors.ts';
import { KEY_BYTES } from './seal.ts';

/** How hard it is to guess a passphrase: parameters of scrypt (RFC 7914). */
export const ScryptCost = z.strictObject({
  n: z
    .int()
    .min(2 ** 10)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n)), 'a power of 2'),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
});
export type ScryptCost = z.infer<typeof ScryptCost>;

/** 64 MiB and some tenths of a second: what OWASP's Password Storage Cheat Sheet names as enough for scrypt. */
export const USUAL_COST: ScryptCost = { n: 2 ** 16, r: 8, p: 2 };
const SALT_BYTES = 16;
export const newSalt = (): Buffer => randomBytes(SALT_BYTES);

/** The key of a passphrase. Composed and decomposed Hangul give the same one (NFKC). */
export const keyFrom = (passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> =>
  new Promise((done, fail) => {
    const maxmem = 256 * cost.n * cost.r + 1024 * 1024;
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { N: cost.n, r: cost.r, p: cost.p, maxmem },
      (error, key) => (error ? fail(error) : done(key)),
    );
  });

const SHORTEST = 8;
const LONGEST_FILE = 4096;

const checked = (passphrase: string, where: string): string => {
  if ([...passphrase].length >= SHORTEST) return passphrase;
  throw new YeounError(
    'vault/short-key',
    where,
    'the passphrase is too short.',
    `Use at least ${SHORTEST} characters; several words are better.`,
  );
};

/**
 * The passphrase of the state folder, from the variable or else the file; null where neither is given. It never
 * stands on the command line, where other users of the machine could read it. Rejects with a YeounError.
 */
export const readPassphrase = async (
  env: string | undefined,
  file: string | null,
): Promise<string | null> => {
  if (env !== undefined && env !== '') return checked(env, 'YEOUN_STATE_KEY');
  if (file === null) return null;
  try {
    const { size } = await stat(file);
    if (size > LONGEST_FILE) throw new Error(`it is longer than ${LONGEST_FILE} bytes`);
    return checked((await readFile(file, 'utf8')).replace(/\r?\n$/, ''), file);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    throw new YeounError(
      'vault/key-file',
      file,
      `the key file cannot be read (${sentence(error)}).`,
      'Name a text file with the passphrase on one line.',
    );
  }
};
