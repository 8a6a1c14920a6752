import type { Clock, Stop } from './clock.ts';

/** A clock that moves only when told to: rehearsal at any speed, offline replay, tests. */
export interface ManualClock extends Clock {
  /** Moves to `atMs`, firing every deadline on the way in order, each at its own time. */
  advanceTo(atMs: number): void;
  /** Moves by `ms`. */
  advance(ms: number): void;
  /** How many deadlines wait. */
  readonly pending: number;
}

interface Deadline {
  readonly atMs: number;
  readonly order: number;
  readonly fn: () => void;
}

/** A manual clock that begins at `startMs`. */
export const manualClock = (startMs = 1_700_000_000_000): ManualClock => {
  let now = startMs;
  let order = 0;
  const waiting = new Set<Deadline>();

  const next = (untilMs: number): Deadline | undefined => {
    let best: Deadline | undefined;
    for (const d of waiting) {
      if (d.atMs > untilMs) continue;
      if (!best || d.atMs < best.atMs || (d.atMs === best.atMs && d.order < best.order)) best = d;
    }
    return best;
  };

  const at = (atMs: number, fn: () => void): Stop => {
    const deadline: Deadline = { atMs, order: order++, fn };
    waiting.add(deadline);
    return () => void waiting.delete(deadline);
  };

  const advanceTo = (atMs: number): void => {
    for (let d = next(atMs); d; d = next(atMs)) {
      waiting.delete(d);
      now = Math.max(now, d.atMs);
      d.fn();
    }
    now = Math.max(now, atMs);
  };

  return {
    nowMs: () => now,
    at,
    advanceTo,
    advance: (ms) => advanceTo(now + ms),
    get pending() {
      return waiting.size;
    },
  };
};
