import type { Feeling, Verdict } from '#contracts/calibration';
import { BASELINE_S, type Plan, REST_S, SETTLE_S, suggestions } from './plan.ts';

export type Phase = 'settle' | 'baseline' | 'rest' | 'recall' | 'fitting' | 'done';

/** Milliseconds of one recall, by what was felt. */
export type Spent = Readonly<Record<Feeling, number>>;
export const NOTHING_SPENT: Spent = { positive: 0, neutral: 0, negative: 0 };

/** Where a session stands. Plain data: the same inputs at the same times give the same session. */
export interface SessionState {
  readonly plan: Plan;
  readonly phase: Phase;
  /** Where settling leads to: a session that is gone on with has had its baseline. */
  readonly after: 'baseline' | 'rest';
  /** Time of this phase that counted, milliseconds. */
  readonly ranMs: number;
  /** When it was last looked at. */
  readonly atMs: number;
  /** When the newest feature came; null before the first. */
  readonly heardMs: number | null;
  /** 0-based number of the recall that runs or comes next. */
  readonly recall: number;
  /** What is suggested for each recall; longer than planned where more were proposed. */
  readonly kinds: readonly Feeling[];
  /** What the person says they feel; holds until they say another thing or the recall ends. */
  readonly feeling: Feeling | null;
  /** Of each recall so far. */
  readonly spent: readonly Spent[];
  readonly verdict: Verdict | null;
}

/** A session that begins now. */
export const begin = (plan: Plan, nowMs: number): SessionState => ({
  plan,
  phase: 'settle',
  after: 'baseline',
  ranMs: 0,
  atMs: nowMs,
  heardMs: null,
  recall: 0,
  kinds: suggestions(plan),
  feeling: null,
  spent: [],
  verdict: null,
});

/**
 * A session that was left off and goes on now: signals are looked at again, a recall that was broken off begins
 * anew. The rows of the recall it stands at are to be dropped.
 */
export const goOn = (left: SessionState, nowMs: number): SessionState => {
  const now = { ...left, ranMs: 0, atMs: nowMs, heardMs: null, feeling: null };
  // All was said already: only the model is missing.
  if (left.phase === 'fitting' || left.phase === 'done') return { ...now, phase: 'fitting' };
  const after = left.phase === 'baseline' || left.phase === 'settle' ? left.after : 'rest';
  return { ...now, phase: 'settle', after, spent: left.spent.slice(0, left.recall) };
};

/** How long the phase that runs takes, in seconds; 0 for one that takes as long as it takes. */
export const lastsS = ({ phase, plan }: SessionState): number =>
  ({
    settle: SETTLE_S,
    baseline: BASELINE_S,
    rest: REST_S,
    recall: plan.recallS,
    fitting: 0,
    done: 0,
  })[phase];

/** Without a feature for so long, time does not count. */
export const SILENCE_MS = 3_000;

/** True while a phase that needs signals gets none. */
export const isPaused = ({ phase, heardMs, atMs }: SessionState): boolean =>
  phase !== 'fitting' &&
  phase !== 'done' &&
  phase !== 'settle' &&
  (heardMs === null || atMs - heardMs > SILENCE_MS);

/** What the rows of this moment are: of the baseline (`recall` null), of a recall, or of nothing (null). */
export const markOf = (
  state: SessionState,
): { readonly recall: number | null; readonly feeling: Feeling | null } | null => {
  if (isPaused(state)) return null;
  if (state.phase === 'baseline') return { recall: null, feeling: null };
  if (state.phase === 'recall') return { recall: state.recall, feeling: state.feeling };
  return null;
};
