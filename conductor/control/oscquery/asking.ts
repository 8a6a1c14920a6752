import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostOnly, isHostRight, isOriginRight, visitOf } from '../../wire/access.ts';
import { isLoopbackAddress, isLoopbackHost } from '../../wire/addresses.ts';

/** Who asks over HTTP. */
export interface Asking {
  /** Sits at this machine: is shown what is felt in a body, and may write. */
  readonly local: boolean;
  /** Null: no address. */
  readonly url: URL | null;
  /** False for a page of somebody else that a browser sends here. */
  right(loopbackDoor: boolean): boolean;
}

export const whoAsks = (request: IncomingMessage): Asking => {
  const path = request.url ?? '/';
  const url = URL.canParse(path, 'http://door') ? new URL(path, 'http://door') : null;
  const visit = visitOf(request, url ?? new URL('http://door/'));
  const local =
    isLoopbackAddress(visit.address) && isLoopbackHost(hostOnly(visit.host)) && !visit.forwarded;
  return { local, url, right: (loopback) => isHostRight(visit, loopback) && isOriginRight(visit) };
};

export const replyJson = (response: ServerResponse, status: number, body: unknown): void => {
  const text = status === 204 ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
};
