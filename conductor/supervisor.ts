import type { Stop } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import {
  type Child,
  forkChild,
  processSignals,
  type Signals,
  type Spawn,
} from './supervisor/child.ts';
import { BEGIN, decide, wakeAtMs } from './supervisor/policy.ts';
import {
  type Order,
  POLICY,
  type PolicyConfig,
  type PolicyEvent,
  type PolicyState,
} from './supervisor/policy-types.ts';

export interface SuperviseOptions {
  /** The conductor's program and what it is called with. */
  readonly script: string;
  readonly args: readonly string[];
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly policy?: PolicyConfig;
  readonly spawn?: Spawn;
  readonly signals?: Signals;
}

const WHERE = 'supervisor';

/**
 * Keeps a conductor alive in the launcher process: restarts it when it dies or hangs, ends it when
 * asked. The child learns of its restarts by YEOUN_RESTARTS and speaks through `heartbeat`.
 * @returns the exit code once the conductor has ended for good
 */
export const supervise = (options: SuperviseOptions): Promise<number> =>
  new Promise((end) => run(options, end));

const run = (options: SuperviseOptions, end: (code: number) => void): void => {
  const { script, args, scheduler, log, policy = POLICY } = options;
  const spawn = options.spawn ?? forkChild;
  let state: PolicyState = BEGIN;
  let child: { readonly number: number; readonly handle: Child } | null = null;
  let stopWake: Stop = () => {};
  let stopSignals: Stop = () => {};

  const start = (restarts: number): void => {
    // Words of an earlier child say nothing about this one.
    const mine = (event: PolicyEvent) => () => {
      if (child === null || child.number === restarts) happen(event);
    };
    const handle = spawn(
      { script, args, restarts },
      {
        message: ({ t }) => mine({ on: t })(),
        exit: (code, signal) => mine({ on: 'exit', code, signal })(),
      },
    );
    child = { number: restarts, handle };
  };
  const obey = (order: Order): void => {
    if (order.do === 'spawn') start(order.restarts);
    else if (order.do === 'kill') child?.handle.kill(order.signal);
    else if (order.do === 'say') log[order.level](WHERE, order.text);
    else {
      stopSignals();
      end(order.code);
    }
  };
  const happen = (event: PolicyEvent): void => {
    const decision = decide(state, event, scheduler.nowMs(), policy);
    state = decision.state;
    stopWake();
    const dueMs = wakeAtMs(state, policy);
    if (dueMs !== null) stopWake = scheduler.at(dueMs, () => happen({ on: 'wake', dueMs }));
    for (const order of decision.orders) obey(order);
  };

  stopSignals = (options.signals ?? processSignals)((signal) => happen({ on: 'signal', signal }));
  happen({ on: 'begin' });
};
