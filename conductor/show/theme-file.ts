import type { Show } from '#contracts/show';
import { readMidi } from '../../sensors/adapters/replay/midi-notes.ts';
import { sentence } from '../kernel/errors.ts';
import { insideFolder, type ShowFiles } from './files.ts';
import { type Problem, pathText } from './problems.ts';
import type { Located } from './yaml.ts';

const PATH = ['music', 'theme'];

type Finding = Pick<Problem, 'code' | 'what' | 'remedy'>;

const findingOf = async (
  folder: string,
  theme: string,
  files: ShowFiles,
): Promise<Finding | null> => {
  const path = insideFolder(folder, theme);
  if (path === null)
    return {
      code: 'show/outside',
      what: 'The theme must lie inside the folder of the show.',
      remedy: 'Copy it there.',
    };
  const bytes = await files.read(path).catch(() => null);
  if (!bytes)
    return {
      code: 'show/missing-asset',
      what: `There is no file ${path}.`,
      remedy: 'Put the file there, or write the name of one that is.',
    };
  try {
    return readMidi(bytes, theme).length > 0
      ? null
      : { code: 'show/theme', what: `"${theme}" holds no notes.`, remedy: 'Choose another file.' };
  } catch (error) {
    return {
      code: 'show/theme',
      what: sentence(error),
      remedy: 'Save the melody as a standard MIDI file (.mid).',
    };
  }
};

/** The theme of the music is there, inside the folder of the show, and a MIDI file with notes. */
export const checkTheme = async (
  folder: string,
  show: Show,
  file: string,
  located: Located,
  files: ShowFiles,
): Promise<Problem[]> => {
  const theme = show.music?.theme;
  const finding = theme === undefined ? null : await findingOf(folder, theme, files);
  return finding ? [{ ...finding, file, ...located.place(PATH), path: pathText(PATH) }] : [];
};
