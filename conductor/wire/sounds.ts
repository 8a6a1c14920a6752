import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { NOT_FOUND, type Reply, reply, say } from './reply.ts';

/** A sound of the show that runs: the show's folder, and the file in it as the show names it. */
export interface SoundPath {
  readonly folder: string;
  readonly file: string;
}

/** Part of a file, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface SoundRequest {
  readonly range: string | undefined;
  readonly knownTag: string | undefined;
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

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110, 14.1.2). whole: nothing, or what we do not do
 * (several ranges). null: beyond the file.
 */
export const rangeOf = (header: string | undefined, size: number): ByteRange | 'whole' | null => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const tail = Math.min(size, Number(last));
    return tail > 0 ? { from: size - tail, to: size - 1 } : null;
  }
  const [from, to] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  return from < size && from <= to ? { from, to } : null;
};

const serve = async ({ folder, file }: SoundPath, asked: SoundRequest): Promise<Reply> => {
  const type = TYPES[extname(file).toLowerCase()];
  if (!type) return NOT_FOUND;
  const root = await realpath(folder);
  const path = await realpath(join(root, file));
  const facts = await stat(path);
  // A link may lead out of the show's folder; we do not follow it there.
  if (!path.startsWith(root + sep) || !facts.isFile()) return NOT_FOUND;
  const { size } = facts;
  const etag = `"${size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`;
  const headers = { etag, 'cache-control': 'no-cache', 'accept-ranges': 'bytes' };
  if (asked.knownTag === etag) return reply(304, type, '', headers);
  const range = rangeOf(asked.range, size);
  if (range === null)
    return say(
      416,
      { en: 'Beyond the file.', ko: '파일 범위를 벗어났습니다.' },
      { 'content-range': `bytes */${size}` },
    );
  if (range === 'whole') return reply(200, type, { path, from: 0, to: size - 1 }, headers);
  const part = { 'content-range': `bytes ${range.from}-${range.to}/${size}` };
  return reply(206, type, { path, ...range }, { ...headers, ...part });
};

/** Serves the sounds that the show names, nothing beside them, whatever links lie in its folder. */
export const sounds =
  (pathOf: (id: string) => SoundPath | null) =>
  async (id: string, asked: SoundRequest): Promise<Reply> => {
    const path = pathOf(id);
    if (!path) return NOT_FOUND;
    try {
      return await serve(path, asked);
    } catch {
      // Nothing there, or not to be read: the same to whoever asked.
      return NOT_FOUND;
    }
  };
