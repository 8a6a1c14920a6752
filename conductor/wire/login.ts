import type { IncomingMessage } from 'node:http';
import type { Visit } from './access.ts';
import { isOriginRight } from './access.ts';
import type { PinLimit } from './pin-limit.ts';
import { type Reply, redirect, reply, say } from './reply.ts';
import {
  accessOfPin,
  COOKIE,
  COOKIE_DAYS,
  cookieValue,
  type Key,
  keyOf,
  type Secrets,
} from './secrets.ts';
import { shortBody } from './short-body.ts';

const LONGEST_FORM = 1024;

/** Where to go after the PIN: a page of this door, never another site. */
export const safeNext = (next: string | null): string =>
  next && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '/';

/** The header that lets a browser in for 30 days, as the key says. Always over TLS: on loopback nobody needs it. */
export const cookieHeader = (key: Key, nowMs: number): Record<string, string> => ({
  'set-cookie':
    `${COOKIE}=${cookieValue(key, nowMs)}; Path=/; Max-Age=${COOKIE_DAYS * 86_400}; ` +
    'HttpOnly; SameSite=Strict; Secure',
});

export interface LoginParts {
  readonly secrets: Secrets;
  readonly limit: PinLimit;
  readonly nowMs: () => number;
}

/** The door's bell: a page that asks for the PIN, and the answer to it. */
export const login = ({ secrets, limit, nowMs }: LoginParts) => {
  const tryPin = (pin: string, next: string, visit: Visit): Reply => {
    const now = nowMs();
    const waitMs = limit.waitMs(visit.address, now);
    if (waitMs > 0) return tooMany(waitMs);
    const access = accessOfPin(pin, secrets);
    if (!access) {
      limit.wrong(visit.address, now);
      return page(401, next, true);
    }
    limit.right(visit.address);
    return redirect(next, cookieHeader(keyOf(secrets, access), now));
  };
  return {
    /** GET: shows the page; with `?pin=` (from the QR code) it is the answer already. */
    show(url: URL, visit: Visit): Reply {
      const next = safeNext(url.searchParams.get('next'));
      const pin = url.searchParams.get('pin');
      return pin === null ? page(200, next, false) : tryPin(pin, next, visit);
    },
    /** POST: the form. */
    async answer(request: IncomingMessage, visit: Visit): Promise<Reply> {
      if (!isOriginRight(visit)) {
        return say(403, { en: 'Not from here.', ko: '다른 곳에서 온 요청입니다.' });
      }
      const form = new URLSearchParams(await shortBody(request, LONGEST_FORM));
      return tryPin(form.get('pin')?.trim() ?? '', safeNext(form.get('next')), visit);
    },
  };
};

const tooMany = (waitMs: number): Reply => {
  const seconds = Math.ceil(waitMs / 1000);
  return say(
    429,
    {
      en: `Too many wrong PINs. Try again in ${seconds} seconds.`,
      ko: `잘못된 PIN을 너무 많이 입력했습니다. ${seconds}초 뒤에 다시 시도하세요.`,
    },
    { 'retry-after': String(seconds) },
  );
};

const page = (status: number, next: string, wrong: boolean): Reply =>
  reply(
    status,
    'text/html; charset=utf-8',
    `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Yeoun 여운</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #000; color: #f1ece2; font: 1.1rem/1.6 system-ui, sans-serif }
  form { display: grid; gap: 1rem; width: 16rem; text-align: center }
  input, button { font: inherit; padding: .7rem; border: 1px solid #3a4148; background: #111; color: inherit; text-align: center }
  input { letter-spacing: .4em; font-size: 1.5rem }
  p { margin: 0 }
</style>
<form method="post" action="/login">
  <p>PIN을 입력하세요<br>Enter the PIN</p>
  ${wrong ? '<p role="alert">PIN이 맞지 않습니다<br>That PIN is not right</p>' : ''}
  <input name="pin" inputmode="numeric" autocomplete="one-time-code" maxlength="6" aria-label="PIN" autofocus required>
  <input type="hidden" name="next" value="${next.replaceAll('&', '&amp;')}">
  <button>들어가기 · Enter</button>
</form>
</html>
`,
  );
