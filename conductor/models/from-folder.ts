import { existsSync } from 'node:fs';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { YeounError } from '#contracts/errors';
import { sha256Of } from './hash.ts';
import { draftFolder, makeRoomFor, putInPlace } from './put.ts';
import type { ModelRecord } from './shelf.ts';
import { MANIFEST, Manifest } from './shelf-folder.ts';

const wrong = (where: string, what: string): YeounError =>
  new YeounError(
    'models/wrong-folder',
    where,
    what,
    'Give the folder that holds config.json and onnx/, as "yeoun models pull" leaves it or as its repository has it.',
  );

/** The model may lie in the folder itself or where people put it on a stick. */
const placesIn = (folder: string, { id, repo }: ModelRecord): string[] => [
  folder,
  join(folder, id),
  join(folder, 'models', id),
  ...(repo ? [join(folder, repo), join(folder, 'models', repo)] : []),
];

const find = (folder: string, model: ModelRecord): string => {
  if (!existsSync(folder)) throw wrong(folder, 'there is no such folder.');
  const [first = 'config.json'] = model.files;
  const home = placesIn(folder, model).find((place) => existsSync(join(place, first)));
  if (home === undefined) throw wrong(folder, `there is no ${first} of ${model.id} in it.`);
  return home;
};

const parsed = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw wrong(file, `cannot be read as JSON: ${String(error)}.`);
  }
};

/** A folder of another model is not taken for this one. */
export const checkConfig = async (model: ModelRecord, home: string): Promise<void> => {
  if (!model.config) return;
  const file = join(home, 'config.json');
  const config = await parsed(file);
  for (const [key, meant] of Object.entries(model.config)) {
    const is = (config as Record<string, unknown> | null)?.[key];
    if (is !== meant)
      throw wrong(file, `${key} is ${JSON.stringify(is)}, not ${JSON.stringify(meant)}.`);
  }
};

/** Where the folder says what its files should be, they must be that. */
const checkHashes = async (home: string): Promise<void> => {
  const file = join(home, MANIFEST);
  if (!existsSync(file)) return;
  const manifest = Manifest.safeParse(await parsed(file));
  if (!manifest.success) throw wrong(file, 'is none of ours.');
  for (const { path, sha256 } of manifest.data.files)
    if (!existsSync(join(home, path)) || (await sha256Of(join(home, path))) !== sha256)
      throw wrong(
        join(home, path),
        'is not the file that was once put there: the copy is damaged.',
      );
};

/**
 * Installs a model from a folder or a USB stick. Rejects with YeounErrors; what was installed before then stays.
 * @param models where pulled models lie
 */
export const putFromFolder = async (
  model: ModelRecord,
  folder: string,
  models: string,
): Promise<void> => {
  const home = find(folder, model);
  for (const path of model.files) {
    const found = await stat(join(home, path)).catch(() => null);
    if (!found?.isFile() || found.size === 0) throw wrong(join(home, path), 'is missing or empty.');
  }
  await checkConfig(model, home);
  await checkHashes(home);
  const draft = draftFolder(models, model.id);
  await rm(draft, { recursive: true, force: true });
  try {
    for (const path of model.files) {
      await makeRoomFor(join(draft, path));
      await copyFile(join(home, path), join(draft, path));
    }
    await putInPlace(model, models, 'folder');
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
};
