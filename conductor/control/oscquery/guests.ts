import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Stop } from '../../kernel/clock.ts';
import { MAX_PACKET_BYTES } from '../osc/message.ts';
import type { Peer } from '../osc/peer.ts';
import type { Subscribers } from '../osc/subscribers.ts';
import { mayRead } from './answer.ts';
import { whoAsks } from './asking.ts';
import { commandOf, guestPeer } from './guest.ts';
import { nodeAt, type OscNode } from './tree.ts';

export const MOST_GUESTS = 32;
const FOR_EVER = Number.POSITIVE_INFINITY;

export interface GuestsParts {
  readonly loopback: boolean;
  nowMs(): number;
  root(): OscNode;
  readonly told: Subscribers;
  readonly count: { received: number; refused: number };
  packet(bytes: Buffer, peer: Peer): void;
}

export interface Guests {
  /** Somebody wants a WebSocket. */
  arrive(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Tells all of them a command. */
  say(command: string, data: string): void;
  readonly close: Stop;
}

/** Everybody at the WebSocket: they listen to addresses, and who is on this machine may send packets. */
export const oscGuests = (parts: GuestsParts): Guests => {
  const { told, count, root, nowMs } = parts;
  const guests = new Set<WebSocket>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PACKET_BYTES });

  const command = (text: string, peer: Peer): void => {
    const asked = commandOf(text);
    const node = asked && nodeAt(root(), asked.DATA);
    if (!node?.state || !mayRead(node, peer.local)) {
      count.refused++;
      return;
    }
    if (asked?.COMMAND === 'IGNORE') told.ignore(peer, node.state.address);
    else told.subscribe(peer, [node.state], nowMs(), FOR_EVER);
  };

  const attend = (socket: WebSocket, request: IncomingMessage, local: boolean): void => {
    const { remoteAddress = '?', remotePort = 0 } = request.socket;
    const peer = guestPeer(socket, remoteAddress, remotePort, local);
    guests.add(socket);
    socket.on('message', (data: Buffer, binary) => {
      count.received++;
      if (!binary) command(data.toString('utf8'), peer);
      else if (local) parts.packet(data, peer);
      else count.refused++;
    });
    socket.on('close', () => {
      guests.delete(socket);
      told.prune(nowMs());
    });
    // 'close' follows.
    socket.on('error', () => {});
  };

  return {
    arrive(request, stream, head) {
      // Node takes its own listener away before it hands the stream over: without one a reset would end the process.
      stream.on('error', () => stream.destroy());
      const { local, right } = whoAsks(request);
      if (!right(parts.loopback) || guests.size >= MOST_GUESTS) {
        count.refused++;
        stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, stream, head, (socket) => attend(socket, request, local));
    },
    say(name, data) {
      const text = JSON.stringify({ COMMAND: name, DATA: data });
      for (const guest of guests) guest.send(text);
    },
    close: () => {
      for (const guest of guests) guest.terminate();
      sockets.close();
    },
  };
};
