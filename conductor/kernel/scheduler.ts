import type { Clock, Stop } from './clock.ts';

/** How the beat was kept, for health and metrics. */
export interface BeatStats {
  readonly beats: number;
  /** Beats left out because the process could not keep up. */
  readonly late: number;
}

export interface Scheduler {
  readonly clock: Clock;
  nowMs(): number;
  /** Once, at a time. */
  at(atMs: number, fn: () => void): Stop;
  /** Once, in some milliseconds. */
  after(ms: number, fn: () => void): Stop;
  /**
   * Again and again on a fixed grid; a beat that is missed is left out and counted, never made up for.
   * `fn` gets the time the beat was due.
   */
  every(periodMs: number, fn: (dueMs: number) => void): Stop & { readonly stats: () => BeatStats };
}

/** What to do with an error thrown inside a beat: the beat goes on. */
export type OnError = (error: unknown) => void;

/** The one scheduler of a process. Nothing else starts a timer. */
export const scheduler = (clock: Clock, onError: OnError): Scheduler => {
  const guarded = (fn: () => void) => () => {
    try {
      fn();
    } catch (error) {
      onError(error);
    }
  };
  const at = (atMs: number, fn: () => void): Stop => clock.at(atMs, guarded(fn));
  const every: Scheduler['every'] = (periodMs, fn) => {
    let stopped = false;
    let stop: Stop = () => {};
    let beats = 0;
    let late = 0;
    const next = (dueMs: number): void => {
      if (stopped) return;
      stop = clock.at(dueMs, () => {
        beats++;
        guarded(() => fn(dueMs))();
        const behind = Math.floor(Math.max(0, clock.nowMs() - dueMs) / periodMs);
        late += behind;
        next(dueMs + (behind + 1) * periodMs);
      });
    };
    next(clock.nowMs() + periodMs);
    const cancel = () => {
      stopped = true;
      stop();
    };
    return Object.assign(cancel, { stats: () => ({ beats, late }) });
  };
  return {
    clock,
    nowMs: () => clock.nowMs(),
    at,
    after: (ms, fn) => at(clock.nowMs() + ms, fn),
    every,
  };
};
