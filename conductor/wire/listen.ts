import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { YeounError } from '#contracts/errors';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Certificates } from './cert.ts';

/** First byte of a TLS handshake record (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16;
/** Somebody who connects and says nothing is let go. */
const SILENCE_MS = 10_000;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: Certificates | null;
  readonly onRequest: RequestListener;
  readonly maxSockets: number;
  readonly scheduler: Scheduler;
}

export interface Listening {
  /** The server that speaks with visitors; `upgrade` events come from it. */
  readonly server: Server;
  readonly port: number;
  /** New keys for new connections. */
  renew(tls: Certificates): void;
  close(): Promise<void>;
}

/** Opens the port: plain HTTP, or TLS with plain HTTP sent there from the same port. */
export const listen = async (options: ListenOptions): Promise<Listening> => {
  const { tls, onRequest } = options;
  const limits = { maxHeaderSize: 16 * 1024, requestTimeout: 60_000, headersTimeout: 10_000 };
  if (!tls) {
    const server = createHttp(limits, onRequest);
    return { server, renew() {}, ...(await bind(server, [server], options)) };
  }
  const server = createHttps({ ...limits, ...keysOf(tls), minVersion: 'TLSv1.2' }, onRequest);
  const plain = createHttp(limits, (request, response) => {
    const host = request.headers.host ?? '';
    const known = /^[\w.-]+(:\d+)?$|^\[[\da-fA-F:.]+\](:\d+)?$/.test(host);
    const to = known ? { location: `https://${host}${request.url ?? '/'}` } : {};
    response.writeHead(known ? 308 : 400, { ...to, 'content-length': '0', connection: 'close' });
    response.end();
  });
  const front = createServer((socket) => sniff(socket, server, plain, options.scheduler));
  const bound = await bind(front, [server, plain], options);
  return { server, renew: (next) => server.setSecureContext(keysOf(next)), ...bound };
};

const keysOf = (tls: Certificates) => ({ key: tls.key, cert: `${tls.cert}${tls.ca}` });

/** Hands a fresh connection to the server its first byte asks for. */
const sniff = (socket: Socket, secure: Server, plain: Server, scheduler: Scheduler): void => {
  const stop = scheduler.after(SILENCE_MS, () => socket.destroy());
  const drop = (): void => void socket.destroy();
  socket.on('error', drop);
  socket.once('close', stop);
  socket.once('data', (first: Buffer) => {
    stop();
    socket.off('error', drop);
    socket.pause();
    socket.unshift(first);
    (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
};

const bind = async (
  front: NetServer,
  speakers: readonly Server[],
  { host, port, maxSockets }: ListenOptions,
): Promise<{ port: number; close(): Promise<void> }> => {
  const sockets = new Set<Socket>();
  front.maxConnections = maxSockets;
  front.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', (error: NodeJS.ErrnoException) => reject(cannotOpen(error, host, port)));
    front.listen(port, host, resolve);
  });
  // A server that cannot accept (too many open files) says so here; the ones it has go on.
  front.on('error', () => {});
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      front.close(() => resolve());
      for (const server of speakers) server.closeIdleConnections();
      for (const socket of sockets) socket.destroy();
    });
  return { port: (front.address() as AddressInfo).port, close };
};

const cannotOpen = (error: NodeJS.ErrnoException, host: string, port: number): YeounError => {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE') {
    const remedy = 'Stop it, or choose another port with --port.';
    return new YeounError('wire/port-in-use', where, 'another program has this port.', remedy);
  }
  const remedy = 'Choose another --host or --port.';
  return new YeounError('wire/cannot-listen', where, `${error.message}.`, remedy, { cause: error });
};
