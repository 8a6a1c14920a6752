import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { nextTurn, type Stop } from '../../kernel/clock.ts';
import { isLoopbackAddress } from '../../wire/addresses.ts';
import { MAX_PACKET_BYTES, type OscProblem } from './message.ts';
import type { Hears, Peer } from './peer.ts';
import { slipEncode, slipReader } from './slip.ts';

export const MAX_CONNECTIONS = 32;
/** Beyond this many bytes that a reader has not fetched, packets for it are dropped. */
const MAX_UNREAD_BYTES = 1 << 18;
const KEEP_ALIVE_MS = 30_000;
const UNFRAMED = {
  en: 'TCP wants SLIP framing (OSC 1.1): C0, the packet, C0. Length-prefixed packets (OSC 1.0) are not read.',
  ko: 'TCP에서는 SLIP 프레임(OSC 1.1)을 씁니다: C0, 패킷, C0. 길이를 앞에 붙인 패킷(OSC 1.0)은 읽지 않습니다.',
};
const badFrame = (why: OscProblem) => ({
  en: `${why.what} ${why.remedy}`,
  ko: `SLIP 프레임이 잘못되었습니다: ${why.what} ${why.remedy}`,
});

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
  let closed = false;
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    attend(socket, hears, (fn) => void nextTurn(() => closed || fn()));
  });
  await listen(server, host, port);
  server.on('error', onError);
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

/** What came is obeyed so many messages at a time: between two turns everybody else is heard. */
const MOST_A_TURN = 512;

const attend = (socket: Socket, hears: Hears, later: (fn: () => void) => void): void => {
  const peer = tcpPeer(socket);
  const waiting: (() => void)[] = [];
  const obey = (): void => {
    // The answers to what came together leave together.
    socket.cork();
    for (const one of waiting.splice(0, MOST_A_TURN)) one();
    socket.uncork();
    if (waiting.length === 0) socket.resume();
    else later(obey);
  };
  const reader = slipReader(
    MAX_PACKET_BYTES,
    (bytes) => waiting.push(() => hears.packet(bytes, peer)),
    (why) => waiting.push(() => hears.refused(badFrame(why), peer)),
  );
  let state: 'new' | 'framed' | 'refused' = 'new';
  socket.on('data', (chunk) => {
    // A packet begins with / or #; a NUL here is the length that OSC 1.0 puts before a packet.
    if (state === 'new') state = chunk[0] === 0 ? 'refused' : 'framed';
    else if (state === 'refused') return;
    if (state === 'framed') {
      // Nothing more is read before this is obeyed: the sender waits, and nothing is lost.
      socket.pause();
      reader.push(chunk);
      obey();
    } else {
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
    local: isLoopbackAddress(socket.remoteAddress ?? ''),
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
