import { connect, type Socket } from 'node:net';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import { MAX_PACKET_BYTES } from '../osc/message.ts';
import { slipEncode, slipReader } from '../osc/slip.ts';
import type { OscWay, OscWayHears } from './osc-link.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** Who does not answer a call within this time is called again. */
const CALL_MS = 3_000;
const KEEP_ALIVE_MS = 10_000;

/** Waits that double from a quarter of a second up to ten. */
export const backOff = (): { next(): number; reset(): void } => {
  let waitMs = FIRST_WAIT_MS;
  return {
    next() {
      const now = waitMs;
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
      return now;
    },
    reset() {
      waitMs = FIRST_WAIT_MS;
    },
  };
};

/** So much may wait for a peer that reads slowly. */
const MOST_WAITING_BYTES = 256 * 1024;

/** A TCP connection with SLIP to one peer, made anew whenever it is lost. */
export const tcpWay = (
  host: string,
  port: number,
  timing: Scheduler,
  hears: OscWayHears,
): OscWay => {
  const wait = backOff();
  let socket: Socket | undefined;
  let stop: Stop = () => {};
  let closed = false;

  const call = (): void => {
    if (closed) return;
    const mine = connect({ host, port, noDelay: true });
    socket = mine;
    let why = 'the connection was closed';
    const reader = slipReader(MAX_PACKET_BYTES, hears.packet, () => {});
    stop = timing.after(CALL_MS, () => mine.destroy(new Error('no answer')));
    mine.setKeepAlive(true, KEEP_ALIVE_MS);
    mine.on('connect', () => {
      stop();
      wait.reset();
      hears.opened();
    });
    mine.on('data', (chunk) => reader.push(chunk));
    mine.on('error', (error) => {
      why = error.message;
    });
    mine.on('close', () => {
      stop();
      if (closed || socket !== mine) return;
      stop = timing.after(wait.next(), call);
      hears.lost(why);
    });
  };
  call();

  return {
    transport: 'tcp',
    get open() {
      return !closed && socket?.readyState === 'open';
    },
    replyPort: null,
    send(packet) {
      if (!socket) return;
      // A peer that reads nothing gets nothing late: it is called anew.
      if (socket.writableLength > MOST_WAITING_BYTES) socket.destroy(new Error('it reads nothing'));
      else socket.write(slipEncode(packet));
    },
    close: () => {
      closed = true;
      stop();
      socket?.destroy();
    },
  };
};
