import type { IncomingMessage } from 'node:http';
import type { Text } from '#contracts/ids';
import type { BoothHost } from './booths.ts';
import { type Asked, rangeOf } from './file-reply.ts';
import { json, NOT_FOUND, type Reply, reply, say } from './reply.ts';

/** Largest file of a visitor's that is taken. */
export const TUNE_BYTES = 64 * 1024 * 1024;

const FILM = /^\/booth\/film\/([A-Za-z0-9._-]{1,64})$/;
const GONE: Text = {
  en: 'This visit is over; nothing of it is here any more.',
  ko: '이 방문은 끝났습니다. 남은 것은 없습니다.',
};

export const isTunePath = (pathname: string): boolean => pathname === '/booth/tune';
export const isFilmPath = (pathname: string): boolean => pathname.startsWith('/booth/film/');

/** Bytes, or the part of them that is asked for. Kept nowhere: a visit that is over takes its film along. */
const bytesReply = (bytes: Uint8Array, type: string, asked: Asked): Reply => {
  const headers = { 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  const range = rangeOf(asked.range, bytes.byteLength);
  if (range === null)
    return say(
      416,
      { en: 'Beyond the film.', ko: '영상의 범위를 벗어났습니다.' },
      { 'content-range': `bytes */${bytes.byteLength}` },
    );
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (range === 'whole') return reply(200, type, whole, headers);
  const { from, to } = range;
  const part = { 'content-range': `bytes ${from}-${to}/${bytes.byteLength}` };
  return reply(206, type, whole.subarray(from, to + 1), { ...headers, ...part });
};

/** All of a body, or null where it is more than fits. */
const bodyOf = async (request: IncomingMessage): Promise<Uint8Array | null> => {
  const said = Number(request.headers['content-length'] ?? 0);
  if (said > TUNE_BYTES) return null;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > TUNE_BYTES) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
};

const refused = (status: number, trouble: Text): Reply => {
  const answer = json(status, { ok: false, trouble });
  // What is still on its way is not waited for.
  return { ...answer, headers: { ...answer.headers, connection: 'close' } };
};

/** What a booth page fetches and hands over; only of the visit that runs, by its name that nobody can guess. */
export const boothRoute = (host: () => BoothHost | null) => ({
  film(pathname: string, asked: Asked): Reply {
    const visit = FILM.exec(pathname)?.[1];
    const film = visit === undefined ? null : host()?.film(visit);
    return film ? bytesReply(film.bytes, film.mime, asked) : NOT_FOUND;
  },
  /** POST of a file: `?visit=` names whose. */
  async tune(request: IncomingMessage, url: URL): Promise<Reply> {
    const visit = url.searchParams.get('visit') ?? '';
    const here = host();
    if (!here?.holds(visit)) return refused(409, GONE);
    const bytes = await bodyOf(request).catch(() => undefined);
    if (bytes === undefined) return refused(400, GONE);
    const trouble = here.tune(visit, bytes);
    if (trouble) return refused(bytes === null ? 413 : 415, trouble);
    return json(200, { ok: true });
  },
});
