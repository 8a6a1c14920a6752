import { fork } from 'node:child_process';
import type { Stop } from '../kernel/clock.ts';
import { ChildMessage, RESTARTS_ENV } from './messages.ts';
import type { SignalName } from './policy-types.ts';

/** A child as the runner sees it. */
export interface Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  kill(signal: SignalName | 'SIGKILL'): void;
}

export interface ChildEvents {
  message(message: ChildMessage): void;
  /** Once, when the child is gone or could not be started. */
  exit(code: number | null, signal: string | null): void;
}

/** Starts a child; injected, so that tests need no processes. */
export type Spawn = (
  what: { readonly script: string; readonly args: readonly string[]; readonly restarts: number },
  events: ChildEvents,
) => Child;

/** In the launcher's process group and on its terminal, with an IPC channel. */
export const forkChild: Spawn = ({ script, args, restarts }, events) => {
  const child = fork(script, [...args], {
    env: { ...process.env, [RESTARTS_ENV]: String(restarts) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: false,
  });
  let gone = false;
  const exit = (code: number | null, signal: string | null): void => {
    if (gone) return;
    gone = true;
    events.exit(code, signal);
  };
  child.on('message', (raw) => {
    const parsed = ChildMessage.safeParse(raw);
    if (parsed.success && !gone) events.message(parsed.data);
  });
  child.on('exit', exit);
  // Could not be started; where it lives nevertheless (a message that was not sent), it goes on.
  child.on('error', () => {
    if (child.pid === undefined) exit(null, null);
  });
  return { pid: child.pid, kill: (signal) => void child.kill(signal) };
};

/** The signals that end a show. Injected, so that tests need none. */
export type Signals = (fn: (signal: SignalName) => void) => Stop;

const SIGNALS: readonly SignalName[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export const processSignals: Signals = (fn) => {
  for (const signal of SIGNALS) process.on(signal, fn);
  return () => {
    for (const signal of SIGNALS) process.off(signal, fn);
  };
};
