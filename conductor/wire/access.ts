import type { IncomingMessage } from 'node:http';
import type { Access } from '#contracts/wire';
import { isLoopbackAddress, isLoopbackHost } from './addresses.ts';
import { accessOfToken, COOKIE, cookieAccess, type Secrets } from './secrets.ts';

/** What of a request decides who it comes from. */
export interface Visit {
  readonly address: string;
  readonly host: string;
  readonly origin: string | undefined;
  readonly bearer: string | undefined;
  readonly cookie: string | undefined;
  readonly tokenInUrl: string | undefined;
  /** It came through a proxy, so its address says nothing. */
  readonly forwarded: boolean;
}

/** local: on this machine. An access: showed a secret of it. stranger: neither. */
export type Who = 'local' | Access | 'stranger';

/** What somebody may do; null: not even come in. Who sits at this machine may do everything. */
export const accessOf = (who: Who): Access | null =>
  who === 'stranger' ? null : who === 'local' ? 'edit' : who;

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Reads the facts out of a request. */
export const visitOf = (request: IncomingMessage, url: URL): Visit => ({
  address: request.socket.remoteAddress ?? '',
  host: request.headers.host ?? '',
  origin: one(request.headers.origin),
  bearer: /^Bearer (\S{1,256})$/i.exec(request.headers.authorization ?? '')?.[1],
  cookie: cookieNamed(COOKIE, request.headers.cookie ?? ''),
  tokenInUrl: url.searchParams.get('token') ?? undefined,
  forwarded: ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((h) => h in request.headers),
});

export const cookieNamed = (name: string, header: string): string | undefined =>
  header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The host of a Host header or an origin, without its port. */
export const hostOnly = (host: string): string => host.toLowerCase().replace(/:\d*$/, '');

/** Whether a visitor is let in, and as whom. */
export const whoIs = (visit: Visit, secrets: Secrets, nowMs: number): Who => {
  const isHere = isLoopbackAddress(visit.address) && isLoopbackHost(hostOnly(visit.host));
  if (isHere && !visit.forwarded) return 'local';
  const token = visit.bearer ?? visit.tokenInUrl;
  const shown = token === undefined ? null : accessOfToken(token, secrets);
  if (shown) return shown;
  const kept = visit.cookie === undefined ? null : cookieAccess(visit.cookie, secrets, nowMs);
  return kept ?? 'stranger';
};

/**
 * False where a page of another name talks to a loopback door: a name that an attacker pointed to
 * 127.0.0.1 (DNS rebinding) arrives here with that name in its Host header.
 */
export const isHostRight = (visit: Visit, loopbackDoor: boolean): boolean =>
  !loopbackDoor || isLoopbackHost(hostOnly(visit.host));

/** Browsers always say where a socket or a form was opened; programs need not. It has to be our own page. */
export const isOriginRight = (visit: Visit): boolean => {
  if (visit.origin === undefined) return true;
  try {
    return new URL(visit.origin).host === visit.host.toLowerCase();
  } catch {
    return false;
  }
};
