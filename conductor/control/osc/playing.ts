import type { Text } from '#contracts/ids';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { OscBundle, OscMessage } from './message.ts';
import { timeTagMs } from './timetag.ts';

/** A bundle may wait this long for its time. */
export const MAX_AHEAD_MS = 10_000;
/** Bundles that wait at one time. */
export const MAX_WAITING = 256;

/** Whom a player tells. */
export interface PlayTo {
  /** A message whose time has come; `lateMs` is how long ago that was (0: in time). */
  heard(message: OscMessage, lateMs: number): void;
  /** What became of a bundle that is not played as it asks. */
  note(what: Text): void;
  /** A message that waited and is let go: it will never be played. */
  dropped(message: OscMessage, why: Text): void;
}

export interface Player {
  /** Hands on the messages of a packet, in order: now, or when their time tag says. */
  play(packet: OscMessage | OscBundle, to: PlayTo): void;
  /** Lets go of everything that waits for its time, and tells each message of it. */
  drop(why: Text): void;
  readonly waiting: number;
  readonly close: Stop;
}

/** Every message of a packet, in order. */
const messagesOf = (packet: OscMessage | OscBundle): readonly OscMessage[] =>
  packet.kind === 'message' ? [packet] : packet.elements.flatMap(messagesOf);

/**
 * Keeps the times of bundles. Past and immediate ones are played at once; so is one more than 10 s ahead
 * (its sender's clock is wrong more often than its intention), with a note. A bundle in a bundle is never
 * played before the outer one.
 */
export const player = (scheduler: Scheduler): Player => {
  /** What waits, by how it is stopped. */
  const waiting = new Map<Stop, { readonly bundle: OscBundle; readonly to: PlayTo }>();

  const later = (atMs: number, bundle: OscBundle, to: PlayTo, fn: () => void): void => {
    const stop = scheduler.at(atMs, () => {
      waiting.delete(stop);
      fn();
    });
    waiting.set(stop, { bundle, to });
  };

  const playAt = (lateMs: number, packet: OscMessage | OscBundle, to: PlayTo): void => {
    if (packet.kind === 'message') {
      to.heard(packet, lateMs);
      return;
    }
    const now = scheduler.nowMs();
    const tagMs = timeTagMs(packet.timeTag);
    const atMs = tagMs ?? now;
    const late = tagMs === null ? lateMs : Math.max(0, now - atMs);
    const all = (): void => {
      for (const element of packet.elements) playAt(late, element, to);
    };
    const wrong = whyNot(atMs - now, waiting.size);
    if (wrong) to.note(wrong);
    if (atMs > now && !wrong) later(atMs, packet, to, all);
    else all();
  };

  const clear = (): readonly { readonly bundle: OscBundle; readonly to: PlayTo }[] => {
    const all = [...waiting.values()];
    for (const stop of waiting.keys()) stop();
    waiting.clear();
    return all;
  };

  return {
    play: (packet, to) => playAt(0, packet, to),
    drop(why) {
      for (const { bundle, to } of clear())
        for (const message of messagesOf(bundle)) to.dropped(message, why);
    },
    get waiting() {
      return waiting.size;
    },
    close: () => void clear(),
  };
};

const whyNot = (aheadMs: number, waiting: number): Text | undefined => {
  if (aheadMs > MAX_AHEAD_MS) {
    const s = Math.round(aheadMs / 1000);
    return {
      en: `A bundle is ${s} s ahead and was played at once; set the sender's clock, at most 10 s are waited.`,
      ko: `번들이 ${s}초 앞의 것이라 바로 실행했습니다. 보내는 쪽의 시계를 맞추십시오. 10초까지만 기다립니다.`,
    };
  }
  if (aheadMs > 0 && waiting >= MAX_WAITING)
    return {
      en: `${MAX_WAITING} bundles wait already; one more was played at once.`,
      ko: `이미 번들 ${MAX_WAITING}개가 기다리고 있어 하나를 바로 실행했습니다.`,
    };
  return undefined;
};
