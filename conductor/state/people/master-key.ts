import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { sentence, YeounError } from '../../kernel/errors.ts';
import { codeOf } from '../folder-errors.ts';
import { KEY_BYTES } from '../vault/seal.ts';

const HEAD = 'yeoun people key 1';
const LONGEST_FILE = 1024;
const KEY_LINE = /^[A-Za-z0-9+/]{43}=$/;
const OTHERS = 0o077;

export interface MasterKey {
  readonly bytes: Uint8Array;
  /** True: other users of this machine may read the file. */
  readonly isOpen: boolean;
}

const refuse = (code: string, file: string, what: string, remedy: string): YeounError =>
  new YeounError(`people/${code}`, file, what, remedy);

/** The path with every link on the way followed; what is not there yet counts as it is written. */
const realOf = async (path: string): Promise<string> => {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(await realOf(parent), basename(whole));
  }
};

/** A key beside what it seals protects nothing: whoever copies the folder has both. */
const mustLieOutside = async (file: string, state: string): Promise<void> => {
  const way = relative(await realOf(state), await realOf(file));
  const first = way.split(sep)[0];
  if (first === '..' || resolve(way) === way) return;
  throw refuse(
    'key-inside',
    file,
    'the master key lies inside the state folder, beside what it seals.',
    'Move it elsewhere, best to another disk, and name it there.',
  );
};

const unreadable = (file: string, error: unknown): YeounError =>
  codeOf(error) === 'ENOENT'
    ? refuse(
        'key-missing',
        file,
        'there is no key file.',
        'Make one with "yeoun people key <file>", or bring back the one that people were sealed with.',
      )
    : refuse(
        'key-unreadable',
        file,
        `the key file cannot be read (${sentence(error)}).`,
        'Give this user the right to read it.',
      );

const parse = (text: string, file: string): Uint8Array => {
  const [head, key, ...more] = text.split(/\r?\n/).filter((line) => line !== '');
  if (head === HEAD && key && KEY_LINE.test(key) && more.length === 0) {
    const bytes = Buffer.from(key, 'base64');
    if (bytes.length === KEY_BYTES) return bytes;
  }
  throw refuse(
    'key-format',
    file,
    'this is no master key of yeoun.',
    'Name a file that "yeoun people key <file>" made.',
  );
};

/**
 * The master key in a file. Rejects with a YeounError: `people/key-inside` the state folder, `people/key-missing`,
 * `people/key-unreadable`, `people/key-format`.
 */
export const readMasterKey = async (file: string, state: string): Promise<MasterKey> => {
  await mustLieOutside(file, state);
  let text: string;
  let mode: number;
  try {
    const info = await stat(file);
    mode = info.mode;
    text = info.size > LONGEST_FILE ? '' : await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const isOpen = process.platform !== 'win32' && (mode & OTHERS) !== 0;
  return { bytes: parse(text, file), isOpen };
};

/**
 * Makes a master key in a new file that only its owner may read. Never overwrites. Rejects with a YeounError:
 * `people/key-inside`, `people/key-exists`, `people/key-unwritable`.
 */
export const makeMasterKey = async (file: string, state: string): Promise<void> => {
  await mustLieOutside(file, state);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${HEAD}\n${randomBytes(KEY_BYTES).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw refuse(
        'key-exists',
        file,
        'there is a file already; a key is never overwritten.',
        'Name a new file.',
      );
    throw refuse(
      'key-unwritable',
      file,
      `the key file cannot be written (${sentence(error)}).`,
      'Name a file in a folder that this user may write.',
    );
  }
};
