import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { sentence } from '#contracts/errors';
import {
  type Access,
  type ClientMessage,
  MAX_FRAME_BYTES,
  MAX_HELLO_BYTES,
  type Role,
  WIRE_VERSION,
} from '#contracts/wire';
import type { Stop } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { allowance } from './allowance.ts';
import { mayJoin } from './may.ts';
import { type Outbox, outbox } from './outbox.ts';
import { messageOf, parseHello, readClient } from './parse.ts';
import { REFUSALS, type RefusalCode, refused } from './refusals.ts';

export const HELLO_MS = 5000;
/** A socket that could send nothing for this long is closed. */
export const BLOCKED_MS = 30_000;
const BAD = { most: 100, perMs: 10_000 } as const;
/**
 * Messages and bytes a second. Displays and consoles: more than a fader, a clock and the acknowledgements
 * need. Sensor pages: six dancers at 30 pictures a second and a phone's four streams at 60 Hz, twice over.
 */
const GOOD: Readonly<Record<Role, { readonly messages: number; readonly bytes: number }>> = {
  stage: { messages: 200, bytes: 4 << 20 },
  console: { messages: 200, bytes: 4 << 20 },
  sensor: { messages: 1000, bytes: 2 << 20 },
  booth: { messages: 200, bytes: 4 << 20 },
};
const SECOND_MS = 1000;
/** Between our close and the end of a client that does not answer it. */
const GRACE_MS = 1000;
const MISSED_BEATS = 2;
/** The WebSocket code for: we failed, not you. */
const WE_FAILED = 1011;

export interface Client {
  readonly id: string;
  readonly role: Role;
  readonly access: Access;
  readonly address: string;
  readonly outbox: Outbox;
}

type Session =
  | { readonly is: 'greeting' }
  | { readonly is: 'joined'; readonly client: Client }
  | { readonly is: 'closing' };

type After<T extends ClientMessage['t']> = Exclude<ClientMessage, { t: T }>;

export interface ConnectionParts {
  readonly ws: WebSocket;
  /** The stream under it: says when it has room again. */
  readonly stream: Duplex;
  readonly address: string;
  /** What the request already showed, by a secret or by coming from this machine; null: nothing. */
  readonly access: Access | null;
  readonly accessOfToken: (token: string) => Access | null;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly on: {
    joined(client: Client): void;
    /**
     * Before a message is looked at: true where the client was told that it may not, false where it is no client's to
     * say, null where it is to be read.
     */
    turned(client: Client, t: unknown): boolean | null;
    /** False: understood, but not for this client to say. */
    message(client: Client, message: After<'hello'>): boolean;
    binary(client: Client, bytes: Buffer): boolean;
    left(client: Client | null): void;
    counted(kept: boolean): void;
  };
}

export interface Connection {
  /** The beat of the door, every 5 s: pings, and gives up what is dead or blocked. */
  beat(): void;
  refuse(code: RefusalCode): void;
  readonly greets: boolean;
}

/** What a client of this role may say: true while both messages and bytes are left. */
const budget = (role: Role) => {
  const messages = allowance(GOOD[role].messages, SECOND_MS);
  const bytes = allowance(GOOD[role].bytes, SECOND_MS);
  return (nowMs: number, length: number): boolean =>
    messages.take(nowMs) && bytes.take(nowMs, length);
};

