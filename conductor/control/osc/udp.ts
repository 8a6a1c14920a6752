import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Stop } from '../../kernel/clock.ts';
import { isLoopbackAddress } from '../../wire/addresses.ts';
import type { Hears, Peer } from './peer.ts';

/** Receive buffers to try, largest first: 20,000 messages a second outlast a pause of the process. */
const RECEIVE_BYTES = [8 << 20, 4 << 20, 1 << 20, 1 << 18];
/** Beyond this many bytes waiting to be sent, packets are dropped. */
const MAX_QUEUED_BYTES = 1 << 20;
const MAX_PEERS = 256;

export interface UdpDoor {
  readonly host: string;
  readonly port: number;
  readonly close: Stop;
}

/** Listens for OSC datagrams. Port 0 takes a free one. Rejects with the system's error. */
export const openUdp = async (
  host: string,
  port: number,
  hears: Hears,
  onError: (error: Error) => void,
): Promise<UdpDoor> => {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const peerOf = peers(socket);
  try {
    const listening = once(socket, 'listening');
    socket.bind({ address: host, port, exclusive: true });
    await listening;
  } catch (error) {
    socket.close();
    throw error;
  }
  widen(socket);
  socket.on('message', (bytes, sender) => hears.packet(bytes, peerOf(sender.address, sender.port)));
  socket.on('error', onError);
  const bound = socket.address();
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    socket.close();
  };
  return { host: bound.address, port: bound.port, close };
};

/** Linux quietly gives what it may; others refuse what is too much. */
const widen = (socket: Socket): void => {
  for (const bytes of RECEIVE_BYTES) {
    try {
      socket.setRecvBufferSize(bytes);
      return;
    } catch {
      // The next smaller size.
    }
  }
};

/** Remembers the senders of late, the last one first: a sensor sends thousands of packets in a row. */
const peers = (socket: Socket): ((host: string, port: number) => Peer) => {
  const known = new Map<string, Peer>();
  let lastHost = '';
  let lastPort = 0;
  let last: Peer | undefined;
  return (host, port) => {
    if (last !== undefined && port === lastPort && host === lastHost) return last;
    const key = `udp ${host}:${port}`;
    const peer = known.get(key) ?? udpPeer(socket, host, port);
    if (known.size >= MAX_PEERS && !known.has(key)) known.clear();
    known.set(key, peer);
    lastHost = host;
    lastPort = port;
    last = peer;
    return peer;
  };
};

const udpPeer = (socket: Socket, host: string, port: number): Peer => ({
  from: isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`,
  key: `udp ${host}:${port}`,
  transport: 'udp',
  local: isLoopbackAddress(host),
  open: true,
  send(packet) {
    // Port 0 is nobody's: only a forged packet comes from there.
    if (port === 0 || socket.getSendQueueSize() > MAX_QUEUED_BYTES) return false;
    // Whether a datagram arrives nobody knows; an unreachable peer is no fault of the door.
    socket.send(packet, port, host, () => {});
    return true;
  },
  at: (other) => udpPeer(socket, host, other),
});
