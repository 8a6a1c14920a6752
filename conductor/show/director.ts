import type { Asked, Intent } from '#contracts/intent';
import type { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { stageOf } from './compose-stage.ts';
import { obey } from './intents.ts';
import { type Heard, mappingPlans, stepFelt } from './mappings.ts';
import { clearOverlays } from './overlays.ts';
import { firstPicture } from './picture.ts';
import { RESTING, stepPulse } from './pulse.ts';
import { resumed, resumePoint } from './resume.ts';
import {
  cuePlace,
  type DirectorNote,
  type DirectorState,
  nextDeadline,
  noted,
  panicStands,
  showTime,
} from './state.ts';
import { fireWaiting } from './transport.ts';

export type { DirectorNote, DirectorState, Heard };
export { cuePlace, nextDeadline, panicStands, resumePoint };

export interface DirectorInputs extends Heard {
  /** What was asked for since the last step, from every door. */
  readonly asked: readonly Asked[];
}

export interface Stepped {
  readonly state: DirectorState;
  readonly stage: StageState;
  readonly notes: readonly DirectorNote[];
}

/** More cues than this in one step are a loop that runs away, or a machine that slept. */
const MOST_STARTS = 256;

const fresh = (show: Show, nowMs: number): DirectorState => ({
  plans: mappingPlans(show),
  seq: 0,
  atMs: nowMs,
  heldMs: 0,
  frozenAtMs: null,
  cue: null,
  cueAtMs: nowMs,
  standby: 0,
  waiting: show.start === 'auto' ? { kind: 'trigger', index: 0, atMs: nowMs } : null,
  picture: firstPicture(show, nowMs),
  overlays: clearOverlays(nowMs),
  felt: {},
  pulse: RESTING,
  cut: false,
  notes: [],
});

/**
 * A show before its first step: at its beginning, or where a resume point left it. A point of
 * another show is not used; a point whose cue is gone leads to the first cue; both are noted.
 */
export const begin = (show: Show, nowMs: number, resume?: ResumePoint | null): DirectorState => {
  const state = fresh(show, nowMs);
  if (!resume) return state;
  if (resume.show === show.id) return resumed(show, state, resume, nowMs);
  return noted(
    state,
    'warn',
    `The resume point belongs to the show "${resume.show}": this show begins at its beginning.`,
    `이어하기 지점이 다른 공연("${resume.show}")의 것이어서 처음부터 시작합니다.`,
  );
};

/**
 * The same show after its file was changed: it stays at its cue and turns to the new values in a
 * fade. Overlays stand as they are.
 */
export const adopt = (
  before: Show,
  state: DirectorState,
  show: Show,
  nowMs: number,
): DirectorState => {
  const atMs = Math.max(nowMs, state.atMs);
  const point = { ...resumePoint(before, state, atMs), show: show.id };
  const next = begin(show, atMs, point);
  return {
    ...next,
    seq: state.seq,
    overlays: state.overlays,
    notes: [...state.notes, ...next.notes],
  };
};

interface Due {
  readonly atMs: number;
  readonly intent: Intent;
}

/** What was asked, in the order of its time, each within this step. */
const inOrder = (asked: readonly Asked[], fromMs: number, nowMs: number): Due[] =>
  asked
    .map(({ intent, atMs }) => ({
      intent,
      atMs: Number.isFinite(atMs) ? Math.min(nowMs, Math.max(fromMs, atMs)) : nowMs,
    }))
    .sort((a, b) => a.atMs - b.atMs);

/** All that happens up to `nowMs`, each at its own time: deadlines before intents of the same moment. */
const happen = (
  show: Show,
  before: DirectorState,
  asked: readonly Asked[],
  nowMs: number,
): DirectorState => {
  const dues = inOrder(asked, before.atMs, nowMs);
  let state = before;
  let starts = 0;
  for (;;) {
    const due = dues[0];
    const deadline = nextDeadline(state);
    const isDue = deadline !== null && deadline <= (due?.atMs ?? nowMs);
    if (isDue && starts < MOST_STARTS) {
      starts++;
      state = fireWaiting(show, state, Math.max(deadline, before.atMs));
    } else if (due) {
      dues.shift();
      state = obey(show, state, due.intent, due.atMs);
    } else return isDue ? heldBack(state, nowMs) : state;
  }
};

/** Leaves the backlog of follows out: the next one is due now. */
const heldBack = (state: DirectorState, nowMs: number): DirectorState =>
  noted(
    state.waiting
      ? { ...state, waiting: { ...state.waiting, atMs: showTime(state, nowMs) } }
      : state,
    'warn',
    `More than ${MOST_STARTS} cues were due at once; the rest is left out.`,
    `한꺼번에 ${MOST_STARTS}개가 넘는 큐가 밀려 나머지는 건너뜁니다.`,
  );

/**
 * Moves a show on to `nowMs` and says what the stage shows then. Pure: the same show, state, inputs
 * and time give the same result. Fades and follows do not depend on how often it is called; a time
 * that steps back counts as no time.
 */
export const step = (
  show: Show,
  state: DirectorState,
  inputs: DirectorInputs,
  nowMs: number,
): Stepped => {
  const atMs = Number.isFinite(nowMs) ? Math.max(nowMs, state.atMs) : state.atMs;
  const begun = { ...state, cut: false };
  const after = happen(show, begun, inputs.asked, atMs);
  const dtS = Math.max(0, showTime(after, atMs) - showTime(state, state.atMs)) / 1000;
  const lead = show.bodies[0] ?? '';
  const leaders = {
    heart: inputs.features(show.heart ?? lead),
    breath: inputs.features(show.breath ?? lead),
  };
  const now: DirectorState = {
    ...after,
    seq: state.seq + 1,
    atMs,
    felt: stepFelt(after.plans, after.felt, inputs, dtS),
    pulse: stepPulse(after.pulse, leaders, atMs, dtS),
    notes: [],
  };
  return { state: now, stage: stageOf(show, now, inputs.affectOf(lead)), notes: after.notes };
};
