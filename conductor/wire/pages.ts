import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { NOT_FOUND, type Reply, reply, say } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
};

const PAGES: Readonly<Record<string, string>> = {
  '/': '/index.html',
  '/stage': '/stage.html',
  '/console': '/console.html',
  '/camera': '/camera.html',
  '/phone': '/phone.html',
  '/strap': '/strap.html',
  '/microphone': '/microphone.html',
  '/latency': '/latency.html',
  '/calibrate': '/calibrate.html',
  '/rehearsal': '/rehearsal.html',
  '/keepsake': '/keepsake.html',
  '/booth': '/booth.html',
  '/mine': '/mine.html',
};

/** True for an address that a person opens, not a file of a page. */
export const isPage = (pathname: string): boolean => Object.hasOwn(PAGES, pathname);

/** Built files carry a hash of their content in their name: they never change. */
const HASHED = /^\/assets\/[^/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
const NOT_BUILT = {
  en: 'The pages are not built yet: run `npm run build`.',
  ko: '페이지가 아직 빌드되지 않았습니다. `npm run build`를 실행하세요.',
};

/** Path of a file within the pages' folder for a URL path, or null if it leads elsewhere. */
export const assetPath = (pathname: string): string | null => {
  try {
    const path = decodeURIComponent(PAGES[pathname] ?? pathname);
    const parts = path.split('/').slice(1);
    const strange = parts.some((p) => p === '' || p.startsWith('.') || /[\\\0:]/.test(p));
    return strange ? null : path;
  } catch {
    return null;
  }
};

/** Serves the built pages out of `folder`, nothing beside it, whatever links lie in it. */
export const pages = (folder: string) => {
  const serve = async (pathname: string, knownTag: string | undefined): Promise<Reply> => {
    const path = assetPath(pathname);
    const type = path && TYPES[extname(path)];
    if (!path || !type) return NOT_FOUND;
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    const facts = await stat(file);
    if (!file.startsWith(root + sep) || !facts.isFile()) return NOT_FOUND;
    const etag = `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`;
    const kept = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const headers = { etag, 'cache-control': kept };
    if (knownTag === etag) return reply(304, type, '', headers);
    return reply(200, type, await readFile(file), headers);
  };
  return async (pathname: string, knownTag?: string): Promise<Reply> => {
    try {
      return await serve(pathname, knownTag);
    } catch {
      // Nothing there, or not to be read: the same to whoever asked.
      return isPage(pathname) ? say(503, NOT_BUILT) : NOT_FOUND;
    }
  };
};
