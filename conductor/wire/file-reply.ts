import { stat } from 'node:fs/promises';
import { NOT_FOUND, type Reply, reply, say } from './reply.ts';

/** Part of a file, both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** The headers that say which part of a file is wanted, and which content is there already. */
export interface Asked {
  readonly range: string | undefined;
  readonly knownTag: string | undefined;
}

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

/** A file, or the part of it that is asked for, sent as it is read. Rejects where it cannot be looked at. */
export const serveFile = async (path: string, type: string, asked: Asked): Promise<Reply> => {
  const facts = await stat(path);
  if (!facts.isFile()) return NOT_FOUND;
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
