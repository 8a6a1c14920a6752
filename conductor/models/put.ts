import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Of } from './hash.ts';
import type { ModelRecord } from './shelf.ts';
import { MANIFEST, type Manifest } from './shelf-folder.ts';

/** Where a model lies until it is whole. */
export const draftFolder = (models: string, id: string): string => join(models, `${id}.part`);

export const makeRoomFor = (file: string): Promise<unknown> =>
  mkdir(dirname(file), { recursive: true });

/** Notes what lies in the draft, and puts it in the place of what was there before. */
export const putInPlace = async (model: ModelRecord, models: string, from: string) => {
  const draft = draftFolder(models, model.id);
  const files: Manifest['files'] = [];
  for (const path of model.files) {
    const file = join(draft, path);
    files.push({ path, bytes: (await stat(file)).size, sha256: await sha256Of(file) });
  }
  const manifest: Manifest = { format: 1, id: model.id, from, files };
  await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  const place = join(models, model.id);
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
};
