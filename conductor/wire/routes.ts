import type { IncomingMessage } from 'node:http';
import type { Health } from '#contracts/status';
import type { Access } from '#contracts/wire';
import {
  accessOf,
  isHostRight,
  isOriginRight,
  type Visit,
  visitOf,
  type Who,
  whoIs,
} from './access.ts';
import { boothRoute, isFilmPath, isTunePath } from './booth-route.ts';
import type { BoothHost } from './booths.ts';
import type { Asked as FileAsked } from './file-reply.ts';
import { instrumentsRoute, isInstruments } from './instruments.ts';
import { cookieHeader, type LoginParts, login } from './login.ts';
import { mineFiles } from './mine-files.ts';
import { isMine, type MineSource, mineRoute } from './mine-route.ts';
import { isPage, pages } from './pages.ts';
import { healthOfHouse } from './redact.ts';
import { json, NOT_FOUND, notAllowed, type Reply, redirect, reply, say } from './reply.ts';
import { keyOf } from './secrets.ts';
import { type SoundPath, soundOfPath, sounds } from './sounds.ts';
import { isTakes, type TakesSource, takesRoute } from './takes-route.ts';

/** How a cue sheet is wanted. `both`: English and Korean beside each other. */
export interface SheetAsked {
  readonly language: 'en' | 'ko' | 'both';
  readonly paper: 'a4' | 'a3';
}

export interface RouteParts extends LoginParts {
  readonly assetsDir: string;
  readonly loopbackDoor: boolean;
  readonly health: () => Health;
  readonly metrics: () => Promise<string>;
  /** The authority's certificate, PEM; null on loopback, where there is none. */
  readonly ca: string | null;
  /** SVG of a QR code that opens `page` on this door from another device; null where none can reach it. */
  readonly qr: ((page: string, access: Access) => Promise<string>) | null;
  /** The cue sheet for paper, HTML. */
  readonly sheet?: (asked: SheetAsked) => string;
  /** Where a sound of the show lies; null: it names none so. */
  readonly soundFile?: (id: string) => SoundPath | null;
  /** Takes for the rehearsal page; there are none where absent. */
  readonly takes?: TakesSource;
  /** Who looks after the booth; nobody where absent or null. */
  readonly booth?: () => BoothHost | null;
  /** What visitors left, for who has a code; nothing is kept where absent. */
  readonly mine?: MineSource;
  /** The small grey picture of a sheet on the wall, JPEG; null: it hangs no more, or has none. */
  readonly sheetPicture?: (sheet: string) => Promise<Uint8Array | null>;
  /** SVG of a QR code that opens the visitors' page from another device; null where none can reach it. */
  readonly mineQr?: (() => Promise<string>) | null;
}

const SHEET = /^\/wall\/([A-Za-z0-9._-]{1,64})$/;

const WRONG_HOST = {
  en: 'This door answers to localhost and 127.0.0.1 only.',
  ko: '이 주소는 localhost와 127.0.0.1로만 열 수 있습니다.',
};
const WHO = { en: 'A PIN or a token is needed.', ko: 'PIN이나 토큰이 필요합니다.' };
const NOT_TO_VIEW = {
  en: 'This PIN lets you watch only.',
  ko: '이 PIN으로는 보기만 할 수 있습니다.',
};
const THIS_MACHINE_ONLY = {
  en: 'This conductor is heard on its own machine only. Start it with --host 0.0.0.0 for other devices.',
  ko: '이 지휘 서버는 이 컴퓨터에서만 열립니다. 다른 기기에서 쓰려면 --host 0.0.0.0 으로 시작하세요.',
};
const QR_PAGES: ReadonlySet<string> = new Set([
  '',
  'stage',
  'console',
  'camera',
  'phone',
  'strap',
  'microphone',
  'latency',
  'calibrate',
  'booth',
]);

