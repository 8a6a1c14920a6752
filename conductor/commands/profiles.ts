import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { YeounError } from '#contracts/errors';
import { type Given, readConfig } from '../config.ts';
import { isLocked } from '../state/lock.ts';

const END = '.esn';
/** What deleting means, said where it is done. */
const GONE = `A disk, above all a solid-state one, may keep copies of deleted blocks until it uses them again;\nwith an encrypted state folder (YEOUN_STATE_KEY) they cannot be read without the passphrase.\n`;

const wrong = (where: string, what: string, remedy: string): YeounError =>
  new YeounError('config/value', where, what, remedy);

/** Bodies whose profile is kept, by name. */
const bodiesIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(END))
    .map((name) => name.slice(0, -END.length))
    .sort();
};

/** What may follow the file's own name: set aside, or a draft that a crash left behind (process and number). */
const BESIDE = /^(\.aside)?(\.\d+\.\d+\.new)?$/;

/** Everything that holds what was learned of one body, and of no other: ids may hold dots. */
const filesOf = async (folder: string, body: string): Promise<string[]> => {
  const own = `${body}${END}`;
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(own) && BESIDE.test(name.slice(own.length)));
};

/** Deletes what was learned of the movement of a body. @returns how many files */
export const forgetMovement = async (state: string, body: string): Promise<number> => {
  const folder = join(state, 'profiles');
  const files = await filesOf(folder, body);
  for (const name of files) await rm(join(folder, name), { force: true });
  return files.length;
};

/** Whether anything was learned of the movement of a body. */
export const hasMovement = async (state: string, body: string): Promise<boolean> =>
  (await filesOf(join(state, 'profiles'), body)).length > 0;

const list = async (folder: string): Promise<void> => {
  const bodies = await bodiesIn(folder);
  if (bodies.length === 0) process.stdout.write('Nothing is learned of anybody yet.\n');
  for (const body of bodies) {
    const { size, mtime } = await stat(join(folder, `${body}${END}`));
    const day = mtime.toISOString().slice(0, 16);
    process.stdout.write(`${body.padEnd(24)}${Math.ceil(size / 1000)} kB   danced last ${day}Z\n`);
  }
};

const forget = async (state: string, folder: string, body: string | undefined): Promise<void> => {
  const bodies = await bodiesIn(folder);
  const files = body === undefined ? [] : await filesOf(folder, body);
  if (files.length === 0)
    throw wrong(
      'profiles forget',
      `there is no profile of "${body ?? ''}".`,
      bodies.length > 0 ? `Known: ${bodies.join(', ')}.` : 'There are none.',
    );
  if (isLocked(state))
    throw wrong('profiles forget', 'a show is running and goes on learning.', 'End it first.');
  if (body !== undefined) await forgetMovement(state, body);
  process.stdout.write(`What was learned of ${body} is deleted.\n${GONE}`);
};

/** Lists what the machine has learned of whom, and forgets it. */
export const profiles = async (
  asked: { readonly action: string; readonly body?: string | undefined },
  given: Given,
  root: string,
): Promise<number> => {
  const { state } = readConfig(given, process.env, root, process.cwd());
  const folder = join(state, 'profiles');
  if (asked.action === 'list') await list(folder);
  else if (asked.action === 'forget') await forget(state, folder, asked.body);
  else
    throw wrong(
      'profiles',
      `there is no "${asked.action}".`,
      'Use "yeoun profiles" or "yeoun profiles forget <body>".',
    );
  return 0;
};
