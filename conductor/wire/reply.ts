import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';

/** A part of a file that is sent as it is read, both ends included. */
export interface FilePart {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Bytes that are made as they are sent. `bytes`: how many; null: that is not known before. */
export interface Pieces {
  readonly bytes: number | null;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** An answer, decided before anything is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | FilePart | Pieces;
}

/**
 * On every answer. Pages load nothing from elsewhere; blob and data are pictures and workers of their own.
 * Inline style attributes are allowed: they cannot run anything.
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export const reply = (
  status: number,
  type: string,
  body: Reply['body'],
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  body,
});

export const json = (status: number, value: unknown): Reply =>
  reply(status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`);

/** A plain sentence in both languages. */
export const say = (
  status: number,
  text: { readonly en: string; readonly ko: string },
  headers: Readonly<Record<string, string>> = {},
): Reply => reply(status, 'text/plain; charset=utf-8', `${text.en}\n${text.ko}\n`, headers);

export const redirect = (to: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  reply(303, 'text/plain; charset=utf-8', '', { location: to, ...headers });

export const NOT_FOUND = say(404, { en: 'Not found.', ko: '찾을 수 없습니다.' });
export const notAllowed = (allow: string): Reply =>
  say(405, { en: 'Not this way.', ko: '허용되지 않는 요청 방식입니다.' }, { allow });

const isWhole = (body: Reply['body']): body is string | Buffer =>
  typeof body === 'string' || Buffer.isBuffer(body);

/** Null: nobody knows before it is sent. */
const lengthOf = (body: Reply['body']): number | null => {
  if (isWhole(body)) return Buffer.byteLength(body);
  return 'pieces' in body ? body.bytes : body.to - body.from + 1;
};

const streamOf = (body: FilePart | Pieces): Readable =>
  'pieces' in body
    ? Readable.from(body.pieces, { objectMode: false, highWaterMark: 1 })
    : createReadStream(body.path, { start: body.from, end: body.to });

/** What ends early, or a reader that leaves, ends the answer: its length says that something is missing. */
const send = (response: ServerResponse, body: FilePart | Pieces): void => {
  if (lengthOf(body) === 0) response.end();
  else pipeline(streamOf(body), response, () => {});
};

/** Writes a reply; HEAD gets the headers alone. */
export const write = (response: ServerResponse, { status, headers, body }: Reply): void => {
  const isHead = response.req.method === 'HEAD';
  const length = lengthOf(body);
  response.writeHead(status, {
    ...SAFE_HEADERS,
    ...headers,
    ...(length === null ? {} : { 'content-length': String(length) }),
  });
  if (isHead) response.end();
  else if (isWhole(body)) response.end(body);
  else send(response, body);
};
