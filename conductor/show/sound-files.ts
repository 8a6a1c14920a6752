import { join } from 'node:path';
import type { Show } from '#contracts/show';
import { insideFolder, type ShowFiles } from './files.ts';
import { type Problem, pathText } from './problems.ts';
import type { Located } from './yaml.ts';

const FORMATS = ['wav', 'mp3', 'ogg', 'flac'];
const REMEDY = 'Put the file there, or write the name of one that is.';

type Finding = readonly [code: string, what: string, remedy: string];

const sizeOf = async (files: ShowFiles, path: string): Promise<number | null> =>
  files.stat(path).then(
    ({ size }) => size,
    () => null,
  );

const findingOf = async (
  folder: string,
  name: string,
  files: ShowFiles,
): Promise<Finding | null> => {
  const path = insideFolder(folder, name);
  if (path === null)
    return ['show/outside', 'The file must lie inside the folder of the show.', 'Copy it there.'];
  const kind = name.toLowerCase().split('.').at(-1) ?? '';
  if (!FORMATS.includes(kind))
    return [
      'show/sound-kind',
      `"${name}" is not a sound that every display plays.`,
      `Save it as ${FORMATS.map((f) => `.${f}`).join(', ')}.`,
    ];
  const size = await sizeOf(files, path);
  if (size === null) return ['show/missing-asset', `There is no file ${path}.`, REMEDY];
  return size === 0 ? ['show/missing-asset', `The file ${path} is empty.`, REMEDY] : null;
};

/** The audio files of a show are there, inside its folder, and of a kind that plays. */
export const checkSounds = async (
  folder: string,
  show: Show,
  file: string,
  located: Located,
  files: ShowFiles,
): Promise<Problem[]> => {
  const found = await Promise.all(
    Object.entries(show.sounds).map(async ([name, sound]): Promise<Problem[]> => {
      const finding = await findingOf(folder, sound.file, files);
      if (!finding) return [];
      const path = ['sounds', name, 'file'];
      const [code, what, remedy] = finding;
      return [{ code, file, ...located.place(path), path: pathText(path), what, remedy }];
    }),
  );
  return found.flat();
};

/** Where the audio files of a show lie. */
export const soundPaths = (folder: string, show: Show): string[] =>
  Object.values(show.sounds).map(({ file }) => insideFolder(folder, file) ?? join(folder, file));
