import type { Show } from '#contracts/show';
import { listTime, thaw, withClock } from './clocks.ts';
import {
  cueIndex,
  cueNumber,
  cueSeconds,
  followSeconds,
  inMs,
  previousIndex,
  preWaitSeconds,
} from './cues.ts';
import { leaveStanding, toEvening } from './evening.ts';
import {
  calledWith,
  followingIn,
  type Loops,
  loopsAt,
  standingBy,
  togetherAt,
  untilGoAt,
} from './groups.ts';
import { beforeNumber } from './lost.ts';
import { nearest } from './nearest.ts';
import { lastOf, start } from './start.ts';
import {
  type DirectorState,
  isCalling,
  type LastCall,
  named,
  noted,
  type Waiting,
} from './state.ts';
import { watchOf } from './watch-cue.ts';

/** What is passed over when another cue is called during a pre-wait. */
const passedOver = (show: Show, state: DirectorState): DirectorState =>
  state.waiting
    .filter(({ kind }) => kind === 'start')
    .reduce((now, { index }) => {
      const name = named(show, index);
      return noted(
        now,
        'warn',
        `Cue ${name.en} was still waiting and is passed over.`,
        `큐 ${name.ko}은(는) 대기 중에 다음 큐가 불려 건너뜁니다.`,
      );
    }, state);

/** Nothing holds the list any more but PANIC, which the start of a cue lifts. */
const awake = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const left = leaveStanding(show, thaw(state, realMs), realMs);
  return withClock({ ...left, paused: false }, realMs);
};

/** What calls the next cue after cues that were called together: the last of them says how. */
const groupFollow = (
  show: Show,
  state: DirectorState,
  places: readonly number[],
  waits: readonly number[],
  listMs: number,
  once: boolean,
): readonly Waiting[] => {
  const bpm = state.tempo?.bpm;
  const last = places.at(-1) ?? 0;
  const cue = show.cues[last];
  const after = followingIn(show, state.loops, last, once).index;
  if (!cue || followSeconds(cue) === null || after === null) return [];
  const ends = places.map((place, i) => {
    const of = show.cues[place];
    const length = of && cue.follow === 'follow' ? cueSeconds(of, bpm) : 0;
    return (waits[i] ?? 0) + length;
  });
  const atMs = listMs + inMs(Math.max(...ends) + cue.postWaitS);
  return [{ kind: 'trigger', index: after, atMs }];
};

/** Calls cues that belong together: each starts after its own pre-wait. */
const callAll = (
  show: Show,
  called: DirectorState,
  first: number,
  realMs: number,
  atOnce: boolean,
  once: boolean,
): DirectorState => {
  const places = calledWith(show, first);
  const waits = places.map((place) => {
    const cue = show.cues[place];
    return cue && !atOnce ? preWaitSeconds(cue, called.tempo?.bpm) : 0;
  });
  const begun = places
    .filter((_, i) => (waits[i] ?? 0) <= 0)
    .reduce((now, place) => start(show, now, place, realMs, { group: first }), {
      ...called,
      groupRuns: false,
    });
  const listMs = listTime(begun, realMs);
  const starts = places.flatMap((index, i): Waiting[] => {
    const waitS = waits[i] ?? 0;
    return waitS > 0 ? [{ kind: 'start', index, atMs: listMs + inMs(waitS), group: first }] : [];
  });
  const follow = groupFollow(show, begun, places, waits, listMs, once);
  return { ...begun, waiting: [...begun.waiting, ...starts, ...follow] };
};

export interface Call {
  /** Without its pre-wait. */
  readonly now?: boolean;
  /** The rounds that then are; those of the groups around it where absent. */
  readonly loops?: Loops;
  /** Every group is gone round once only. */
  readonly once?: boolean;
}

/** The cue that stands by from now on, armed anew if it is one on feeling. */
export const withStandby = (
  show: Show,
  state: DirectorState,
  index: number | null,
  realMs: number,
): DirectorState => ({
  ...state,
  standby: index,
  watch: watchOf(show, index, listTime(state, realMs)),
});

/** Calls a cue: it starts after its pre-wait; out of PANIC, or with `now`, it starts at once. */
export const trigger = (
  show: Show,
  state: DirectorState,
  index: number,
  realMs: number,
  { now = false, loops, once = false }: Call = {},
): DirectorState => {
  const ready = awake(show, passedOver(show, state), realMs);
  const placed = {
    ...ready,
    loops: loops ?? loopsAt(show, state.loops, index),
    waiting: [],
  };
  const atOnce = now || state.overlays.panicOn;
  const next = standingBy(show, placed.loops, lastOf(show, index)).index;
  const called = withStandby(show, placed, next, realMs);
  if (togetherAt(show, index)) return callAll(show, called, index, realMs, atOnce, once);
  const cue = show.cues[index];
  const waitS = cue && !atOnce ? preWaitSeconds(cue, called.tempo?.bpm) : 0;
  if (waitS <= 0) return start(show, called, index, realMs, { once });
  const atMs = listTime(called, realMs) + inMs(waitS);
  return { ...called, waiting: [{ kind: 'start', index, atMs }] };
};

/** The cue that was called last: one in its pre-wait, else the running one. */
export const calledPlace = (state: DirectorState): number | null => {
  const waits = state.waiting.find(({ kind }) => kind === 'start');
  return waits ? (waits.group ?? waits.index) : state.cue;
};

