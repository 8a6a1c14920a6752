import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import { MemoryKind } from '#contracts/visit';
import type { MemoryStore } from '../memory/store/types.ts';
import { cookieNamed, isOriginRight, type Visit } from './access.ts';
import { rangeOf } from './file-reply.ts';
import { MINE_COOKIE, mineCookie, mineSessions } from './mine-sessions.ts';
import { type PinLimit, pinLimit, type TryLimit } from './pin-limit.ts';
import { json, NOT_FOUND, notAllowed, type Reply, reply, say } from './reply.ts';
import { shortBody } from './short-body.ts';

/** What the visitors' page asks for. */
export type MineSource = Pick<
  MemoryStore,
  'find' | 'view' | 'film' | 'exported' | 'shorten' | 'drop' | 'forget' | 'onForget'
>;

/** Wrong codes that are borne: 58 bits need little, but nobody should try at leisure. */
export const CODE_LIMIT: TryLimit = {
  perAddress: 10,
  perAddressMs: 5 * 60_000,
  overall: 600,
  overallMs: 15 * 60_000,
};
/** Codes that are looked up at once: each takes the store tens of milliseconds. */
const MOST_LOOKUPS = 8;
const LONGEST_BODY = 1024;
const BEGIN = '/mine/';
const NOTHING = reply(204, 'text/plain; charset=utf-8', '');

export interface MineParts {
  readonly source: MineSource;
  readonly loopbackDoor: boolean;
  readonly nowMs: () => number;
  readonly limit?: PinLimit;
  /** SVG of a QR code that opens the page on another device; null where none can reach it. */
  readonly qr: (() => Promise<string>) | null;
}

export const isMine = (pathname: string): boolean => pathname.startsWith(BEGIN);

const Open = z.strictObject({ code: z.string().max(200) });
const Shorten = z.strictObject({
  days: z
    .number()
    .min(1 / 24)
    .max(3650),
});
const Drop = z.strictObject({ kind: MemoryKind });

/** What went wrong, for the page to say kindly. */
type Trouble = 'no-such' | 'wait' | 'closed' | 'locked' | 'unavailable' | 'bad';
const STATUS: Readonly<Record<Trouble, number>> = {
  'no-such': 404,
  wait: 429,
  closed: 401,
  locked: 503,
  unavailable: 503,
  bad: 400,
};
const trouble = (what: Trouble, waitMs = 0): Reply =>
  json(STATUS[what], { error: what, waitS: Math.ceil(waitMs / 1000) });

const troubleOf = (error: unknown): Trouble =>
  error instanceof YeounError && error.code === 'people/no-key' ? 'locked' : 'unavailable';

const bodyAs = async <S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
): Promise<z.infer<S> | null> => {
  try {
    return schema.parse(JSON.parse(await shortBody(request, LONGEST_BODY)));
  } catch {
    return null;
  }
};

const attached = (name: string): Record<string, string> => ({
  'content-disposition': `attachment; filename="${name}"`,
});

