import { type ClientMessage, ServerMessage } from '#contracts/wire';
import { backoffMs, SLOW_MS } from './backoff.ts';
import type { LinkState, OpenSocket, Stop, Timing, WireSocket } from './types.ts';

/** No message for this long: the socket is taken for dead. */
export const STALL_MS = 2500;
const PING_MS = 1000;
/** A timer this late was held up by the page itself (a long frame, a shader being built). */
const LATE_MS = 250;
const CATCH_UP_MS = 300;
/** The first questions come fast, so that show time is known at once. */
const FIRST_PINGS = 4;
const FIRST_PING_MS = 60;

export type Welcome = Extract<ServerMessage, { t: 'welcome' }>;
export type Refused = Extract<ServerMessage, { t: 'refused' }>;

/** Refusals that do not pass by themselves soon: knock slowly. After the others (a restart) come back fast. */
const LASTING: ReadonlySet<Refused['code']> = new Set(['version', 'token', 'access', 'full']);

export interface WireEvents {
  /** Joined; `helloMs` is the local time at which hello left. */
  welcome(message: Welcome, helloMs: number): void;
  message(message: ServerMessage): void;
  binary(bytes: Uint8Array): void;
  refused(message: Refused): void;
  malformed(): void;
  state(state: LinkState, attempts: number): void;
}

export interface WireOptions {
  readonly url: string;
  readonly hello: ClientMessage;
  readonly timing: Timing;
  readonly open: OpenSocket;
  readonly random: () => number;
  readonly on: WireEvents;
}

export interface Wire {
  /** False: not joined, or the socket is full. */
  send(message: ClientMessage | Uint8Array): boolean;
  close(): void;
}

/** One attempt after the other to be joined to the conductor, until closed. */
type Phase =
  | { readonly is: 'waiting' }
  | { readonly is: 'greeting'; readonly socket: WireSocket; helloMs: number }
  | { readonly is: 'joined'; readonly socket: WireSocket }
  | { readonly is: 'closed' };

/** Opens the wire and keeps it: hello, pings, stall detection, back-off. */
export const openWire = (options: WireOptions): Wire => {
  const { timing, on, random } = options;
  let phase: Phase = { is: 'waiting' };
  let wasLive = false;
  let attempts = 0;
  let heardMs = 0;
  let refusedBy: Refused | null = null;
  let stopTimer: Stop = () => {};

  /** A timer that comes late means that the page stood still: what came meanwhile is heard first, once. */
  const later = (ms: number, fn: () => void, patient = true): void => {
    stopTimer();
    const dueMs = timing.nowMs() + ms;
    stopTimer = timing.at(dueMs, () => {
      if (patient && timing.nowMs() - dueMs > LATE_MS) later(CATCH_UP_MS, fn, false);
      else fn();
    });
  };

  const leave = (): void => {
    const socket = phase.is === 'greeting' || phase.is === 'joined' ? phase.socket : null;
    phase = { is: 'waiting' };
    socket?.close();
    on.state(refusedBy ? 'refused' : wasLive ? 'lost' : 'connecting', attempts);
    later(refusedBy ? SLOW_MS : backoffMs(attempts, random()), connect);
  };

  const connect = (): void => {
    attempts++;
    refusedBy = null;
    heardMs = timing.nowMs();
    const mine = (): boolean =>
      (phase.is === 'greeting' || phase.is === 'joined') && phase.socket === socket;
    const socket = options.open(options.url, {
      opened: () => mine() && greet(socket),
      text: (data) => mine() && hear(data),
      binary: (data) => mine() && hearBinary(data),
      closed: () => mine() && leave(),
    });
    phase = { is: 'greeting', socket, helloMs: heardMs };
    later(STALL_MS, watch);
  };

  const greet = (socket: WireSocket): void => {
    if (phase.is !== 'greeting') return;
    phase.helloMs = timing.nowMs();
    socket.send(JSON.stringify(options.hello));
  };

  const hear = (data: string): void => {
    heardMs = timing.nowMs();
    const message = parseServer(data);
    if (!message) on.malformed();
    else if (message.t === 'refused') {
      if (LASTING.has(message.code)) refusedBy = message;
      on.refused(message);
    } else if (message.t === 'welcome' && phase.is === 'greeting') {
      join(message, phase.socket, phase.helloMs);
    } else on.message(message);
  };

  const join = (message: Welcome, socket: WireSocket, helloMs: number): void => {
    phase = { is: 'joined', socket };
    wasLive = true;
    attempts = 0;
    on.welcome(message, helloMs);
    on.state('live', attempts);
    ask(FIRST_PINGS);
  };

  const hearBinary = (bytes: Uint8Array): void => {
    heardMs = timing.nowMs();
    if (phase.is === 'joined') on.binary(bytes);
  };

  /** Asks the time again and again, and notices silence. */
  const ask = (quick: number): void => {
    if (phase.is !== 'joined') return;
    if (timing.nowMs() - heardMs >= STALL_MS) {
      leave();
      return;
    }
    send({ t: 'ping', sentMs: timing.nowMs() });
    later(quick > 0 ? FIRST_PING_MS : PING_MS, () => ask(quick - 1));
  };

  const watch = (): void => {
    if (phase.is === 'greeting') leave();
  };

  const send = (message: ClientMessage | Uint8Array): boolean =>
    phase.is === 'joined' &&
    phase.socket.send(message instanceof Uint8Array ? message : JSON.stringify(message));

  on.state('connecting', 0);
  connect();
  return {
    send,
    close() {
      if (phase.is === 'closed') return;
      stopTimer();
      const socket = phase.is === 'waiting' ? null : phase.socket;
      phase = { is: 'closed' };
      socket?.close();
      on.state('closed', attempts);
    },
  };
};

/** A message of the conductor, or null if it is none. */
export const parseServer = (data: string): ServerMessage | null => {
  try {
    return ServerMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
};
