import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);
const PAGE = 'mine.html';

/** Files of a page and of all that it loads at once, as the build lists them. Pure. */
export const filesOf = (manifest: z.infer<typeof Manifest>, page: string): ReadonlySet<string> => {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...chunk.css, ...chunk.assets]) files.add(`/${file}`);
    for (const next of chunk.imports) visit(next);
  };
  visit(page);
  return files;
};

/** Whether an address is a file of the visitors' page: those alone are for strangers. */
export const mineFiles =
  (folder: string) =>
  async (pathname: string): Promise<boolean> => {
    if (!pathname.startsWith('/assets/')) return false;
    try {
      const text = await readFile(join(folder, '.vite', 'manifest.json'), 'utf8');
      return filesOf(Manifest.parse(JSON.parse(text)), PAGE).has(pathname);
    } catch {
      // Nothing is built, or not by us.
      return false;
    }
  };