/** Everything below `/mine/`: for whoever has a code, and needs no PIN. No word of a memory is in any address. */
export const mineRoute = ({ source, loopbackDoor, nowMs, qr, ...parts }: MineParts) => {
  const limit = parts.limit ?? pinLimit(CODE_LIMIT);
  const sessions = mineSessions();
  let lookups = 0;
  source.onForget(sessions.endAll);

  const shown = async (memory: string, headers: Record<string, string> = {}): Promise<Reply> => {
    const view = await source.view(memory);
    if (!view) return trouble('closed');
    const { memory: _, kinds, ...rest } = view;
    const told = kinds.map(({ kind, untilMs, bytes }) => ({ kind, untilMs, bytes }));
    const answer = json(200, { ...rest, kinds: told, nowMs: nowMs() });
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };

  const open = async (request: IncomingMessage, { address }: Visit): Promise<Reply> => {
    const given = await bodyAs(request, Open);
    if (!given) return trouble('bad');
    const waitMs = limit.waitMs(address, nowMs());
    if (waitMs > 0) return trouble('wait', waitMs);
    if (lookups >= MOST_LOOKUPS) return trouble('wait', 1000);
    // Counted before it is known: many tries at once are many.
    limit.wrong(address, nowMs());
    lookups++;
    const memory = await source.find(given.code).finally(() => {
      lookups--;
    });
    if (memory === null) return trouble('no-such');
    limit.right(address);
    return shown(memory, mineCookie(sessions.begin(memory, nowMs()), loopbackDoor));
  };

  const film = async (memory: string, range: string | undefined, isDownload: boolean) => {
    const stored = await source.film(memory);
    if (!stored) return NOT_FOUND;
    const { bytes: size, mime } = stored;
    const name = mime === 'video/mp4' ? 'yeoun.mp4' : 'yeoun.webm';
    const headers = { 'accept-ranges': 'bytes', ...(isDownload ? attached(name) : {}) };
    const part = rangeOf(range, size);
    if (part === null) {
      const text = { en: 'Beyond the film.', ko: '영상의 범위를 벗어났습니다.' };
      return say(416, text, { 'content-range': `bytes */${size}` });
    }
    const whole = part === 'whole';
    const span = whole ? { from: 0, to: size - 1 } : part;
    const pieces = { bytes: span.to - span.from + 1, pieces: stored.read(span) };
    if (whole) return reply(200, mime, pieces, headers);
    return reply(206, mime, pieces, {
      ...headers,
      'content-range': `bytes ${span.from}-${span.to}/${size}`,
    });
  };

  const exported = async (memory: string): Promise<Reply> => {
    const pieces = await source.exported(memory);
    if (!pieces) return NOT_FOUND;
    return reply(200, 'application/zip', { bytes: null, pieces }, attached('yeoun.zip'));
  };

  const get = async (request: IncomingMessage, url: URL, memory: string | null) => {
    const name = url.pathname.slice(BEGIN.length);
    if (name === 'qr.svg') return qr ? reply(200, 'image/svg+xml', await qr()) : NOT_FOUND;
    if (!['kept', 'film', 'export.zip'].includes(name)) return NOT_FOUND;
    // Nobody showed a code: that is where the page begins, and no error.
    if (name === 'kept') return memory === null ? NOTHING : shown(memory);
    if (memory === null) return trouble('closed');
    if (name === 'export.zip') return exported(memory);
    return film(memory, request.headers.range, url.searchParams.has('download'));
  };

  const post = async (request: IncomingMessage, url: URL, visit: Visit, memory: string | null) => {
    const name = url.pathname.slice(BEGIN.length);
    // A form of another site cannot say so.
    const isJson = request.headers['content-type']?.startsWith('application/json') === true;
    if (!isOriginRight(visit) || !isJson) return trouble('bad');
    if (name === 'open') return open(request, visit);
    const away = mineCookie('', loopbackDoor);
    const done = (): Reply => {
      const answer = json(200, { done: true });
      return { ...answer, headers: { ...answer.headers, ...away } };
    };
    if (name === 'leave') {
      sessions.end(cookieNamed(MINE_COOKIE, request.headers.cookie ?? ''));
      return done();
    }
    if (!['forget', 'shorten', 'drop'].includes(name)) return NOT_FOUND;
    if (memory === null) return trouble('closed');
    if (name === 'forget') {
      await source.forget(memory);
      return done();
    }
    const asked = await bodyAs(request, name === 'shorten' ? Shorten : Drop);
    if (!asked) return trouble('bad');
    if ('days' in asked) await source.shorten(memory, asked.days);
    else await source.drop(memory, asked.kind);
    const after = await shown(memory);
    return after.status === 401 ? done() : after;
  };

  return async (request: IncomingMessage, url: URL, visit: Visit): Promise<Reply> => {
    const token = cookieNamed(MINE_COOKIE, request.headers.cookie ?? '');
    const memory = sessions.memoryOf(token, nowMs());
    try {
      if (request.method === 'GET' || request.method === 'HEAD')
        return await get(request, url, memory);
      if (request.method === 'POST') return await post(request, url, visit, memory);
      return notAllowed('GET, HEAD, POST');
    } catch (error) {
      return trouble(troubleOf(error));
    }
  };
};
