/** The words of the supervisor's policy: what it is set to, where it stands, what it hears and orders. */
export interface PolicyConfig {
  /** Without a heartbeat for this long after it was ready, a child is hung. */
  readonly hungMs: number;
  /** A child that has not said that it is ready by now never will. */
  readonly startMs: number;
  /** From a stop signal to SIGKILL. */
  readonly stopMs: number;
  /** A life shorter than this ends in a quick death. */
  readonly quickMs: number;
  /** This many quick deaths in a row are restarted at once; then the wait doubles from `backOffMs`. */
  readonly quickDeaths: number;
  readonly backOffMs: number;
  readonly longestBackOffMs: number;
  /** A wake this late means that this very process was stopped or starved: nobody is judged by it. */
  readonly lateMs: number;
}

export const POLICY: PolicyConfig = {
  hungMs: 1_500,
  startMs: 30_000,
  stopMs: 2_000,
  quickMs: 30_000,
  quickDeaths: 5,
  backOffMs: 500,
  longestBackOffMs: 30_000,
  lateMs: 500,
};

export type Phase =
  | { readonly is: 'starting'; readonly bornMs: number; readonly deadlineMs: number }
  | { readonly is: 'ready'; readonly bornMs: number; readonly beatMs: number }
  /** SIGKILL was sent to a hung child; its exit is awaited. */
  | { readonly is: 'killing'; readonly bornMs: number }
  | { readonly is: 'waiting'; readonly untilMs: number }
  | { readonly is: 'stopping'; readonly killAtMs: number }
  | { readonly is: 'ended' };

export interface PolicyState {
  readonly phase: Phase;
  /** Children started after the first. */
  readonly restarts: number;
  readonly everReady: boolean;
  /** When quick deaths happened, since the last long life; bounded. */
  readonly quick: readonly number[];
  /** How many times in a row a child had to wait. */
  readonly backedOff: number;
}

export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export type PolicyEvent =
  | { readonly on: 'begin' }
  | { readonly on: 'ready' }
  | { readonly on: 'beat' }
  | { readonly on: 'exit'; readonly code: number | null; readonly signal: string | null }
  | { readonly on: 'signal'; readonly signal: SignalName }
  /** The time asked for by `wakeAtMs` has come; `dueMs` is what was asked. */
  | { readonly on: 'wake'; readonly dueMs: number };

export type Order =
  | { readonly do: 'spawn'; readonly restarts: number }
  | { readonly do: 'kill'; readonly signal: SignalName | 'SIGKILL' }
  | { readonly do: 'end'; readonly code: number }
  | { readonly do: 'say'; readonly level: 'info' | 'warn' | 'fail'; readonly text: string };

export interface Decision {
  readonly state: PolicyState;
  readonly orders: readonly Order[];
}
