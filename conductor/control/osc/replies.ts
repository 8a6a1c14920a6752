import { encodeMessage } from './encode.ts';
import type { Peer } from './peer.ts';

/** Largest payload of a UDP datagram over IPv4. */
export const MOST_DATAGRAM_BYTES = 65_507;
const MOST_ASKERS = 256;
const FORGET_MS = 60_000;

/** `/reply/<address>` with one string of JSON, the form that technicians know from QLab. */
export const replyPacket = (
  address: string,
  outcome: { readonly status: 'ok' | 'error'; readonly data?: unknown; readonly why?: unknown },
): Buffer => {
  const { status, data = null, why } = outcome;
  if (status === 'ok' && data === null && why === undefined) return plainReply(address);
  const json = JSON.stringify({ address, status, data, ...(why !== undefined && { why }) });
  return encodeMessage({ address: `/reply${address}`, types: 's', args: [json] });
};

/** Commands that were done answer the same every time. */
const PLAIN = new Map<string, Buffer>();
const MOST_PLAIN = 512;
const plainReply = (address: string): Buffer => {
  const known = PLAIN.get(address);
  if (known) return known;
  const json = JSON.stringify({ address, status: 'ok', data: null });
  const packet = encodeMessage({ address: `/reply${address}`, types: 's', args: [json] });
  // Addresses of commands are few; those with a number in them are many.
  if (PLAIN.size < MOST_PLAIN) PLAIN.set(address, packet);
  return packet;
};

interface Asker {
  readonly to: Peer;
  lastMs: number;
}

/** Who wants every message answered, and where. */
export interface Askers {
  set(peer: Peer, to: Peer | null, nowMs: number): void;
  /** Where answers to this sender go; undefined where it wants none but to its queries. */
  of(peer: Peer, nowMs: number): Peer | undefined;
  readonly size: number;
}

/** A TCP peer is remembered while it is connected, a UDP peer for a minute after its last message. */
export const askers = (): Askers => {
  const all = new Map<string, Asker>();
  const gone = ({ to, lastMs }: Asker, nowMs: number): boolean =>
    !to.open || (to.transport === 'udp' && nowMs - lastMs > FORGET_MS);
  return {
    set(peer, to, nowMs) {
      if (!to) {
        all.delete(peer.key);
        return;
      }
      for (const [key, asker] of all) if (gone(asker, nowMs)) all.delete(key);
      if (all.size < MOST_ASKERS || all.has(peer.key)) all.set(peer.key, { to, lastMs: nowMs });
    },
    of(peer, nowMs) {
      if (all.size === 0) return undefined;
      const asker = all.get(peer.key);
      if (!asker || gone(asker, nowMs)) return undefined;
      asker.lastMs = nowMs;
      return asker.to;
    },
    get size() {
      return all.size;
    },
  };
};