/** One client from its first byte to its last. */
export const connection = (parts: ConnectionParts): Connection => {
  const { ws, stream, scheduler, on } = parts;
  let good = budget('stage');
  const bad = allowance(BAD.most, BAD.perMs);
  let session: Session = { is: 'greeting' };
  let missed = 0;
  let stopTimer: Stop = scheduler.after(HELLO_MS, () => {
    if (session.is === 'greeting') refuse('bad-message');
  });

  const out = outbox({
    // The callback keeps a dying socket's error from being thrown; `close` follows and says it all.
    send: (data, done) => ws.send(data, { binary: typeof data !== 'string' }, () => done?.()),
    unsent: () => ws.bufferedAmount,
    nowMs: () => scheduler.nowMs(),
  });

  const refuse = (code: RefusalCode): void => {
    if (session.is === 'closing') return;
    leave();
    ws.send(refused(code), () => {});
    ws.close(REFUSALS[code].close, code);
    stopTimer = scheduler.after(GRACE_MS, () => ws.terminate());
  };

  const leave = (): void => {
    const client = session.is === 'joined' ? session.client : null;
    const isFirst = session.is !== 'closing';
    session = { is: 'closing' };
    stopTimer();
    if (isFirst) on.left(client);
  };

  /** Of a stranger nothing is looked at but a greeting. */
  const greet = (text: string): boolean => {
    const hello = parseHello(text);
    if (!hello) return false;
    const { version, token, id, role } = hello;
    const access = parts.access ?? (token ? parts.accessOfToken(token) : null);
    if (version !== WIRE_VERSION) refuse('version');
    else if (!access) refuse('token');
    else if (!mayJoin(role, access)) refuse('access');
    else {
      stopTimer();
      good = budget(role);
      const client: Client = { id, role, access, address: parts.address, outbox: out };
      session = { is: 'joined', client };
      on.joined(client);
    }
    return true;
  };

  const hearText = (client: Client, text: string): boolean => {
    const mayRemember = client.role === 'console' || client.role === 'booth';
    const read = readClient(text, mayRemember && client.access !== 'view');
    if (!read) return false;
    const turned = on.turned(client, read.t);
    if (turned !== null) return turned;
    const message = messageOf(read);
    return message !== null && message.t !== 'hello' && on.message(client, message);
  };

  const understand = (data: RawData, isBinary: boolean): boolean => {
    if (!Buffer.isBuffer(data) || !good(scheduler.nowMs(), data.length)) return false;
    if (isBinary && data.length > MAX_FRAME_BYTES) return false;
    if (isBinary) return session.is === 'joined' && on.binary(session.client, data);
    if (session.is === 'greeting')
      return data.length <= MAX_HELLO_BYTES && greet(data.toString('utf8'));
    return session.is === 'joined' && hearText(session.client, data.toString('utf8'));
  };

  /** What fails for one client must not take the others along: it is told, and that one is shown out. */
  const guarded = (run: () => void): boolean => {
    try {
      run();
      return true;
    } catch (error) {
      parts.log.fail(`wire ${parts.address}`, `${sentence(error)}; its connection is closed.`);
      return false;
    }
  };
  const showOut = (): void => {
    guarded(leave);
    ws.close(WE_FAILED);
    stopTimer = scheduler.after(GRACE_MS, () => ws.terminate());
  };

  const hear = (data: RawData, isBinary: boolean): void => {
    if (session.is === 'closing') return;
    missed = 0;
    const kept = understand(data, isBinary);
    on.counted(kept);
    if (kept) return;
    parts.log.seldom(`wire ${parts.address}`, 'A message was malformed or not allowed; dropped.');
    if (!bad.take(scheduler.nowMs())) refuse('bad-message');
  };

  ws.on('message', (data, isBinary) => {
    if (!guarded(() => hear(data, isBinary))) showOut();
  });
  ws.on('pong', () => {
    missed = 0;
  });
  ws.on('error', (error) => {
    on.counted(false);
    parts.log.seldom(`wire ${parts.address}`, `${error.message}; closed.`);
  });
  ws.on('close', () => void guarded(leave));
  stream.on('drain', () => out.drained());

  return {
    beat() {
      if (session.is === 'closing') return;
      if (missed >= MISSED_BEATS) {
        ws.terminate();
        return;
      }
      if (out.blockedMs(scheduler.nowMs()) >= BLOCKED_MS) refuse('slow');
      else {
        missed++;
        ws.ping();
      }
    },
    refuse,
    get greets() {
      return session.is === 'greeting';
    },
  };
};
