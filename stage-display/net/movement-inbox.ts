import type { MovementFrame } from '#contracts/movement';
import type { Movement } from './types.ts';

/** The newest movement of each body. Older frames are let go; bodies are bounded. */
export interface MovementInbox {
  /** The frame as it is now the newest of its body, or null if it came late or twice. */
  push(frame: MovementFrame, seq: number, nowMs: number): Movement | null;
  newest(nowMs: number): readonly Movement[];
  /** Another conductor counts anew. */
  restart(): void;
}

const MOST_BODIES = 16;
/** A body not heard of for this long is forgotten. */
const FORGET_MS = 30_000;

interface Held {
  readonly frame: MovementFrame;
  readonly seq: number;
  readonly arrivedMs: number;
}

export const movementInbox = (): MovementInbox => {
  const bodies = new Map<string, Held>();
  let fresh = new Set<string>();

  const forget = (nowMs: number): void => {
    for (const [id, held] of bodies) if (nowMs - held.arrivedMs > FORGET_MS) bodies.delete(id);
    if (bodies.size < MOST_BODIES) return;
    const oldest = [...bodies].reduce((a, b) => (a[1].arrivedMs <= b[1].arrivedMs ? a : b));
    bodies.delete(oldest[0]);
  };

  return {
    push(frame, seq, nowMs) {
      const held = bodies.get(frame.bodyId);
      // Counters are 32 bits wide: a step of less than half the circle is forward.
      const isNewer = !held || fresh.has(frame.bodyId) || ((seq - held.seq) | 0) > 0;
      if (!isNewer) return null;
      if (!held) forget(nowMs);
      fresh.delete(frame.bodyId);
      bodies.set(frame.bodyId, { frame, seq, arrivedMs: nowMs });
      return { frame, seq, ageMs: 0 };
    },
    newest: (nowMs) =>
      [...bodies.values()]
        .filter((held) => nowMs - held.arrivedMs <= FORGET_MS)
        .map(({ frame, seq, arrivedMs }) => ({
          frame,
          seq,
          ageMs: Math.max(0, nowMs - arrivedMs),
        })),
    restart() {
      fresh = new Set(bodies.keys());
    },
  };
};
