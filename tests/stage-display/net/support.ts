import type { ServerMessage } from '#contracts/wire';
import { WIRE_VERSION } from '#contracts/wire';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import type { SocketEvents } from '../../../stage-display/net/index.ts';

/** Sockets that a test answers by hand, on a manual clock. */
export const fakeNet = (startMs = 1_700_000_000_000) => {
  const clock = manualClock(startMs);
  let hasRoom = true;
  const sockets: {
    readonly events: SocketEvents;
    readonly sent: (string | Uint8Array)[];
    closed: boolean;
  }[] = [];
  return {
    clock,
    sockets,
    timing: { nowMs: () => clock.nowMs(), at: clock.at },
    open: (_url: string, events: SocketEvents) => {
      const socket = { events, sent: [] as (string | Uint8Array)[], closed: false };
      sockets.push(socket);
      return {
        send(data: string | Uint8Array) {
          if (!hasRoom) return false;
          socket.sent.push(data);
          return true;
        },
        close() {
          socket.closed = true;
        },
      };
    },
    /** Whether sockets take anything now. */
    room(has: boolean) {
      hasRoom = has;
    },
    say: (message: ServerMessage) => sockets.at(-1)?.events.text(JSON.stringify(message)),
    give: (bytes: Uint8Array) => sockets.at(-1)?.events.binary(bytes),
    /** The newest socket opens and is welcomed; the conductor's clock is `aheadMs` before ours. */
    join(aheadMs = 0) {
      sockets.at(-1)?.events.opened();
      this.say({
        t: 'welcome',
        version: WIRE_VERSION,
        id: 'a',
        nowMs: clock.nowMs() + aheadMs,
        tickHz: 60,
        software: 'yeoun 1',
        access: 'edit',
      });
    },
  };
};
