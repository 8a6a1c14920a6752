/**
 * Above this many unsent bytes a socket counts as blocked: nothing more is queued behind them. A picture may be
 * larger than that; what comes while it is on its way waits, newest wins.
 */
export const BLOCKED_BYTES = 64 * 1024;
/** Most kinds of messages that wait for one blocked client. */
const MOST_KEYS = 64;

export type Data = Buffer | string;
/** What becomes of a waiting message when a newer one takes its place; the newer one where absent. */
export type Merge = (waiting: Data, newer: Data) => Data;

export interface OutboxParts {
  /** `done` is called when the bytes have left this process, or never will. */
  readonly send: (data: Data, done?: () => void) => void;
  /** Bytes handed over and not yet sent. */
  readonly unsent: () => number;
  readonly nowMs: () => number;
}

/** What goes to one client. Of each kind at most one message waits: the newest. */
export interface Outbox {
  /** Sends now, or keeps it in place of an older one of the same `key` until `drained`. */
  offer(key: string, data: Data, merge?: Merge): void;
  /**
   * A picture: far larger than all else, so it goes last, and only when the one before has left. At most two are
   * here: one on its way and the newest, which waits.
   */
  picture(data: Buffer, merge?: Merge): void;
  /** The socket has room again. */
  drained(): void;
  /** For how long nothing could be sent, in milliseconds. */
  blockedMs(nowMs: number): number;
  readonly sent: number;
  /** Messages that a newer one replaced, or that found no place. */
  readonly dropped: number;
}

export const outbox = ({ send, unsent, nowMs }: OutboxParts): Outbox => {
  const waiting = new Map<string, Data>();
  let picture: Data | null = null;
  let isPictureOut = false;
  let blockedSinceMs: number | null = null;
  let sent = 0;
  let dropped = 0;

  const keep = (key: string, data: Data, merge?: Merge): void => {
    const old = waiting.get(key);
    if (old !== undefined || waiting.size >= MOST_KEYS) dropped++;
    if (old === undefined && waiting.size >= MOST_KEYS) return;
    waiting.set(key, old !== undefined && merge ? merge(old, data) : data);
  };

  const isBlocked = (): boolean => {
    if (unsent() <= BLOCKED_BYTES) return false;
    blockedSinceMs ??= nowMs();
    return true;
  };

  const flushPicture = (): void => {
    if (picture === null || isPictureOut) return;
    const data = picture;
    picture = null;
    isPictureOut = true;
    send(data, () => {
      isPictureOut = false;
      flush();
    });
    sent++;
  };

  const flush = (): void => {
    for (const [key, data] of waiting) {
      if (isBlocked()) return;
      waiting.delete(key);
      send(data);
      sent++;
    }
    if (picture !== null && isBlocked()) return;
    blockedSinceMs = null;
    flushPicture();
  };

  return {
    offer(key, data, merge) {
      if (waiting.size === 0 && unsent() <= BLOCKED_BYTES) {
        blockedSinceMs = null;
        send(data);
        sent++;
        return;
      }
      keep(key, data, merge);
      flush();
    },
    picture(data, merge) {
      if (picture !== null) dropped++;
      picture = picture !== null && merge ? merge(picture, data) : data;
      flush();
    },
    drained: flush,
    blockedMs: (now) => (blockedSinceMs === null ? 0 : now - blockedSinceMs),
    get sent() {
      return sent;
    },
    get dropped() {
      return dropped;
    },
  };
};
