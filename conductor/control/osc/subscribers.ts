import { encodeMessage } from './encode.ts';
import type { Now } from './house.ts';
import type { Peer } from './peer.ts';
import type { StateAddress, StateValue } from './states.ts';

export const MAX_SUBSCRIBERS = 64;
export const SUBSCRIPTION_MS = 60_000;
/** At most 30 a second for one address. */
const PERIOD_MS = 1000 / 30;
/** A beat may come this much early without losing its turn; the mean rate stays. */
const SLACK_MS = 2;

interface Wish {
  readonly state: StateAddress;
  expiresMs: number;
  sent: StateValue | undefined;
  dueMs: number;
}

interface Subscriber {
  readonly peer: Peer;
  readonly wishes: Map<string, Wish>;
}

export interface Subscribers {
  /** Adds or renews, for a minute where nothing is said; sends the present values at once. False where all places are taken. */
  subscribe(peer: Peer, states: readonly StateAddress[], nowMs: number, forMs?: number): boolean;
  /** Takes an address back. */
  ignore(peer: Peer, address: string): void;
  /** Lets go of who is gone or has not renewed. */
  prune(nowMs: number): void;
  /** Sends what is new, to everyone who asked for it. */
  tell(now: Now | null, nowMs: number): void;
  readonly size: number;
}

/** Everyone who wants to hear of the house. A slow one misses values, never the newest. */
export const subscribers = (present: () => Now | null): Subscribers => {
  const all = new Map<string, Subscriber>();

  const prune = (nowMs: number): void => {
    for (const [key, { peer, wishes }] of all) {
      for (const [address, wish] of wishes) if (nowMs >= wish.expiresMs) wishes.delete(address);
      if (wishes.size === 0 || !peer.open) all.delete(key);
    }
  };

  return {
    subscribe(peer, states, nowMs, forMs = SUBSCRIPTION_MS) {
      prune(nowMs);
      const known = all.get(peer.key);
      if (!known && all.size >= MAX_SUBSCRIBERS) return false;
      const subscriber = known ?? { peer, wishes: new Map<string, Wish>() };
      all.set(peer.key, subscriber);
      for (const state of states) renew(subscriber.wishes, state, nowMs, forMs);
      tellOne(subscriber, present(), nowMs, encoder());
      return true;
    },
    ignore(peer, address) {
      all.get(peer.key)?.wishes.delete(address);
    },
    prune,
    tell(now, nowMs) {
      const encode = encoder();
      for (const subscriber of all.values()) tellOne(subscriber, now, nowMs, encode);
    },
    get size() {
      return all.size;
    },
  };
};

/** Renewing tells the present values again, but no oftener than changes are told. */
const renew = (
  wishes: Map<string, Wish>,
  state: StateAddress,
  nowMs: number,
  forMs: number,
): void => {
  const wish = wishes.get(state.address) ?? { state, expiresMs: 0, sent: undefined, dueMs: nowMs };
  wish.expiresMs = nowMs + forMs;
  if (nowMs >= wish.dueMs - SLACK_MS) wish.sent = undefined;
  wishes.set(state.address, wish);
};

type Encode = (state: StateAddress, value: StateValue) => Buffer;

/** Encodes each value once, however many want it. */
const encoder = (): Encode => {
  const packets = new Map<string, Buffer>();
  return ({ address, types }, value) => {
    const known = packets.get(address);
    if (known) return known;
    const tag = typeof value === 'boolean' ? (value ? 'T' : 'F') : types;
    const packet = encodeMessage({ address, types: tag, args: [value] });
    packets.set(address, packet);
    return packet;
  };
};

const tellOne = (
  { peer, wishes }: Subscriber,
  now: Now | null,
  nowMs: number,
  encode: Encode,
): void => {
  if (!now) return;
  for (const wish of wishes.values()) {
    const value = wish.state.value(now);
    const early = !wish.state.urgent && nowMs < wish.dueMs - SLACK_MS;
    if (value === wish.sent || early || nowMs >= wish.expiresMs) continue;
    if (!peer.send(encode(wish.state, value))) continue;
    wish.sent = value;
    wish.dueMs = Math.max(wish.dueMs, nowMs) + PERIOD_MS;
  }
};
