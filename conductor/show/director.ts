import type { Act } from '#contracts/act';
import type { Asked } from '#contracts/intent';
import type { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { listAim } from './aims.ts';
import { listTime, realOf } from './clocks.ts';
import { stageOf } from './compose-stage.ts';
import { deskOf } from './desk.ts';
import { fireWatch, readFeeling } from './feels.ts';
import { freshState } from './fresh.ts';
import { withFelt } from './hold-log.ts';
import { isSaidAnew, type Taken } from './holds.ts';
import { obey } from './intents.ts';
import { movedOn } from './lost.ts';
import { type Heard, NOTHING_HEARD, stepFelt } from './mappings.ts';
import { type MusicWish, musicOf } from './music-desk.ts';
import { outputsOf } from './outputs.ts';
import { paintOf } from './paint.ts';
import { playedTo } from './played.ts';
import { stepPulse } from './pulse.ts';
import { resumed, resumePoint } from './resume.ts';
import { isSafeMoment } from './safe-moment.ts';
import { soundOf } from './sound-desk.ts';
import {
  cuePlace,
  type DirectorNote,
  type DirectorState,
  EMPTY_OUTBOX,
  feelsDue,
  nextDeadline,
  nextWaiting,
  noted,
  panicStands,
  type Started,
  showTime,
} from './state.ts';
import { fireWaiting } from './transport.ts';

export type { DirectorNote, DirectorState, Heard, MusicWish };
export {
  cuePlace,
  deskOf,
  isSafeMoment,
  musicOf,
  nextDeadline,
  outputsOf,
  paintOf,
  panicStands,
  playedTo,
  resumePoint,
  soundOf,
};

export interface DirectorInputs extends Heard {
  /** What was asked for since the last step, from every door. */
  readonly asked: readonly Asked[];
}

export interface Stepped {
  readonly state: DirectorState;
  readonly stage: StageState;
  readonly notes: readonly DirectorNote[];
  /** What leaves the house. */
  readonly acts: readonly Act[];
  /** What cues take of the feeling into their hands. */
  readonly affects: readonly Taken[];
  readonly started: readonly Started[];
}

/** More cues than this in one step are a loop that runs away, or a machine that slept. */
const MOST_STARTS = 256;

/**
 * A show before its first step: at its beginning, or where a resume point left it. A point of
 * another show is not used; a point whose cue is gone keeps its picture and starts nothing; both are noted.
 */
export const begin = (show: Show, nowMs: number, resume?: ResumePoint | null): DirectorState => {
  const state = freshState(show, nowMs);
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
 * fade. Where the cue is gone the picture stays as it is and nothing starts. Overlays stand as they are.
 */
export const adopt = (
  before: Show,
  state: DirectorState,
  show: Show,
  nowMs: number,
): DirectorState => {
  const atMs = Math.max(nowMs, state.atMs);
  const point = resumePoint(before, state, atMs);
  const aim = state.aim === null ? point.aim : { ...point.aim, kept: listAim(before, state) };
  const next = begin(show, atMs, movedOn(before, show, { ...point, aim }));
  const { notes, acts, started, seq, taps, lastCall, overlays, sound } = state;
  return {
    ...next,
    seq,
    overlays,
    sound: { ...next.sound, master: sound.master, over: sound.over },
    taps,
    lastCall,
    paint: { ...next.paint, turn: state.paint.turn },
    notes: [...notes, ...next.notes],
    acts,
    // What was said of the feeling was heard already.
    affects: state.affects,
    started,
  };
};

interface Due {
  readonly atMs: number;
  readonly asked: Asked;
}

/** What was asked, in the order of its time, each within this step. */
const inOrder = (asked: readonly Asked[], fromMs: number, nowMs: number): Due[] =>
  asked
    .map((one) => ({
      asked: one,
      atMs: Number.isFinite(one.atMs) ? Math.min(nowMs, Math.max(fromMs, one.atMs)) : nowMs,
    }))
    .sort((a, b) => a.atMs - b.atMs);

/** Does the first thing that is due by itself, at its time or now. Waits before a cue on feeling. */
const fireDue = (show: Show, state: DirectorState, atMs: number): DirectorState => {
  const waits = nextWaiting(state);
  const feels = feelsDue(state);
  if (waits && waits.atMs <= (feels?.atMs ?? Number.POSITIVE_INFINITY))
    return fireWaiting(show, state, waits, atMs);
  return feels ? fireWatch(show, state, feels, atMs) : state;
};

/** The next deadline; what is felt now may still change that of a cue on feeling (`isRead` false), and it waits for that. */
const nextDue = (state: DirectorState, nowMs: number, isRead: boolean): number | null => {
  const deadline = nextDeadline(state);
  if (isRead || deadline === null || deadline < nowMs) return deadline;
  const feels = feelsDue(state)?.atMs ?? Number.POSITIVE_INFINITY;
  const waits = nextWaiting(state)?.atMs ?? Number.POSITIVE_INFINITY;
  const isFeeling = feels < waits && realOf(state, feels) <= deadline;
  return isFeeling ? null : deadline;
};

interface Happened {
  readonly state: DirectorState;
  /** More was due than may happen at once. */
  readonly heldBack: boolean;
}

/** All that happens up to `nowMs`, each at its own time: deadlines before intents of the same moment. */
const happen = (
  show: Show,
  before: DirectorState,
  asked: readonly Asked[],
  nowMs: number,
  isRead: boolean,
): Happened => {
  const dues = inOrder(asked, before.atMs, nowMs);
  let state = before;
  let starts = 0;
  for (;;) {
    const due = dues[0];
    const deadline = nextDue(state, nowMs, isRead);
    const isDue = deadline !== null && deadline <= (due?.atMs ?? nowMs);
    if (isDue && starts < MOST_STARTS) {
      starts++;
      state = fireDue(show, state, Math.max(deadline, before.atMs));
    } else if (due) {
      dues.shift();
      state = obey(show, state, due.asked, due.atMs);
    } else return { state: isDue ? leftOut(state, nowMs) : state, heldBack: isDue };
  }
};

/** Leaves the backlog of follows out: the next one is due now. */
const leftOut = (state: DirectorState, nowMs: number): DirectorState => {
  const listMs = listTime(state, nowMs);
  const waiting = state.waiting.map((one) => ({ ...one, atMs: Math.max(one.atMs, listMs) }));
  return noted(
    { ...state, waiting },
    'warn',
    `More than ${MOST_STARTS} cues were due at once; the rest is left out.`,
    `한꺼번에 ${MOST_STARTS}개가 넘는 큐가 밀려 나머지는 건너뜁니다.`,
  );
};

/** More cues on feeling than this do not call themselves in one moment. */
const MOST_FELT = 8;

/** Reads what is felt, and lets happen what comes of it; a cue that comes to stand by meanwhile is read too. */
const felt = (
  show: Show,
  before: DirectorState,
  inputs: DirectorInputs,
  nowMs: number,
): DirectorState => {
  let state = before;
  for (let i = 0; i < MOST_FELT; i++) {
    const read = readFeeling(show, state, inputs, nowMs);
    state = happen(show, read, [], nowMs, true).state;
    if (state.started === read.started || !state.watch) return state;
  }
  return state;
};

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
  const asked = happen(show, { ...state, cut: false }, inputs.asked, atMs, false);
  const after = asked.heldBack ? asked.state : felt(show, { ...asked.state, atMs }, inputs, atMs);
  const dtS = Math.max(0, showTime(after, atMs) - showTime(state, state.atMs)) / 1000;
  const lead = show.bodies[0] ?? '';
  // While the show is stopped nothing felt moves the picture: it lets go, and is calm.
  const moves = after.evening === 'stopped' ? NOTHING_HEARD : inputs;
  const leaders = {
    heart: moves.features(show.heart ?? lead),
    breath: moves.features(show.breath ?? lead),
  };
  const now: DirectorState = {
    ...after,
    ...EMPTY_OUTBOX,
    seq: state.seq + 1,
    atMs,
    holds: withFelt(show, after.holds, {
      felt: inputs.affectOf,
      atMs,
      goesOn: state.affects.length === 0 && !after.affects.some(isSaidAnew),
      isTold: after.affects.length === 0,
    }),
    felt: stepFelt(after.plans, after.felt, moves, dtS),
    pulse: stepPulse(after.pulse, leaders, atMs, dtS),
  };
  const { notes, acts, affects, started } = after;
  return {
    state: now,
    stage: stageOf(show, now, inputs.affectOf(lead)),
    notes,
    acts,
    affects,
    started,
  };
};
