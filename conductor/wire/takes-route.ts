import { extname } from 'node:path';
import type { RehearsalTake, TakeListing } from '#contracts/rehearsal';
import { type Asked, serveFile } from './file-reply.ts';
import { json, NOT_FOUND, type Reply, say } from './reply.ts';

/** What the rehearsal page asks for. */
export interface TakesSource {
  list(): Promise<readonly TakeListing[]>;
  one(id: string): Promise<RehearsalTake | null>;
  video(id: string, n: number): Promise<string | null>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
};
const TAKE = /^\/takes\/([A-Za-z0-9._-]{1,64})$/;
const VIDEO = /^\/takes\/([A-Za-z0-9._-]{1,64})\/videos\/(\d{1,4})$/;

const UNREADABLE = {
  en: 'This take cannot be read: its key is missing, its time is over, or its consent was withdrawn.',
  ko: '이 녹화를 읽을 수 없습니다. 열쇠가 없거나, 보관 기간이 끝났거나, 동의가 철회되었습니다.',
};

export const isTakes = (pathname: string): boolean =>
  pathname === '/takes' || pathname.startsWith('/takes/');

/** Takes and their videos. Bodies are in them: not for who may only watch. */
export const takesRoute =
  (source: TakesSource) =>
  async (pathname: string, asked: Asked): Promise<Reply> => {
    if (pathname === '/takes') return json(200, await source.list());
    const id = TAKE.exec(pathname)?.[1];
    if (id !== undefined) {
      const take = await source.one(id).catch(() => 'unreadable' as const);
      if (take === 'unreadable') return say(409, UNREADABLE);
      return take ? json(200, take) : NOT_FOUND;
    }
    const [, of = '', n = ''] = VIDEO.exec(pathname) ?? [];
    const path = of === '' ? null : await source.video(of, Number(n));
    const type = path === null ? undefined : TYPES[extname(path).toLowerCase()];
    return path !== null && type !== undefined ? await serveFile(path, type, asked) : NOT_FOUND;
  };
