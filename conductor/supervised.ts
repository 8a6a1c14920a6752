import type { Stop } from './kernel/clock.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { type ChildMessage, RESTARTS_ENV } from './supervisor/messages.ts';

/** The channel to the supervisor; node's `process` in a forked child. */
export interface SupervisorLink {
  /** Absent in a process that nobody supervises. */
  readonly send?:
    | ((message: ChildMessage, done: (error: Error | null) => void) => unknown)
    | undefined;
  readonly connected?: boolean | undefined;
  on(event: 'disconnect', fn: () => void): unknown;
  off(event: 'disconnect', fn: () => void): unknown;
}

export interface Heartbeat {
  /** Says that the show runs: from now on silence counts as a hang. */
  ready(): void;
  readonly close: Stop;
}

export const BEAT_MS = 250;

const processLink = (): SupervisorLink => ({
  send: process.send && ((message, done) => process.send?.(message, undefined, undefined, done)),
  get connected() {
    return process.connected;
  },
  on: (event, fn) => process.on(event, fn),
  off: (event, fn) => process.off(event, fn),
});

/**
 * Tells the supervisor four times a second that this conductor lives. Does nothing where nobody
 * supervises. A beat is left out while the one before has not been taken: nothing piles up.
 * @param onAlone called once when the supervisor is gone: end the show in order, then exit
 */
export const heartbeat = (
  scheduler: Scheduler,
  onAlone: () => void,
  link: SupervisorLink = processLink(),
): Heartbeat => {
  if (!link.send) return { ready: () => {}, close: () => {} };
  let underway = false;
  const send = (message: ChildMessage): void => {
    if (!link.connected) return;
    underway = true;
    link.send?.(message, () => {
      underway = false;
    });
  };
  const stopBeats = scheduler.every(BEAT_MS, () => {
    if (!underway) send({ t: 'beat' });
  });
  let closed = false;
  const alone = (): void => {
    if (closed) return;
    close();
    onAlone();
  };
  const close = (): void => {
    closed = true;
    stopBeats();
    link.off('disconnect', alone);
  };
  link.on('disconnect', alone);
  // The supervisor may have gone while the show was loaded, before anybody listened.
  if (!link.connected) scheduler.after(0, alone);
  return { ready: () => send({ t: 'ready' }), close };
};

/** How often the supervisor has restarted this conductor; 0 at the first start or without one. */
export const restartsOf = (env: NodeJS.ProcessEnv): number => {
  const n = Number(env[RESTARTS_ENV]);
  return Number.isSafeInteger(n) && n > 0 ? n : 0;
};
