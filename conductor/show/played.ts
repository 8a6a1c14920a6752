import type { Act } from '#contracts/act';
import type { Show } from '#contracts/show';
import { realOf, thaw, withClock } from './clocks.ts';
import { cueIndex, inMs } from './cues.ts';
import { leaveStanding, lifted } from './evening.ts';
import { freshState } from './fresh.ts';
import { followingIn } from './groups.ts';
import { takenAnew, withoutEnded } from './holds.ts';
import { lastOf } from './start.ts';
import { type DirectorState, EMPTY_OUTBOX, nextWaiting, noted } from './state.ts';
import type { Tempo } from './tempo.ts';
import { byNumber, calledPlace, fireWaiting, trigger, withStandby } from './transport.ts';

/** More starts than this on the way to a cue: it is not reached. */
const MOST_STARTS = 20_000;

interface Goal {
  readonly index: number;
  readonly afterMs: number;
}

interface Play {
  readonly state: DirectorState;
  /** The real time at which it is `afterMs` into the cue; null: the cue was never reached. */
  readonly endMs: number | null;
}

const hasStarted = (show: Show, before: DirectorState, state: DirectorState, goal: Goal) => {
  const number = show.cues[goal.index]?.number;
  return state.started.slice(before.started.length).findLast((s) => s.number === number);
};

/** What the list does next by itself, at its time; null: nothing. */
const goOn = (show: Show, state: DirectorState, untilMs: number, once: (i: number) => boolean) => {
  const due = nextWaiting(state);
  if (!due) return null;
  const atMs = Math.max(state.atMs, realOf(state, due.atMs));
  if (atMs > untilMs) return null;
  return { ...fireWaiting(show, withoutEnded(state, atMs), due, atMs, once(due.index)), atMs };
};

/** Calls the cue that comes next, at the moment the one before has settled. */
const callNext = (show: Show, state: DirectorState, once: (i: number) => boolean) => {
  const called = calledPlace(state);
  const index =
    called === null ? 0 : followingIn(show, state.loops, lastOf(show, called), true).index;
  if (index === null) return null;
  const atMs = called === null ? state.atMs : Math.max(state.atMs, realOf(state, state.cueEndMs));
  return { ...trigger(show, withoutEnded(state, atMs), index, atMs, { once: once(index) }), atMs };
};

/** Plays the list from its beginning at `startMs` to the goal: what waits for GO or a feeling is called as the one before has settled. */
const play = (show: Show, startMs: number, goal: Goal, tempo: Tempo | null): Play => {
  const before = (index: number): boolean => index !== goal.index;
  let state: DirectorState = { ...freshState(show, startMs), waiting: [], tempo };
  let endMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST_STARTS; i++) {
    const isThere = endMs !== Number.POSITIVE_INFINITY;
    // From the goal on groups are gone round as often as they say.
    const once = isThere ? () => false : before;
    const next: DirectorState | null =
      goOn(show, state, endMs, once) ?? (isThere ? null : callNext(show, state, once));
    if (!next) return { state, endMs: isThere ? endMs : null };
    const begun = isThere ? undefined : hasStarted(show, state, next, goal);
    if (begun) endMs = begun.atMs + goal.afterMs;
    state = next;
  }
  return { state, endMs: null };
};

/**
 * The state of a show as if its list had been played until `afterS` into a cue, that moment being `nowMs`. From the
 * first cue on: what follows by itself does so at its time; each cue that waits for GO or for a feeling is called the
 * moment the one before has settled; groups are gone round once. Null for a cue that is not there.
 */
export const playedTo = (
  show: Show,
  number: string,
  afterS: number,
  nowMs: number,
  tempo: Tempo | null = freshState(show, nowMs).tempo,
): DirectorState | null => {
  const index = cueIndex(show, number);
  if (index === null) return null;
  const goal = { index, afterMs: inMs(afterS) };
  // How long it takes is known when it was played once; then it is played so that it ends now.
  const { endMs } = play(show, 0, goal, tempo);
  if (endMs === null) return null;
  const { state } = play(show, nowMs - endMs, goal, tempo);
  return {
    ...withoutEnded(state, nowMs),
    ...EMPTY_OUTBOX,
    acts: state.acts,
    started: [],
    atMs: nowMs,
  };
};

/** How each shutter was left: where a shutter is, is part of the picture. Messages are not sent again. */
const shuttersOf = (acts: readonly Act[], state: DirectorState, realMs: number): Act[] => {
  const last = new Map<string, Act>();
  for (const one of acts) if (one.act.kind === 'shutter') last.set(one.act.of, one);
  return [...last.values()].map(({ suppressed: _, ...one }) => ({
    ...one,
    atMs: realMs,
    ...(state.rehearsing ? { suppressed: true as const } : {}),
  }));
};

/** The list as it was played, in the hands that hold the desk now. */
const placed = (
  show: Show,
  state: DirectorState,
  played: DirectorState,
  realMs: number,
): DirectorState => {
  const awake = leaveStanding(show, thaw(state, realMs), realMs);
  const light = lifted({ ...awake, paused: false }, realMs, 0);
  const isByHand = state.masterBy === 'hand' && played.masterBy === 'hand';
  const overlays = isByHand
    ? light.overlays
    : { ...light.overlays, master: played.overlays.master };
  return withStandby(
    show,
    withClock(
      {
        ...played,
        ...EMPTY_OUTBOX,
        notes: state.notes,
        plans: state.plans,
        seq: state.seq,
        atMs: state.atMs,
        evening: 'show',
        locked: state.locked,
        rehearsing: state.rehearsing,
        taps: state.taps,
        overlays,
        masterBy: isByHand ? 'hand' : played.masterBy,
        sound: { ...played.sound, master: light.sound.master, over: light.sound.over },
        paint: { ...played.paint, turn: state.paint.turn + 1 },
        felt: state.felt,
        pulse: state.pulse,
        cut: true,
        lastCall: state.lastCall,
        last: state.last,
        acts: [...state.acts, ...shuttersOf(played.acts, state, realMs)],
        affects: [...state.affects, ...takenAnew(state.holds, played.holds, realMs)],
        started: state.started,
      },
      realMs,
    ),
    played.standby,
    realMs,
  );
};

/** To a moment of the list at once, as if it had been played until there. */
export const jump = (
  show: Show,
  state: DirectorState,
  number: string,
  afterS: number,
  realMs: number,
): DirectorState =>
  byNumber(show, state, number, () => {
    const played = playedTo(show, number, afterS, realMs, state.tempo);
    if (!played)
      return noted(
        state,
        'warn',
        `Cue "${number}" cannot be reached by playing the list.`,
        `큐 "${number}"은(는) 순서대로 진행해서는 닿을 수 없습니다.`,
      );
    return noted(
      placed(show, state, played, realMs),
      'info',
      `Jump to cue ${number}, ${Math.round(afterS * 10) / 10} s in.`,
      `큐 ${number}의 ${Math.round(afterS * 10) / 10}초 지점으로 이동합니다.`,
    );
  });
