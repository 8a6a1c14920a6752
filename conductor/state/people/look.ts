import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../kernel/clock.ts';
import { sentence } from '../../kernel/errors.ts';
import { silentLog } from '../../kernel/log.ts';
import { scheduler } from '../../kernel/scheduler.ts';
import { PEOPLE_FILE } from './database.ts';
import { readMasterKey } from './master-key.ts';
import { openPeople } from './open-people.ts';
import { IN_PLAIN } from './texts.ts';

export interface Finding {
  readonly isGood: boolean;
  readonly text: string;
}

/** Names of broken files that were set aside: they may hold people whom forgetting does not reach. */
export const asideIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => /^people\.aside-.*\.db$/.test(name))
    .sort();

const stored = async (folder: string, keyFile: string | null): Promise<Finding> => {
  const timing = scheduler(systemClock(), () => {});
  const options = { folder, keyFile, timing, log: silentLog, onLamp() {}, strict: true };
  const people = await openPeople(options);
  try {
    const all = await people.list();
    const locked = all.filter((person) => person.locked).length;
    if (locked > 0) {
      const text = `${locked} of the people kept are sealed, and the master key was not given: set YEOUN_KEY_FILE.`;
      return { isGood: false, text };
    }
    const plain = all.filter((person) => !person.sealed).length;
    if (plain > 0) return { isGood: false, text: IN_PLAIN(plain).en };
    return { isGood: true, text: `${PEOPLE_FILE} opens; ${all.length} people are kept, sealed.` };
  } finally {
    await people.close();
  }
};

const keyOf = async (folder: string, keyFile: string | null): Promise<Finding[]> => {
  if (keyFile === null) return [];
  const { isOpen } = await readMasterKey(keyFile, folder);
  if (!isOpen) return [];
  return [{ isGood: false, text: `Other users can read the master key ${keyFile}: chmod 600.` }];
};

/** How what is kept of people stands, for `yeoun doctor`. Never rejects, makes no file. */
export const lookAtPeople = async (folder: string, keyFile: string | null): Promise<Finding[]> => {
  const aside = (await asideIn(folder)).map((name) => ({
    isGood: false,
    text: `${name} was set aside as damaged; it may hold people. Restore or delete it.`,
  }));
  try {
    const key = await keyOf(folder, keyFile);
    if (existsSync(join(folder, PEOPLE_FILE)))
      return [...key, ...aside, await stored(folder, keyFile)];
    const text = keyFile
      ? 'Nobody is kept yet; people will be sealed.'
      : 'Nobody is kept yet; without YEOUN_KEY_FILE people would lie in plain.';
    return [...key, ...aside, { isGood: true, text }];
  } catch (error) {
    return [...aside, { isGood: false, text: `People: ${sentence(error)}` }];
  }
};
