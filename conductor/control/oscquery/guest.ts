import { WebSocket as Socket, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Peer } from '../osc/peer.ts';

/** Beyond this many bytes that a reader has not fetched, values for it are dropped. */
const MAX_UNREAD_BYTES = 1 << 18;

/** Somebody at the WebSocket, as a peer of OSC: binary frames are packets. */
export const guestPeer = (
  socket: WebSocket,
  address: string,
  port: number,
  local: boolean,
): Peer => {
  const from = `${address}:${port}`;
  return {
    from,
    key: `ws ${from}`,
    transport: 'tcp',
    local,
    get open() {
      return socket.readyState === Socket.OPEN;
    },
    send(packet) {
      if (socket.readyState !== Socket.OPEN || socket.bufferedAmount > MAX_UNREAD_BYTES)
        return false;
      socket.send(packet, { binary: true });
      return true;
    },
    at: () => null,
  };
};

const Command = z.object({
  COMMAND: z.enum(['LISTEN', 'IGNORE']),
  DATA: z.string().max(1024),
});
export type Command = z.infer<typeof Command>;

/** A text frame as a command; null where it is none. */
export const commandOf = (text: string): Command | null => {
  try {
    return Command.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
