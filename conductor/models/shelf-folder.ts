import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ModelRecord } from './shelf.ts';

/** What was put into a folder, and how to know it again. Lies beside the files. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  /** Where it is from: a revision of its repository, or `folder`. */
  from: z.string(),
  files: z.array(
    z.strictObject({ path: z.string(), bytes: z.int().min(1), sha256: z.string().length(64) }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'yeoun-model.json';

/** Whether a model is there. broken: some of it is, and what is wrong. */
export type Standing =
  | { readonly is: 'ready'; readonly folder: string; readonly bytes: number }
  | { readonly is: 'absent' }
  | { readonly is: 'broken'; readonly folder: string; readonly why: string };

/** The folder of an installed package: that of the project, or one above. Null where it is not installed. */
export const packageFolder = (root: string, name: string): string | null => {
  for (let at = root; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(folder)) return folder;
    if (dirname(at) === at) return null;
  }
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const readManifest = (folder: string): Manifest | null => {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch {
    return null;
  }
};

const pulled = (model: ModelRecord, folder: string): Standing => {
  if (!existsSync(folder)) return { is: 'absent' };
  const manifest = readManifest(folder);
  if (manifest?.id !== model.id)
    return { is: 'broken', folder, why: `${MANIFEST} is missing or of another model` };
  for (const path of model.files) {
    const meant = manifest.files.find((file) => file.path === path);
    if (!meant) return { is: 'broken', folder, why: `${path} was never put there` };
    const bytes = sizeOf(join(folder, path));
    if (bytes !== meant.bytes)
      return { is: 'broken', folder, why: `${path} has ${bytes} of ${meant.bytes} bytes` };
  }
  return { is: 'ready', folder, bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0) };
};

/**
 * Whether a model is there, by its files and their sizes.
 * @param root the project, for what ships @param models where pulled ones lie
 */
export const standing = (model: ModelRecord, root: string, models: string): Standing => {
  if (!model.ships) return pulled(model, join(models, model.id));
  const home = packageFolder(root, model.ships.package);
  const folder = home && join(home, model.ships.folder);
  if (!(folder && existsSync(folder))) return { is: 'absent' };
  const sizes = model.files.map((path) => sizeOf(join(folder, path)));
  const missing = model.files.find((_, i) => sizes[i] === 0);
  if (missing !== undefined) return { is: 'broken', folder, why: `${missing} is missing` };
  return { is: 'ready', folder, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
};
