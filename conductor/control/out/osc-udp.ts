import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { OscWay, OscWayHears } from './osc-link.ts';

/** Beyond this many bytes waiting to be sent, packets are dropped. */
const MAX_QUEUED_BYTES = 1 << 20;

/** Datagrams to one peer. Nobody knows whether one arrives; a name that nobody knows is told. */
export const udpWay = (host: string, port: number, hears: OscWayHears): OscWay => {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  let open = false;
  let closed = false;
  socket.on('error', (error) => hears.lost(error.message));
  socket.on('message', (bytes) => hears.packet(bytes));
  socket.bind(0, () => {
    if (closed) return;
    open = true;
    hears.opened();
  });
  return {
    transport: 'udp',
    get open() {
      return open && !closed;
    },
    get replyPort() {
      return open && !closed ? socket.address().port : null;
    },
    send(packet) {
      if (socket.getSendQueueSize() > MAX_QUEUED_BYTES) return;
      socket.send(packet, port, host, (error) => {
        if (error && !closed) hears.lost(error.message);
      });
    },
    close: () => {
      if (closed) return;
      closed = true;
      socket.close();
    },
  };
};
