import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { OscBundle, OscMessage } from './message.ts';
import { timeTagMs } from './timetag.ts';

/** A bundle may wait this long for its time. */
export const MAX_AHEAD_MS = 10_000;
/** Bundles that wait at one time. */
export const MAX_WAITING = 256;

export interface Player {
  /** Hands on the messages of a packet, in order: now, or when their time tag says. */
  play(packet: OscMessage | OscBundle, heard: (message: OscMessage) => void): void;
  readonly waiting: number;
  readonly close: Stop;
}

/**
 * Keeps the times of bundles. Past and immediate ones are played at once; so is one more than 10 s ahead
 * (its sender's clock is wrong more often than its intention), with a note. A bundle in a bundle is never
 * played before the outer one.
 */
export const player = (scheduler: Scheduler, note: (text: string) => void): Player => {
  const waiting = new Set<Stop>();

  const later = (atMs: number, fn: () => void): void => {
    const stop = scheduler.at(atMs, () => {
      waiting.delete(stop);
      fn();
    });
    waiting.add(stop);
  };

  const play: Player['play'] = (packet, heard) => {
    if (packet.kind === 'message') {
      heard(packet);
      return;
    }
    const all = (): void => {
      for (const element of packet.elements) play(element, heard);
    };
    const now = scheduler.nowMs();
    const atMs = timeTagMs(packet.timeTag) ?? now;
    const wrong = whyNot(atMs - now, waiting.size);
    if (wrong) note(wrong);
    if (atMs > now && !wrong) later(atMs, all);
    else all();
  };

  return {
    play,
    get waiting() {
      return waiting.size;
    },
    close: () => {
      for (const stop of waiting) stop();
      waiting.clear();
    },
  };
};

const whyNot = (aheadMs: number, waiting: number): string | undefined => {
  if (aheadMs > MAX_AHEAD_MS)
    return `A bundle is ${Math.round(aheadMs / 1000)} s ahead and was played at once; set the sender's clock, at most 10 s are waited.`;
  if (aheadMs > 0 && waiting >= MAX_WAITING)
    return `${MAX_WAITING} bundles wait already; one more was played at once.`;
  return undefined;
};
