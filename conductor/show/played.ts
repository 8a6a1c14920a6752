import type { Act } from '#contracts/act';
import type { Show } from '#contracts/show';
import { realOf, thaw, withClock } from './clocks.ts';
import { cueIndex, inMs } from './cues.ts';
import { leaveStanding, lifted } from './evening.ts';
import { freshState } from './fresh.ts';
import { followingIn } from './groups.ts';
import { heldThere } from './holds.ts';
import { afterRounds, type Rounds } from './rounds.ts';
import { later } from './shift.ts';
import { lastOf } from './start.ts';
import { type DirectorState, EMPTY_OUTBOX, nextWaiting, noted } from './state.ts';
import type { Tempo } from './tempo.ts';
import { byNumber, calledPlace, fireWaiting, trigger, withStandby } from './transport.ts';

/**
 * So many steps (a call, or a start after a pre-wait) are played for a jump, that the show stands still no longer than a
 * moment: 2,000 cues of a list, each called and started once, and as many again of what goes round.
 */
const MOST_STEPS = 4_000;

/** Where playing has come to: the list, and where it left the shutters. */
interface Play {
  readonly state: DirectorState;
  readonly shutters: ReadonlyMap<string, Act>;
}

/** What the list does next by itself, at its time; null: nothing until then. */
const goOn = (show: Show, state: DirectorState, untilMs: number, once: (i: number) => boolean) => {
  const due = nextWaiting(state);
  if (!due) return null;
  const atMs = Math.max(state.atMs, realOf(state, due.atMs));
  if (atMs > untilMs) return null;
  const next = { ...fireWaiting(show, state, due, atMs, once(due.index)), atMs };
  return { next, called: due.kind === 'trigger' ? due.index : null };
};

/** Calls the cue that comes next, at the moment the one before has settled. */
const callNext = (show: Show, state: DirectorState, once: (i: number) => boolean) => {
  const called = calledPlace(state);
  const index =
    called === null ? 0 : followingIn(show, state.loops, lastOf(show, called), true).index;
  if (index === null) return null;
  const atMs = called === null ? state.atMs : Math.max(state.atMs, realOf(state, state.cueEndMs));
  return { ...trigger(show, state, index, atMs, { once: once(index) }), atMs };
};

/** What it told others is told to nobody; where the shutters are is kept. */
const told = (play: Play, state: DirectorState): Play => {
  const moved = state.acts.length > 0 ? placesOf(state.acts) : [];
  const shutters = moved.length > 0 ? new Map([...play.shutters, ...moved]) : play.shutters;
  return { shutters, state: { ...state, ...EMPTY_OUTBOX } };
};

const placesOf = (acts: readonly Act[]): [string, Act][] =>
  acts.flatMap((one): [string, Act][] => (one.act.kind === 'shutter' ? [[one.act.of, one]] : []));

interface Reached extends Play {
  /** When the cue started. */
  readonly startMs: number;
}

/** Plays the list from its beginning until the goal starts: what waits for GO or a feeling is called as the one before has settled. */
const playTo = (show: Show, index: number, tempo: Tempo | null): Reached | null => {
  const { number } = show.cues[index] ?? {};
  const once = (of: number): boolean => of !== index;
  const fresh: DirectorState = { ...freshState(show, 0), waiting: [], tempo };
  let play: Play = { state: fresh, shutters: new Map() };
  for (let i = 0; i < MOST_STEPS; i++) {
    const { state } = play;
    const next =
      goOn(show, state, Number.POSITIVE_INFINITY, once)?.next ?? callNext(show, state, once);
    if (!next) return null;
    const begun = next.started.findLast((one) => one.number === number);
    play = told(play, next);
    if (begun) return { ...play, startMs: begun.atMs };
  }
  return null;
};

/** Plays on what follows by itself; rounds of a loop that are all alike are left out. Null: that is too much. */
const playOn = (show: Show, from: Play, untilMs: number): Play | null => {
  const rounds: Rounds = new Map();
  let last = Number.POSITIVE_INFINITY;
  let play = from;
  for (let i = 0; i < MOST_STEPS; i++) {
    const step = goOn(show, play.state, untilMs, () => false);
    if (!step) return play;
    play = told(play, step.next);
    const { called } = step;
    if (called === null) continue;
    // Back in the list: a round begins.
    const state = called <= last ? afterRounds(show, rounds, called, play.state, untilMs) : null;
    if (state) play = { ...play, state };
    last = called;
  }
  return null;
};

/** Where a jump leads; `gone`: playing never comes to the cue; `far`: it comes there after more steps than are played. */
type Led = DirectorState | 'gone' | 'far';

const ledTo = (
  show: Show,
  number: string,
  afterS: number,
  nowMs: number,
  tempo: Tempo | null,
): Led => {
  const index = cueIndex(show, number);
  const reached = index === null ? null : playTo(show, index, tempo);
  if (!reached) return 'gone';
  const endMs = reached.startMs + inMs(afterS);
  const play = playOn(show, reached, endMs);
  if (!play) return 'far';
  const acts = [...play.shutters.values()];
  return { ...later(play.state, nowMs - endMs), ...EMPTY_OUTBOX, acts, atMs: nowMs };
};

/**
 * The state of a show as if its list had been played until `afterS` into a cue, that moment being `nowMs`. From the
 * first cue on: what follows by itself does so at its time; each cue that waits for GO or for a feeling is called the
 * moment the one before has settled; groups are gone round once. Null for a
 * cue that is not there, and where that is more than is played at once.
 */
export const playedTo = (
  show: Show,
  number: string,
  afterS: number,
  nowMs: number,
  tempo: Tempo | null = freshState(show, nowMs).tempo,
): DirectorState | null => {
  const led = ledTo(show, number, afterS, nowMs, tempo);
  return typeof led === 'string' ? null : led;
};

const NOT_REACHED = {
  gone: {
    en: 'playing the list never comes to it',
    ko: '순서대로 진행해도 그 큐에 닿지 않습니다',
  },
  far: {
    en: 'what goes round until then is never alike, and more than is played at once. Jump to an earlier moment',
    ko: '그때까지 반복되는 큐가 매번 달라 한 번에 진행할 수 있는 양을 넘습니다. 더 앞의 시점으로 이동하세요',
  },
} as const;

/** Where a shutter is, is part of the picture: it is put there. Messages are not sent again. */
const shuttersOf = (acts: readonly Act[], state: DirectorState, realMs: number): Act[] =>
  acts.map(({ suppressed: _, ...one }) => ({
    ...one,
    atMs: realMs,
    ...(state.rehearsing ? { suppressed: true as const } : {}),
  }));

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
        ...heldThere(show, state, played, realMs),
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
    const led = ledTo(show, number, afterS, realMs, state.tempo);
    const at = Math.round(afterS * 10) / 10;
    if (typeof led === 'string') {
      const why = NOT_REACHED[led];
      return noted(
        state,
        'warn',
        `No jump to cue ${number}, ${at} s in: ${why.en}.`,
        `큐 ${number}의 ${at}초 지점으로 이동하지 않았습니다: ${why.ko}.`,
      );
    }
    return noted(
      placed(show, state, led, realMs),
      'info',
      `Jump to cue ${number}, ${at} s in.`,
      `큐 ${number}의 ${at}초 지점으로 이동합니다.`,
    );
  });
