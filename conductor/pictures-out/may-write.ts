import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';

/** Looks whether a file could be written there, before anything takes long. Throws `picture/unwritable`. */
export const mayWriteTo = async (out: string): Promise<void> => {
  try {
    await access(dirname(out), constants.W_OK);
  } catch (error) {
    throw new YeounError(
      'picture/unwritable',
      out,
      `cannot be written: ${sentence(error)}`,
      'Name a file in a folder that is there and may be written to.',
      { cause: error },
    );
  }
};
