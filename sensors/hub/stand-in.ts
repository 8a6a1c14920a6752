import type { StreamKind } from '#contracts/sensor';

/** How long a real sensor must have been gone before the synthetic one speaks for its body again. */
export const STAND_IN_MS = 5 * 60_000;

/** What says nothing of a body by itself: a musician beside the dancer, a battery, a button. */
const BESIDE: ReadonlySet<StreamKind> = new Set([
  'contact',
  'custom',
  'note',
  'sound',
  'speech',
  'battery',
  'touch',
]);

/** Decides for each body whether the synthetic dancer speaks for it or stands aside. */
export interface StandIn {
  /** Says that a source of this adapter gave samples of this kind. */
  heard(adapter: string, bodyId: string, kind: StreamKind, nowMs: number): void;
  /** Says that a real source of this body was taken away by hand: no need to wait for it. */
  left(bodyId: string): void;
  /** True where a source of this adapter must stand aside. */
  aside(adapter: string, bodyId: string, nowMs: number): boolean;
}

/** The synthetic dancer is a stand-in: any real signal of the same body sends it aside. */
export const standIn = (): StandIn => {
  const realMs = new Map<string, number>();
  return {
    heard(adapter, bodyId, kind, nowMs) {
      if (adapter === 'synthetic' || BESIDE.has(kind)) return;
      realMs.set(bodyId, nowMs);
    },
    left(bodyId) {
      realMs.delete(bodyId);
    },
    aside(adapter, bodyId, nowMs) {
      if (adapter !== 'synthetic') return false;
      const last = realMs.get(bodyId);
      return last !== undefined && nowMs - last < STAND_IN_MS;
    },
  };
};
