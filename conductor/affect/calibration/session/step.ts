import type { Feeling, Verdict } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import { nextKinds } from './balance.ts';
import { LEAST_BASELINE_S } from './plan.ts';
import { isPaused, lastsS, NOTHING_SPENT, type Phase, type SessionState } from './state.ts';
import { BASELINE_SHORT, NOT_NOW, NOTHING_HEARD, NOTHING_TO_REPEAT } from './words.ts';

export type Input =
  /** Time passes. `ready`: at least one signal is good enough to begin with. */
  | { readonly is: 'tick'; readonly ready: boolean }
  /** A feature of this body came that is believed. */
  | { readonly is: 'heard' }
  | { readonly is: 'label'; readonly feeling: Feeling | null }
  | { readonly is: 'next' }
  | { readonly is: 'again' }
  | { readonly is: 'fitted'; readonly verdict: Verdict };

export type Action =
  /** Rows of a recall are to be let go; null: of the baseline. */
  | { readonly do: 'drop'; readonly recall: number | null }
  /** A part is over: what there is so far is worth keeping. */
  | { readonly do: 'keep' }
  | { readonly do: 'fit' }
  /** What was asked for cannot be done now, and why. */
  | { readonly do: 'say'; readonly text: Text };

export interface Stepped {
  readonly state: SessionState;
  readonly actions: readonly Action[];
}

/** A process that slept must not count its sleep as a recall. */
const LONGEST_STEP_MS = 1_000;

const only = (state: SessionState, ...actions: Action[]): Stepped => ({ state, actions });
const say = (state: SessionState, text: Text): Stepped => only(state, { do: 'say', text });

const enter = (state: SessionState, phase: Phase): SessionState => ({ ...state, phase, ranMs: 0 });

/** The time since the last step, where it counts: for the phase, and for what is felt in it. */
const counted = (state: SessionState, nowMs: number): SessionState => {
  const tookMs = Math.min(LONGEST_STEP_MS, Math.max(0, nowMs - state.atMs));
  const now = { ...state, atMs: Math.max(nowMs, state.atMs) };
  if (isPaused(now) || now.phase === 'done') return now;
  const ranMs = now.ranMs + tookMs;
  if (now.phase !== 'recall' || now.feeling === null) return { ...now, ranMs };
  const before = now.spent[now.recall] ?? NOTHING_SPENT;
  const spent = [...now.spent];
  spent[now.recall] = { ...before, [now.feeling]: before[now.feeling] + tookMs };
  return { ...now, ranMs, spent };
};

const toRest = (state: SessionState, recall: number): SessionState =>
  enter({ ...state, recall, feeling: null }, 'rest');

const toRecall = (state: SessionState): SessionState => {
  const spent = [...state.spent.slice(0, state.recall), NOTHING_SPENT];
  return enter({ ...state, spent }, 'recall');
};

const toFitting = (state: SessionState): Stepped =>
  only(enter({ ...state, feeling: null }, 'fitting'), { do: 'keep' }, { do: 'fit' });

const afterRecall = (state: SessionState): Stepped => {
  const kinds = nextKinds(state, state.recall);
  const next = state.recall + 1;
  if (next >= kinds.length) return toFitting(state);
  return only(toRest({ ...state, kinds }, next), { do: 'keep' });
};

const afterSettling = (state: SessionState): SessionState =>
  state.after === 'baseline' ? enter(state, 'baseline') : toRest(state, state.recall);

/** What follows when a phase is over. */
const onward = (state: SessionState): Stepped => {
  switch (state.phase) {
    case 'settle':
      return only(afterSettling(state));
    case 'baseline':
      return only(toRest(state, 0), { do: 'keep' });
    case 'rest':
      return only(toRecall(state));
    case 'recall':
      return afterRecall(state);
    case 'fitting':
    case 'done':
      return only(state);
  }
};

const ticked = (state: SessionState, ready: boolean): Stepped => {
  const lastMs = 1000 * lastsS(state);
  if (lastMs === 0 || state.ranMs < lastMs) return only(state);
  if (state.phase !== 'settle' || ready) return onward(state);
  return only({ ...state, ranMs: lastMs });
};

const labelled = (state: SessionState, feeling: Feeling | null): Stepped =>
  state.phase === 'recall' || state.phase === 'rest' ? only({ ...state, feeling }) : only(state);

/** A rest before a recall that was only proposed: going ahead means that it is enough. */
export const isProposed = ({ phase, recall, plan }: SessionState): boolean =>
  phase === 'rest' && recall >= plan.recalls;

const ahead = (state: SessionState): Stepped => {
  if (state.phase === 'fitting' || state.phase === 'done') return say(state, NOT_NOW);
  if (state.phase === 'settle' && state.heardMs === null) return say(state, NOTHING_HEARD);
  if (state.phase === 'baseline' && state.ranMs < 1000 * LEAST_BASELINE_S)
    return say(state, BASELINE_SHORT);
  return isProposed(state) ? toFitting(state) : onward(state);
};

/** Back to the rest before a recall, as if it had not been; what was proposed after it is open again. */
const repeat = (state: SessionState, recall: number): Stepped => {
  const kinds = state.kinds.slice(0, Math.max(state.plan.recalls, recall + 1));
  const spent = state.spent.slice(0, recall);
  return only(toRest({ ...state, kinds, spent }, recall), { do: 'drop', recall }, { do: 'keep' });
};

const again = (state: SessionState): Stepped => {
  if (state.phase === 'recall') return repeat(state, state.recall);
  if (state.phase === 'rest' && state.recall > 0) return repeat(state, state.recall - 1);
  if (state.phase === 'baseline')
    return only(enter(state, 'baseline'), { do: 'drop', recall: null }, { do: 'keep' });
  return say(state, NOTHING_TO_REPEAT);
};

const obeyed = (state: SessionState, input: Input): Stepped => {
  switch (input.is) {
    case 'tick':
      return ticked(state, input.ready);
    case 'heard':
      return only({ ...state, heardMs: state.atMs });
    case 'label':
      return labelled(state, input.feeling);
    case 'next':
      return ahead(state);
    case 'again':
      return again(state);
    case 'fitted':
      if (state.phase !== 'fitting') return only(state);
      return only({ ...enter(state, 'done'), verdict: input.verdict });
  }
};

/** One thing that happens in a session, at a time. Pure; time that steps back stands still. */
export const step = (state: SessionState, input: Input, nowMs: number): Stepped =>
  obeyed(counted(state, nowMs), input);