/** What each address answers. Decides only; the caller writes the reply. */
export const routes = (parts: RouteParts) => {
  const bell = login(parts);
  const page = pages(parts.assetsDir);
  const sound = sounds(parts.soundFile ?? (() => null));
  const takes = parts.takes && takesRoute(parts.takes);
  const booth = boothRoute(parts.booth ?? (() => null));

  const mine =
    parts.mine &&
    mineRoute({
      source: parts.mine,
      loopbackDoor: parts.loopbackDoor,
      nowMs: parts.nowMs,
      qr: parts.mineQr ?? null,
    });
  const isMineFile = mineFiles(parts.assetsDir);

  const health = (who: Who): Reply => {
    const whole = parts.health();
    if (who === 'stranger') return json(200, { status: whole.status });
    return json(200, who === 'view' ? healthOfHouse(whole) : whole);
  };

  const qr = async (url: URL, access: Access): Promise<Reply> => {
    const name = url.searchParams.get('page') ?? '';
    // Visitors need no PIN, so theirs carries none.
    if (name === 'mine' && parts.mineQr) return reply(200, 'image/svg+xml', await parts.mineQr());
    if (!parts.qr) return say(404, THIS_MACHINE_ONLY);
    return QR_PAGES.has(name)
      ? reply(200, 'image/svg+xml', await parts.qr(name, access))
      : NOT_FOUND;
  };

  const sheet = (url: URL): Reply => {
    if (!parts.sheet) return NOT_FOUND;
    const language = url.searchParams.get('lang');
    const asked: SheetAsked = {
      language: language === 'en' || language === 'ko' ? language : 'both',
      paper: url.searchParams.get('paper') === 'a3' ? 'a3' : 'a4',
    };
    return reply(200, 'text/html; charset=utf-8', parts.sheet(asked));
  };

  /** Behind the door. */
  const inside = async (url: URL, access: Access, asked: FileAsked): Promise<Reply> => {
    const soundId = soundOfPath(url.pathname);
    if (soundId !== null) return sound(soundId, asked);
    if (isInstruments(url.pathname)) return instrumentsRoute(asked);
    if (isFilmPath(url.pathname))
      return access === 'view' ? say(403, NOT_TO_VIEW) : booth.film(url.pathname, asked);
    if (takes && isTakes(url.pathname))
      return access === 'view' ? say(403, NOT_TO_VIEW) : takes(url.pathname, asked);
    if (url.pathname === '/sheet') return sheet(url);
    const sheetId = SHEET.exec(url.pathname)?.[1];
    if (sheetId !== undefined) {
      const jpeg = await parts.sheetPicture?.(sheetId);
      return jpeg ? reply(200, 'image/jpeg', Buffer.from(jpeg)) : NOT_FOUND;
    }
    if (url.pathname === '/metrics') {
      if (access === 'view') return say(403, NOT_TO_VIEW);
      return reply(200, 'text/plain; version=0.0.4; charset=utf-8', await parts.metrics());
    }
    if (url.pathname === '/ca.crt') {
      const type = 'application/x-x509-ca-cert';
      const name = { 'content-disposition': 'attachment; filename="yeoun-ca.crt"' };
      return parts.ca === null ? NOT_FOUND : reply(200, type, parts.ca, name);
    }
    if (url.pathname === '/qr.svg') return qr(url, access);
    if (url.pathname === '/ws') {
      return say(
        426,
        { en: 'WebSocket only.', ko: 'WebSocket 전용입니다.' },
        { upgrade: 'websocket' },
      );
    }
    return page(url.pathname, asked.knownTag);
  };

  const outside = (url: URL): Reply => {
    if (isPage(url.pathname) || url.pathname === '/sheet')
      return redirect(`/login?next=${encodeURIComponent(url.pathname)}`);
    return say(401, WHO, { 'www-authenticate': 'Bearer' });
  };

  const get = async (request: IncomingMessage, url: URL, visit: Visit): Promise<Reply> => {
    const who = whoIs(visit, parts.secrets, parts.nowMs());
    if (url.pathname === '/health') return health(who);
    if (url.pathname === '/login') return bell.show(url, visit);
    const access = accessOf(who);
    const { range, 'if-none-match': knownTag } = request.headers;
    if (!access) {
      // The visitors' page alone is for whoever is on the network.
      const isOpen = mine && (url.pathname === '/mine' || (await isMineFile(url.pathname)));
      return isOpen ? page(url.pathname, knownTag) : outside(url);
    }
    if (visit.tokenInUrl !== undefined && who !== 'local') {
      const key = keyOf(parts.secrets, access);
      return redirect(withoutToken(url), cookieHeader(key, parts.nowMs()));
    }
    return inside(url, access, { range, knownTag });
  };

  /** From our own page, by who may run the show. */
  const tune = async (request: IncomingMessage, url: URL, visit: Visit): Promise<Reply> => {
    const access = accessOf(whoIs(visit, parts.secrets, parts.nowMs()));
    if (!access) return say(401, WHO, { 'www-authenticate': 'Bearer' });
    if (access === 'view' || !isOriginRight(visit)) return say(403, NOT_TO_VIEW);
    return booth.tune(request, url);
  };

  return async (request: IncomingMessage): Promise<Reply> => {
    const url = urlOf(request);
    if (!url) return say(400, { en: 'Bad address.', ko: '잘못된 주소입니다.' });
    const visit = visitOf(request, url);
    if (!isHostRight(visit, parts.loopbackDoor)) return say(403, WRONG_HOST);
    const isLogin = url.pathname === '/login';
    if (mine && isMine(url.pathname)) return mine(request, url, visit);
    if (isTunePath(url.pathname))
      return request.method === 'POST' ? tune(request, url, visit) : notAllowed('POST');
    if (request.method === 'GET' || request.method === 'HEAD') return get(request, url, visit);
    if (request.method === 'POST' && isLogin) return bell.answer(request, visit);
    return notAllowed(isLogin ? 'GET, HEAD, POST' : 'GET, HEAD');
  };
};

/** The address asked for; null where it is none. The host in it is ours, never the visitor's word. */
export const urlOf = (request: IncomingMessage): URL | null => {
  const path = request.url ?? '';
  if (!path.startsWith('/')) return null;
  try {
    return new URL(`http://door${path}`);
  } catch {
    return null;
  }
};

/** The same address without its token, so that it stays out of histories and pictures of screens. */
const withoutToken = (url: URL): string => {
  const params = new URLSearchParams(url.searchParams);
  params.delete('token');
  return params.size > 0 ? `${url.pathname}?${params}` : url.pathname;
};
