import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Stop } from '../../kernel/clock.ts';
import { MAX_PACKET_BYTES } from './message.ts';
import type { Hears, Peer } from './peer.ts';
import { slipEncode, slipReader } from './slip.ts';

export const MAX_CONNECTIONS = 32;
/** Beyond this many bytes that a reader has not fetched, packets for it are dropped. */
const MAX_UNREAD_BYTES = 1 << 18;
const KEEP_ALIVE_MS = 30_000;
const UNFRAMED =
  'TCP wants SLIP framing (OSC 1.1): C0, the packet, C0. Length-prefixed packets (OSC 1.0) are not read.';

export interface TcpDoor {
  readonly connections: number;
  readonly close: Stop;
}

/** Listens for OSC over TCP with SLIP framing (OSC 1.1). Rejects with the system's error. */
export const openTcp = async (
  host: string,
  port: number,
  hears: Hears,
  onError: (error: Error) => void,
): Promise<TcpDoor> => {
  const open = new Set<Socket>();
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    attend(socket, hears);
  });
  await listen(server, host, port);
  server.on('error', onError);
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    server.close();
    for (const socket of open) socket.destroy();
  };
  return {
    get connections() {
      return open.size;
    },
    close,
  };
};

const listen = async (server: Server, host: string, port: number): Promise<void> => {
  const listening = once(server, 'listening');
  server.listen({ host, port, exclusive: true });
  await listening;
};

const attend = (socket: Socket, hears: Hears): void => {
  const peer = tcpPeer(socket);
  const reader = slipReader(
    MAX_PACKET_BYTES,
    (bytes) => hears.packet(bytes, peer),
    (why) => hears.refused(`${why.what} ${why.remedy}`, peer),
  );
  let state: 'new' | 'framed' | 'refused' = 'new';
  socket.on('data', (chunk) => {
    // A packet begins with / or #; a NUL here is the length that OSC 1.0 puts before a packet.
    if (state === 'new') state = chunk[0] === 0 ? 'refused' : 'framed';
    else if (state === 'refused') return;
    if (state === 'framed') reader.push(chunk);
    else {
      hears.refused(UNFRAMED, peer);
      socket.destroySoon();
    }
  });
  // 'close' follows; a peer that breaks off is an everyday event.
  socket.on('error', () => {});
};

const tcpPeer = (socket: Socket): Peer => {
  const from = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
  return {
    from,
    key: `tcp ${from}`,
    transport: 'tcp',
    get open() {
      return socket.writable;
    },
    send(packet) {
      if (!socket.writable || socket.writableLength > MAX_UNREAD_BYTES) return false;
      socket.write(slipEncode(packet));
      return true;
    },
    at: () => null,
  };
};
