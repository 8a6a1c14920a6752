import type { SacnPacket } from './packet.ts';

/** A source that has said nothing for so long is lost (E1.31, clause 6.7.1). */
export const LOSS_MS = 2500;
/** Sources of a universe kept apart; one more is not heard. */
export const MAX_SOURCES = 16;
/** So far behind is late, further is a source that began anew (clause 6.7.2). */
const LATE = 20;

interface Source {
  readonly cid: string;
  readonly name: string;
  priority: number;
  sequence: number;
  atMs: number;
  slots: Uint8Array;
}

/** What a universe says: the highest of each slot over the sources of the highest priority. */
export interface Levels {
  readonly slots: Uint8Array;
  /** Who speaks, by CID; a change of it is no press of anything. */
  readonly by: string;
  readonly names: readonly string[];
}

export type Taken = 'taken' | 'late' | 'full' | 'ignored';

export interface Receiver {
  /** Takes one packet of the universe. */
  take(packet: SacnPacket, nowMs: number): Taken;
  /** What the universe says now; null while nobody speaks. */
  levels(nowMs: number): Levels | null;
  /** True where somebody spoke once. */
  readonly heard: boolean;
}

/** Merges the sources of one universe. */
export const receiver = (universe: number): Receiver => {
  const sources = new Map<string, Source>();
  let heard = false;

  const forget = (nowMs: number): void => {
    for (const [cid, { atMs }] of sources) if (nowMs - atMs > LOSS_MS) sources.delete(cid);
  };
  return {
    take(packet, nowMs) {
      const { cid, name, priority, sequence, slots } = packet;
      if (packet.universe !== universe || packet.preview || packet.startCode !== 0)
        return 'ignored';
      forget(nowMs);
      const known = sources.get(cid);
      if (known && isLate(known.sequence, sequence)) return 'late';
      if (packet.terminated) {
        sources.delete(cid);
        return 'taken';
      }
      if (!known && sources.size >= MAX_SOURCES) return 'full';
      heard = true;
      sources.set(cid, { cid, name, priority, sequence, slots, atMs: nowMs });
      return 'taken';
    },
    levels(nowMs) {
      forget(nowMs);
      return merged([...sources.values()]);
    },
    get heard() {
      return heard;
    },
  };
};

const isLate = (before: number, now: number): boolean => {
  const ahead = ((now - before) << 24) >> 24;
  return ahead <= 0 && ahead > -LATE;
};

const merged = (sources: readonly Source[]): Levels | null => {
  if (sources.length === 0) return null;
  const top = Math.max(...sources.map((s) => s.priority));
  const speaking = sources.filter((s) => s.priority === top);
  const slots = new Uint8Array(512);
  for (const source of speaking)
    source.slots.forEach((value, i) => {
      if (value > (slots[i] ?? 0)) slots[i] = value;
    });
  const by = speaking.map((s) => s.cid).sort();
  return { slots, by: by.join(' '), names: speaking.map((s) => s.name) };
};
