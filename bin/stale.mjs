import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SKIP = new Set(['node_modules', 'dist', '.git', '.yeoun']);

const walk = (path, hash) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return;
  if (info.isFile()) {
    hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) if (!SKIP.has(name)) walk(join(path, name), hash);
};

/** A fingerprint of some files and folders by name, size and time: cheap enough for every start. */
export const fingerprint = (paths) => {
  const hash = createHash('sha256');
  for (const path of paths) walk(path, hash);
  return hash.digest('hex');
};

/** Runs `make` unless the stamp at `stampFile` still fits `paths`. */
export const unlessFresh = async (stampFile, paths, make) => {
  const now = fingerprint(paths);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return false;
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, now);
  return true;
};
