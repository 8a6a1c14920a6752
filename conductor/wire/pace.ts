import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';

export interface Pace<T> {
  /** Lets `value` through now, or the newest one as soon as it is due. */
  push(key: string, value: T): void;
  readonly stop: Stop;
}

interface Lane<T> {
  nextMs: number;
  waiting: { value: T } | null;
}

const MOST_LANES = 64;

/**
 * At most `rateHz` values a second of each key: the first at once, of those that come too early the newest,
 * when its time has come. Nothing waits longer than one period.
 */
export const pace = <T>(
  scheduler: Scheduler,
  rateHz: number,
  release: (key: string, value: T) => void,
): Pace<T> => {
  const periodMs = 1000 / rateHz;
  const lanes = new Map<string, Lane<T>>();
  const stops = new Set<Stop>();

  const laneOf = (key: string): Lane<T> => {
    const lane = lanes.get(key) ?? { nextMs: Number.NEGATIVE_INFINITY, waiting: null };
    if (!lanes.has(key) && lanes.size >= MOST_LANES) lanes.clear();
    lanes.set(key, lane);
    return lane;
  };

  const due = (key: string, lane: Lane<T>): void => {
    const held = lane.waiting;
    lane.waiting = null;
    lane.nextMs = scheduler.nowMs() + periodMs;
    if (held) release(key, held.value);
  };

  return {
    push(key, value) {
      const lane = laneOf(key);
      if (lane.waiting) {
        lane.waiting.value = value;
        return;
      }
      lane.waiting = { value };
      if (scheduler.nowMs() >= lane.nextMs) {
        due(key, lane);
        return;
      }
      const stop = scheduler.at(lane.nextMs, () => {
        stops.delete(stop);
        due(key, lane);
      });
      stops.add(stop);
    },
    stop() {
      for (const stop of stops) stop();
      stops.clear();
    },
  };
};
