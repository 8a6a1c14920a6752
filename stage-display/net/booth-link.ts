import { encodeVoice } from '#contracts/frames';
import type { VisitAct, VisitStatus } from '#contracts/visit';
import { joinWire } from './join.ts';
import type { LinkStatus, OpenSocket, Timing } from './types.ts';

export interface BoothLinkOptions {
  /** `ws://host:port/ws`; see `wireUrl(location)`. */
  readonly url: string;
  /** Stays the same over reloads, so that a visit finds its screen again. */
  readonly id: string;
  readonly token?: string;
  readonly onStatus?: (status: LinkStatus) => void;
  /** How the visit stands, at joining and whenever it changes. */
  readonly onVisit: (visit: VisitStatus) => void;
  /** `browserTiming()` where absent. */
  readonly timing?: Timing;
  /** `browserSocket` where absent. */
  readonly open?: OpenSocket;
}

/** The way of a booth's screen to the conductor. */
export interface BoothLink {
  /** Local time, as `hear` and `showMs` expect it. */
  nowMs(): number;
  showMs(localMs: number): number;
  status(): LinkStatus;
  /** False: not sent (not connected); it is not sent later either. */
  act(act: VisitAct): boolean;
  /** What the microphone heard, mono at VOICE_HZ, its last sample at local time `atMs`. False: let go. */
  hear(pcm: Int16Array, atMs: number): boolean;
  close(): void;
}

/** Connects a booth. It keeps trying until `close()`; nothing of a visitor is kept for later. */
export const connectBooth = (options: BoothLinkOptions): BoothLink => {
  let seq = 0;
  const { wire, clock, status, timing } = joinWire({
    ...options,
    role: 'booth',
    delayMs: () => 0,
    welcomed: () => {},
    message(message) {
      if (message.t === 'visit') options.onVisit(message.visit);
    },
    binary: () => false,
  });
  return {
    nowMs: () => timing.nowMs(),
    showMs: (localMs) => clock.showMs(localMs),
    status: () => status.read(),
    act: (act) => wire.send({ t: 'visit', act }),
    hear(pcm, atMs) {
      // Counted also where it is lost: whoever listens hears of the gap.
      const frame = { seq, atMs: Math.max(0, clock.showMs(atMs)), pcm };
      seq = (seq + 1) >>> 0;
      return wire.send(encodeVoice(frame));
    },
    close: () => wire.close(),
  };
};
