import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import type { SoundWish } from './job.ts';

export interface TuneParts {
  readonly show: Show;
  /** Folder of the show. */
  readonly folder: string;
  /** The file that a visitor gave for this memory; null: it is not there any more. */
  tuneOf?(memory: string): Promise<Uint8Array | null>;
}

const SILENCE = { kind: 'none' } as const;

/**
 * The sound that belongs to a memory. A file that is gone leaves silence. What was played, or found in a file by ear, is
 * taken up by the music that answers.
 */
export const soundFor = async (
  { tune, id }: Pick<Remembrance, 'tune' | 'id'>,
  { show, folder, tuneOf }: TuneParts,
): Promise<SoundWish> => {
  switch (tune.kind) {
    case 'silence':
      return SILENCE;
    case 'answer':
    case 'played':
      return { kind: 'answer' };
    case 'file': {
      const bytes = (await tuneOf?.(id)) ?? null;
      return bytes ? { kind: 'file', name: 'file', bytes } : { kind: 'answer' };
    }
    case 'show': {
      const file = show.sounds[tune.sound]?.file;
      const bytes =
        file === undefined ? null : await readFile(join(folder, file)).catch(() => null);
      return bytes ? { kind: 'file', name: tune.sound, bytes: new Uint8Array(bytes) } : SILENCE;
    }
  }
};
