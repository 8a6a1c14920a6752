import { realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type Asked, serveFile } from './file-reply.ts';
import { NOT_FOUND, type Reply } from './reply.ts';

/** A sound of the show that runs: the show's folder, and the file in it as the show names it. */
export interface SoundPath {
  readonly folder: string;
  readonly file: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.webm': 'audio/webm',
};

const PATH = /^\/sounds\/([A-Za-z0-9._-]{1,64})$/;

/** The name of the sound that an address asks for; null where it asks for none. */
export const soundOfPath = (pathname: string): string | null => PATH.exec(pathname)?.[1] ?? null;

const serve = async ({ folder, file }: SoundPath, asked: Asked): Promise<Reply> => {
  const type = TYPES[extname(file).toLowerCase()];
  if (!type) return NOT_FOUND;
  const root = await realpath(folder);
  const path = await realpath(join(root, file));
  // A link may lead out of the show's folder; we do not follow it there.
  return path.startsWith(root + sep) ? await serveFile(path, type, asked) : NOT_FOUND;
};

/** Serves the sounds that the show names, nothing beside them, whatever links lie in its folder. */
export const sounds =
  (pathOf: (id: string) => SoundPath | null) =>
  async (id: string, asked: Asked): Promise<Reply> => {
    const path = pathOf(id);
    if (!path) return NOT_FOUND;
    try {
      return await serve(path, asked);
    } catch {
      // Nothing there, or not to be read: the same to whoever asked.
      return NOT_FOUND;
    }
  };
