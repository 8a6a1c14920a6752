/** Stops what was started. Calling it twice is harmless. */
export type Stop = () => void;

/**
 * Time, injected. `nowMs` is show time: Unix milliseconds that never step back while the process lives.
 * This file is the only one in the conductor that reads the machine's clock or starts its timers.
 */
export interface Clock {
  nowMs(): number;
  /** Calls `fn` once, not before `atMs`. */
  at(atMs: number, fn: () => void): Stop;
}

/** Under this many milliseconds before a deadline the clock yields instead of sleeping: timers round up. */
const SPIN_MS = 1.2;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of a running conductor. */
export const systemClock = (): Clock => {
  const originMs = Date.now() - performance.now();
  const nowMs = () => originMs + performance.now();
  return { nowMs, at: (atMs, fn) => wait(nowMs, atMs, fn) };
};

const wait = (nowMs: () => number, atMs: number, fn: () => void): Stop => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  const sleep = (): void => {
    const left = atMs - nowMs();
    if (left <= SPIN_MS) turn = setImmediate(wake);
    else timer = setTimeout(wake, Math.min(left - 1, LONGEST_TIMER_MS));
  };
  const wake = (): void => {
    if (stopped) return;
    if (nowMs() >= atMs) fn();
    else sleep();
  };
  sleep();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearImmediate(turn);
  };
};

/** Once everybody else has been heard: input that waits comes first. Not time: a manual clock does not hold it. */
export const nextTurn = (fn: () => void): Stop => {
  const turn = setImmediate(fn);
  return () => clearImmediate(turn);
};