/** The rounds after `index` is reached from what was called last. */
const roundsTo = (show: Show, state: DirectorState, index: number): Loops | undefined => {
  const called = calledPlace(state);
  if (called === null) return undefined;
  const next = followingIn(show, state.loops, lastOf(show, called));
  return next.index === index ? next.loops : undefined;
};

/** After the last pre-wait: from now on the cue on feeling that stands by may call itself. */
const armedNow = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  if (isCalling(state) || !state.watch) return state;
  const { vetoed } = state.watch;
  const anew = watchOf(show, state.standby, listTime(state, realMs));
  return { ...state, watch: anew && { ...anew, vetoed } };
};

/** Does what was due: ends a pre-wait or triggers a follow. */
export const fireWaiting = (
  show: Show,
  state: DirectorState,
  due: Waiting,
  realMs: number,
  once = false,
): DirectorState => {
  const clear = { ...state, waiting: state.waiting.filter((one) => one !== due) };
  const number = cueNumber(show, due.index) ?? '';
  if (due.kind === 'start') {
    const begun = start(show, clear, due.index, realMs, { group: due.group, once });
    return armedNow(show, startedLate(begun, number, realMs), realMs);
  }
  const loops = once ? undefined : roundsTo(show, clear, due.index);
  const after = trigger(show, clear, due.index, realMs, { once, ...(loops && { loops }) });
  // Round a loop that only GO leaves, what stands by has not moved: GO means that as ever.
  return state.standby === due.index ? { ...after, lastCall: followCall(number, realMs) } : after;
};

const followCall = (number: string, atMs: number): LastCall => ({
  kind: 'follow',
  atMs,
  number,
  who: 'follow',
});

/** A cue that a follow had called starts after its pre-wait: that too is a moment at which it begins. */
const startedLate = (state: DirectorState, number: string, atMs: number): DirectorState =>
  state.lastCall?.kind === 'follow' && state.lastCall.number === number
    ? { ...state, lastCall: { ...state.lastCall, atMs } }
    : state;

const AT_THE_END = {
  en: 'GO: no cue stands by. The show has reached its last cue.',
  ko: 'GO: 기다리는 큐가 없습니다. 마지막 큐까지 왔습니다.',
};

/** Out of PANIC where no cue is to be called: the light returns on the picture that stands. */
const relit = (show: Show, state: DirectorState, realMs: number): DirectorState =>
  withClock({ ...toEvening(show, state, 'show', realMs), paused: false }, realMs);

/** GO: the cue that stands by. Out of PANIC with none left, the light returns on the running one, or on the picture. */
export const go = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const index = state.standby ?? (state.overlays.panicOn ? state.cue : null);
  if (index !== null) {
    const loops = roundsOfGo(show, state, index);
    return trigger(show, state, index, realMs, loops ? { loops } : {});
  }
  if (state.overlays.panicOn) return relit(show, state, realMs);
  const called = calledPlace(state);
  const endless = called === null ? null : untilGoAt(show, called);
  if (!endless || state.waiting.length === 0)
    return noted(state, 'info', AT_THE_END.en, AT_THE_END.ko);
  return noted(
    { ...state, waiting: [], loops: {} },
    'info',
    'GO: the loop is left. No cue comes after it.',
    'GO: 반복에서 빠져나왔습니다. 다음 큐는 없습니다.',
  );
};

const roundsOfGo = (show: Show, state: DirectorState, index: number): Loops | undefined => {
  const called = calledPlace(state);
  if (called === null) return undefined;
  const next = standingBy(show, state.loops, lastOf(show, called));
  return next.index === index ? next.loops : undefined;
};

/** A cue by its number; where there is none, a note with the nearest one. */
export const byNumber = (
  show: Show,
  state: DirectorState,
  number: string,
  then: (index: number) => DirectorState,
): DirectorState => {
  const index = cueIndex(show, number);
  if (index !== null) return then(index);
  const close = nearest(
    number,
    show.cues.map((c) => c.number),
  );
  return noted(
    state,
    'warn',
    `There is no cue "${number}".${close ? ` The nearest is "${close}".` : ''}`,
    `큐 "${number}"이(가) 없습니다.${close ? ` 가장 가까운 것은 "${close}"입니다.` : ''}`,
  );
};

/** The cue before the running one, also before one that is no longer in the show. */
const beforeThis = (show: Show, { cue, gone }: DirectorState): number | null => {
  if (cue !== null) return previousIndex(show, cue);
  return gone === null ? null : beforeNumber(show, gone);
};

/** The cue before the running one, at once. Out of PANIC with none before it, the light returns as by GO. */
export const back = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const before = beforeThis(show, state);
  const index = before ?? (state.overlays.panicOn ? state.cue : null);
  if (index !== null) return trigger(show, state, index, realMs, { now: true });
  if (state.overlays.panicOn) return relit(show, state, realMs);
  return noted(
    state,
    'info',
    'Back: there is no cue before this one.',
    '뒤로: 이 앞에는 큐가 없습니다.',
  );
};

/** Nothing starts by itself any more; a cue that still waited stands by again. */
export const withoutWaits = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const first = state.waiting.find(({ kind }) => kind === 'start');
  const cleared = { ...state, waiting: [] };
  if (first) {
    const { group, index } = first;
    const hasBegun = group === undefined || (state.groupRuns && state.cue === group);
    return withStandby(show, cleared, hasBegun ? index : group, realMs);
  }
  return {
    ...cleared,
    watch: state.watch && { ...state.watch, announced: null, heldMs: null },
  };
};
