import type { CalibrationStatus } from '#contracts/calibration';
import { labelledS } from './balance.ts';
import { BASELINE_S, REST_S, SETTLE_S, sessionS } from './plan.ts';
import { promptOf } from './prompt.ts';
import { isPaused, lastsS, type SessionState } from './state.ts';

const MS = 1000;

/** Seconds of the plan that lie before the phase that runs. */
const behindS = ({ phase, recall, plan, after }: SessionState): number => {
  const recalls = recall * (REST_S + plan.recallS);
  switch (phase) {
    case 'settle':
      return after === 'baseline' ? 0 : BASELINE_S + recalls;
    case 'baseline':
      return SETTLE_S;
    case 'rest':
      return SETTLE_S + BASELINE_S + recalls;
    case 'recall':
      return SETTLE_S + BASELINE_S + recalls + REST_S;
    case 'fitting':
    case 'done':
      return Number.POSITIVE_INFINITY;
  }
};

/** Of the whole session, 0..1; what was proposed beyond the plan is part of it. */
export const progressOf = (state: SessionState): number => {
  const wholeS = sessionS(state.kinds.length, state.plan.recallS);
  return Math.min(1, (behindS(state) + state.ranMs / MS) / wholeS);
};

/** A session as consoles are told it. */
export const statusOf = (
  state: SessionState,
  signals: CalibrationStatus['signals'],
): CalibrationStatus => {
  const lasts = lastsS(state);
  const ranS = state.ranMs / MS;
  const hasKind = state.phase === 'rest' || state.phase === 'recall';
  return {
    phase: state.phase,
    body: state.plan.body,
    person: state.plan.person,
    recall: state.recall,
    recalls: state.kinds.length,
    elapsedS: lasts > 0 ? Math.min(ranS, lasts) : ranS,
    lastsS: lasts,
    progress: progressOf(state),
    paused: isPaused(state),
    suggested: hasKind ? (state.kinds[state.recall] ?? null) : null,
    feeling: state.feeling,
    labelledS: labelledS(state.spent),
    signals: [...signals],
    prompt: promptOf(state, signals),
    verdict: state.verdict,
    resumable: false,
  };
};

const NOTHING = {
  en: 'Nobody is being calibrated.',
  ko: '보정하는 사람이 없습니다.',
};

const leftOff = (person: string | null) => ({
  en: `The session${person === null ? '' : ` of ${person}`} was left off and can be gone on with.`,
  ko: `${person === null ? '' : `${person}의 `}보정이 중단되어 있습니다. 이어서 할 수 있습니다.`,
});

/** Nobody is calibrated; `resumable` says whose session was left off. */
export const idleStatus = (
  left: { readonly body: string; readonly person: string | null } | null = null,
): CalibrationStatus => ({
  phase: 'idle',
  body: left?.body ?? null,
  person: left?.person ?? null,
  recall: 0,
  recalls: 0,
  elapsedS: 0,
  lastsS: 0,
  progress: 0,
  paused: false,
  suggested: null,
  feeling: null,
  labelledS: { positive: 0, neutral: 0, negative: 0 },
  signals: [],
  prompt: left ? leftOff(left.person) : NOTHING,
  verdict: null,
  resumable: left !== null,
});
