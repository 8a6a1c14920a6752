import { type Role, type ServerMessage, WIRE_VERSION } from '#contracts/wire';
import { browserSocket, browserTiming } from './browser.ts';
import { type ClockSync, clockSync } from './clock-sync.ts';
import { seeded, seedOf } from './random.ts';
import { openWire, type Wire } from './socket.ts';
import { linkStatus, type StatusBook } from './status.ts';
import type { LinkStatus, OpenSocket, Timing } from './types.ts';

export interface JoinParts {
  readonly url: string;
  readonly id: string;
  readonly role: Role;
  readonly token?: string | undefined;
  readonly timing?: Timing | undefined;
  readonly open?: OpenSocket | undefined;
  /** Of the back-off's jitter; derived from `id` where absent. */
  readonly seed?: number | undefined;
  readonly onStatus?: ((status: LinkStatus) => void) | undefined;
  /** How far behind show time this page plays; 0 for one that plays nothing. */
  readonly delayMs: () => number;
  /** Joined, the first time or again: the clock has its first answer. */
  welcomed(): void;
  /** Everything but welcome, refusals and clock answers. */
  message(message: ServerMessage): void;
  /** False: the frame was dropped. */
  binary(bytes: Uint8Array): boolean;
}

/** What every page has of the conductor: the wire, show time and a status of the link. */
export interface Joined {
  readonly wire: Wire;
  readonly clock: ClockSync;
  readonly status: StatusBook;
  readonly timing: Timing;
}

/** Opens the wire with a clock and a status book: the part that all links share. */
export const joinWire = (parts: JoinParts): Joined => {
  const { id, role, token, delayMs } = parts;
  const timing = parts.timing ?? browserTiming();
  const clock = clockSync();
  const status = linkStatus({ clock, delayMs, nowMs: timing.nowMs, tell: parts.onStatus });
  const wire = openWire({
    url: parts.url,
    hello: { t: 'hello', version: WIRE_VERSION, role, id, ...(token ? { token } : {}) },
    timing,
    open: parts.open ?? browserSocket,
    random: seeded(parts.seed ?? seedOf(id)),
    on: {
      welcome(message, helloMs) {
        clock.restart();
        clock.answer(helloMs, message.nowMs, timing.nowMs());
        status.welcomed(message.software, message.access);
        parts.welcomed();
      },
      message(message) {
        status.heard(true);
        if (message.t === 'pong') clock.answer(message.sentMs, message.nowMs, timing.nowMs());
        else parts.message(message);
      },
      binary: (bytes) => status.heard(parts.binary(bytes)),
      refused: (message) => status.refused(message),
      malformed: () => status.heard(false),
      state: (state, attempts) => status.become(state, attempts),
    },
  });
  return { wire, clock, status, timing };
};
