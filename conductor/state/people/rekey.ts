import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { YeounError } from '../../kernel/errors.ts';
import { threadFile } from '../../kernel/thread-file.ts';
import { PEOPLE_FILE } from './database.ts';
import { readMasterKey } from './master-key.ts';
import { startThread } from './thread.ts';

export interface Rekey {
  readonly folder: string;
  readonly oldFile: string;
  readonly newFile: string;
  readonly nowMs: number;
}

/**
 * Wraps the key of everybody with another master key; what they seal stays as it is. Nobody else may have the
 * store open. Rejects with `people/wrong-key`, `people/nobody` and what `readMasterKey` says.
 * @returns how many people
 */
export const rekeyPeople = async ({ folder, oldFile, newFile, nowMs }: Rekey): Promise<number> => {
  const from = await readMasterKey(oldFile, folder);
  const to = await readMasterKey(newFile, folder);
  if (!existsSync(join(folder, PEOPLE_FILE)))
    throw new YeounError('people/nobody', folder, 'nobody is kept here.', 'Name the state folder.');
  const open = { folder, strict: true, master: from.bytes, nowMs };
  const thread = await startThread(threadFile('people'), open, { state() {}, gone() {} });
  try {
    return await thread.call('rekey', from.bytes, to.bytes);
  } finally {
    await thread.close(nowMs);
  }
};
