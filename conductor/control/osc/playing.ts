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
  /** Lets go of what waits for its time, message by message, but for what `keeps` holds on to; tells what is let go. */
  drop(why: Text, keeps?: (message: OscMessage) => boolean): void;
  readonly waiting: number;
  readonly close: Stop;
}

/** Every message of a packet, in order. */
const messagesOf = (packet: OscMessage | OscBundle): readonly OscMessage[] =>
  packet.kind === 'message' ? [packet] : packet.elements.flatMap(messagesOf);

/** What is left of a packet where only these messages are kept; null: nothing. */
const only = (
  kept: ReadonlySet<OscMessage>,
  packet: OscMessage | OscBundle,
): OscMessage | OscBundle | null => {
  if (packet.kind === 'message') return kept.has(packet) ? packet : null;
  const elements = packet.elements.flatMap((element) => only(kept, element) ?? []);
  return elements.length > 0 ? { ...packet, elements } : null;
};

/** What waits: the messages yet to be played, and whom they are for. */
interface Waiting {
  elements: OscBundle['elements'];
  readonly to: PlayTo;
}

/**
 * Keeps the times of bundles. Past and immediate ones are played at once; so is one more than 10 s ahead
 * (its sender's clock is wrong more often than its intention), with a note. A bundle in a bundle is never
 * played before the outer one.
 */
export const player = (scheduler: Scheduler): Player => {
  /** What waits, by how it is stopped. */
  const waiting = new Map<Stop, Waiting>();

  const later = (atMs: number, entry: Waiting, play: (entry: Waiting) => void): void => {
    const stop = scheduler.at(atMs, () => {
      waiting.delete(stop);
      play(entry);
    });
    waiting.set(stop, entry);
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
    const all = ({ elements }: Waiting): void => {
      for (const element of elements) playAt(late, element, to);
    };
    const entry: Waiting = { elements: packet.elements, to };
    const wrong = whyNot(atMs - now, waiting.size);
    if (wrong) to.note(wrong);
    if (atMs > now && !wrong) later(atMs, entry, all);
    else all(entry);
  };

  return {
    play: (packet, to) => playAt(0, packet, to),
    drop(why, keeps = () => false) {
      const gone: { readonly message: OscMessage; readonly to: PlayTo }[] = [];
      for (const [stop, entry] of [...waiting]) {
        const { elements, to } = entry;
        const kept = new Set(elements.flatMap(messagesOf).filter(keeps));
        for (const message of elements.flatMap(messagesOf))
          if (!kept.has(message)) gone.push({ message, to });
        entry.elements = elements.flatMap((element) => only(kept, element) ?? []);
        if (entry.elements.length > 0) continue;
        stop();
        waiting.delete(stop);
      }
      for (const { message, to } of gone) to.dropped(message, why);
    },
    get waiting() {
      return waiting.size;
    },
    close() {
      for (const stop of waiting.keys()) stop();
      waiting.clear();
    },
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
