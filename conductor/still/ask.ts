import { readFile } from 'node:fs/promises';
import { sentence, YeounError } from '#contracts/errors';
import type { Intent } from '#contracts/intent';
import { MEMORY_CHARACTERS, type Remembered } from '#contracts/picture';
import { sceneInfo } from '#contracts/scenes';
import type { Cue, Show } from '#contracts/show';
import { numberIn, wrong } from '../sheet/options.ts';
import { cueIndex } from '../show/cues.ts';

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
type Dimension = (typeof DIMENSIONS)[number];
const USE = `Write it as ${DIMENSIONS.map((name) => `${name}=0.5`).join(',')}, each from 0 to 1.`;

const isDimension = (name: string): name is Dimension =>
  (DIMENSIONS as readonly string[]).includes(name);

/** `positive=0.7,negative=0.2` as the hand on the console would say it; null: nobody says what is felt. */
export const feelingOf = (text: string | undefined): Intent | null => {
  if (text === undefined) return null;
  const felt: Partial<Record<Dimension, number>> = {};
  for (const part of text.split(',')) {
    const [name = '', value = '', ...rest] = part.split('=').map((word) => word.trim());
    if (!isDimension(name) || rest.length > 0) throw wrong('--feeling', text, USE);
    felt[name] = numberIn('--feeling', value, 0, 1);
  }
  return { do: 'affect', mode: 'manual', seconds: 0, ...felt };
};

const readMemory = async (file: string): Promise<string> => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw new YeounError(
      'still/memory-file',
      file,
      `cannot be read: ${sentence(error)}`,
      'Name a text file in UTF-8.',
      { cause: error },
    );
  }
};

/** The words to be painted; null: those of the show. Throws where both ways of saying them are used. */
export const memoryOf = async (asked: {
  readonly memory?: string | undefined;
  readonly memoryFile?: string | undefined;
}): Promise<Remembered | null> => {
  const { memory, memoryFile } = asked;
  if (memory !== undefined && memoryFile !== undefined)
    throw wrong('--memory-file', memoryFile, 'Give the words or the file, not both.');
  const text = memoryFile === undefined ? memory : await readMemory(memoryFile);
  if (text === undefined) return null;
  const taken = text.slice(0, MEMORY_CHARACTERS);
  return { parts: taken.trim() === '' ? [] : [{ text: taken, weight: 1 }], sketch: [] };
};

/** The cue of that number, else the first that shows what the engine paints, else the first. */
export const cueOf = (show: Show, number: string | undefined): Cue => {
  const known = show.cues.map((cue) => cue.number).join(', ');
  const named = number === undefined ? null : show.cues[cueIndex(show, number) ?? -1];
  if (named === undefined) throw wrong('--cue', number ?? '', `The show has: ${known}.`);
  const painted = show.cues.find((cue) => {
    const entry = show.scenes[cue.scene ?? ''];
    return entry !== undefined && sceneInfo(entry.scene).pictures === true;
  });
  const found = named ?? painted ?? show.cues[0];
  if (!found) throw wrong('--cue', number ?? '', 'The show has no cue.');
  return found;
};
