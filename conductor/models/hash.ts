import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const drained = async (file: string, hash: Hash): Promise<string> => {
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Lower-case hexadecimal SHA-256 of a file. */
export const sha256Of = (file: string): Promise<string> => drained(file, createHash('sha256'));

/** The id git gives a file of so many bytes. */
export const gitIdOf = (file: string, bytes: number): Promise<string> =>
  drained(file, createHash('sha1').update(`blob ${bytes}\0`));
