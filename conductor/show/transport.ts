import type { Show } from '#contracts/show';
import { cueIndex, fadeSeconds, followSeconds, nextIndex, previousIndex } from './cues.ts';
import { levelAt } from './fades.ts';
import { nearest } from './nearest.ts';
import { callPanic, isDark, liftPanic, setMaster } from './overlays.ts';
import { turnTo } from './picture.ts';
import { type DirectorState, noted, showTime, type Waiting } from './state.ts';

const named = (show: Show, index: number): { en: string; ko: string } => {
  const cue = show.cues[index];
  return { en: `${cue?.number} ${cue?.title.en}`, ko: `${cue?.number} ${cue?.title.ko}` };
};

/** The follow of a cue that started at `startMs` (show time), if it has one and a cue comes after it. */
export const followOf = (show: Show, index: number, startMs: number): Waiting | null => {
  const cue = show.cues[index];
  const after = nextIndex(show, index);
  const seconds = cue ? followSeconds(cue) : null;
  if (seconds === null || after === null) return null;
  return { kind: 'trigger', index: after, atMs: startMs + seconds * 1000 };
};

/** Starts a cue at a real time: the picture turns to it, and what follows it is armed. */
const start = (show: Show, state: DirectorState, index: number, realMs: number): DirectorState => {
  const cue = show.cues[index];
  if (!cue) return state;
  const atMs = showTime(state, realMs);
  const unseen = isDark(state.overlays, realMs) || levelAt(state.picture.cap, atMs) <= 0;
  const lifted = liftPanic(state.overlays, realMs, fadeSeconds(cue));
  const name = named(show, index);
  return noted(
    {
      ...state,
      cue: index,
      cueAtMs: atMs,
      waiting: followOf(show, index, atMs),
      picture: turnTo(show, state.picture, cue, atMs, unseen),
      overlays: cue.master
        ? setMaster(lifted, cue.master.level, realMs, cue.master.seconds)
        : lifted,
      cut: state.cut || cue.cut,
    },
    'info',
    `Cue ${name.en}`,
    `큐 ${name.ko}`,
  );
};

/** What is passed over when another cue is called during a pre-wait. */
const passedOver = (show: Show, state: DirectorState): DirectorState => {
  if (state.waiting?.kind !== 'start') return state;
  const name = named(show, state.waiting.index);
  return noted(
    state,
    'warn',
    `Cue ${name.en} was still waiting and is passed over.`,
    `큐 ${name.ko}은(는) 대기 중에 다음 큐가 불려 건너뜁니다.`,
  );
};

/** Calls a cue: it starts after its pre-wait; out of PANIC, or with `now`, it starts at once. */
export const trigger = (
  show: Show,
  state: DirectorState,
  index: number,
  realMs: number,
  now = false,
): DirectorState => {
  const awake = thaw(passedOver(show, state), realMs);
  const called = { ...awake, standby: nextIndex(show, index), waiting: null };
  const waitS = show.cues[index]?.preWaitS ?? 0;
  if (waitS <= 0 || now || state.overlays.panicOn) return start(show, called, index, realMs);
  const atMs = showTime(called, realMs) + waitS * 1000;
  return { ...called, waiting: { kind: 'start', index, atMs } };
};

/** Does what was due: ends a pre-wait or triggers a follow. */
export const fireWaiting = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const due = state.waiting;
  if (!due) return state;
  const clear = { ...state, waiting: null };
  return due.kind === 'start'
    ? start(show, clear, due.index, realMs)
    : trigger(show, clear, due.index, realMs);
};

/** GO: the cue that stands by. Out of PANIC with none left, the light returns on the running one. */
export const go = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const index = state.standby ?? (state.overlays.panicOn ? state.cue : null);
  if (index !== null) return trigger(show, state, index, realMs);
  return noted(
    state,
    'info',
    'GO: no cue stands by. The show has reached its last cue.',
    'GO: 기다리는 큐가 없습니다. 마지막 큐까지 왔습니다.',
  );
};

/** A cue by its number. */
export const goCue = (
  show: Show,
  state: DirectorState,
  number: string,
  realMs: number,
): DirectorState => {
  const index = cueIndex(show, number);
  if (index !== null) return trigger(show, state, index, realMs);
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

/** The cue before the running one, at once. */
export const back = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const before = state.cue === null ? null : previousIndex(show, state.cue);
  const index = before ?? (state.overlays.panicOn ? state.cue : null);
  if (index !== null) return trigger(show, state, index, realMs, true);
  return noted(
    state,
    'info',
    'Back: there is no cue before this one.',
    '뒤로: 이 앞에는 큐가 없습니다.',
  );
};

/** PANIC: to black, and nothing starts by itself any more; a cue that still waited stands by again. */
export const panic = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const waited = state.waiting?.kind === 'start' ? state.waiting.index : state.standby;
  return noted(
    {
      ...state,
      overlays: callPanic(state.overlays, realMs, show.panicS),
      standby: waited,
      waiting: null,
    },
    'warn',
    'PANIC: the stage goes dark. GO, a cue or back brings it back.',
    'PANIC: 무대가 어두워집니다. GO, 큐 호출, 뒤로 가운데 하나로 돌아옵니다.',
  );
};

/** Holds show time: looks, fades, pulse, pre-waits and follows stand still. */
export const freeze = (state: DirectorState, realMs: number): DirectorState =>
  state.frozenAtMs === null ? { ...state, frozenAtMs: realMs } : state;

/** Lets show time go on from where it was held. */
export const thaw = (state: DirectorState, realMs: number): DirectorState =>
  state.frozenAtMs === null
    ? state
    : { ...state, heldMs: state.heldMs + (realMs - state.frozenAtMs), frozenAtMs: null };
