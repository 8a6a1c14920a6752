import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { SAFE_HEADERS } from '../../conductor/wire/reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The pages of the stage display as `npm test` and `yeoun` build them. */
export const BUILT = resolve(process.cwd(), 'dist/pages');

/** Answers a request itself and says so with true, before the pages are looked at. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Serves built pages under the conductor's own security headers: `/` is index.html, `/console` is console.html. */
export const servePages = (answer: Answer = () => false): Server =>
  createServer((request, response) => {
    for (const [key, value] of Object.entries(SAFE_HEADERS)) response.setHeader(key, value);
    if (answer(request, response)) return;
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path === '/' ? '/index.html' : extname(path) ? path : `${path}.html`;
    readFile(join(BUILT, name)).then(
      (body) => {
        response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
        response.end(body);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
