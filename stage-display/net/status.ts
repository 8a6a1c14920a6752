import type { Access } from '#contracts/wire';
import type { ClockSync } from './clock-sync.ts';
import type { Refused } from './socket.ts';
import type { LinkState, LinkStatus } from './types.ts';

export interface StatusParts {
  readonly clock: ClockSync;
  readonly delayMs: () => number;
  readonly nowMs: () => number;
  readonly tell: ((status: LinkStatus) => void) | undefined;
}

export interface StatusBook {
  /** A message came; false: it was dropped. */
  heard(kept: boolean): void;
  become(state: LinkState, attempts: number): void;
  refused(message: Refused): void;
  welcomed(software: string, access: Access): void;
  read(): LinkStatus;
}

/** Keeps what a link can say of itself, and tells when its state changes. */
export const linkStatus = ({ clock, delayMs, nowMs, tell }: StatusParts): StatusBook => {
  let state: LinkState = 'connecting';
  let sinceMs = nowMs();
  let attempts = 0;
  let received = 0;
  let dropped = 0;
  let refusal: LinkStatus['refusal'] = null;
  let software: string | null = null;
  let access: Access | null = null;

  const read = (): LinkStatus => ({
    state,
    access,
    sinceMs,
    attempts,
    offsetMs: clock.offsetMs,
    rttMs: clock.rttMs,
    delayMs: delayMs(),
    received,
    dropped,
    refusal,
    software,
  });

  return {
    heard(kept) {
      received++;
      if (!kept) dropped++;
    },
    become(next, tries) {
      attempts = tries;
      if (next !== state) sinceMs = nowMs();
      state = next;
      tell?.(read());
    },
    refused({ code, text }) {
      refusal = { code, text };
    },
    welcomed(name, may) {
      software = name;
      access = may;
      refusal = null;
    },
    read,
  };
};
