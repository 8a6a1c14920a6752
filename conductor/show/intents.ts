import type { Asked, Intent } from '#contracts/intent';
import type { Show } from '#contracts/show';
import { PANIC_CAUSE, withActs } from './acts.ts';
import { askCue, askGo } from './calls.ts';
import { freeze, thaw, withClock } from './clocks.ts';
import { handMaster, toEvening, toFire } from './evening.ts';
import { vetoed } from './feels.ts';
import { heldByHand } from './holds.ts';
import { callFadeAll, callPanic, setBlackout } from './overlays.ts';
import { jump } from './played.ts';
import { refusal } from './refusals.ts';
import { setOver, setSoundMaster } from './sounds.ts';
import { type DirectorState, named, noted } from './state.ts';
import { bpmOf, tapped } from './tempo.ts';
import { back, byNumber, withoutWaits, withStandby } from './transport.ts';
import { whatOf } from './what.ts';

const blackout = (state: DirectorState, on: boolean | undefined, realMs: number): DirectorState => {
  const overlays = setBlackout(state.overlays, on, realMs);
  if (overlays === state.overlays) return state;
  return overlays.blackoutOn
    ? noted({ ...state, overlays }, 'warn', 'Blackout is on.', '암전이 켜졌습니다.')
    : noted({ ...state, overlays }, 'info', 'Blackout is off.', '암전이 꺼졌습니다.');
};

const frozen = (state: DirectorState, on: boolean | undefined, realMs: number): DirectorState => {
  const is = state.frozenAtMs !== null;
  if ((on ?? !is) === is) return state;
  return is
    ? noted(thaw(state, realMs), 'info', 'The show goes on.', '공연이 다시 흐릅니다.')
    : noted(
        freeze(state, realMs),
        'warn',
        'Frozen: looks, pulse and follows stand still. GO lets go.',
        '멈춤: 화면과 박동, 자동 큐가 멈춥니다. GO를 누르면 풀립니다.',
      );
};

const paused = (state: DirectorState, on: boolean | undefined, realMs: number): DirectorState => {
  const wanted = on ?? !state.paused;
  if (wanted === state.paused) return state;
  const now = withClock({ ...state, paused: wanted }, realMs);
  return wanted
    ? noted(
        now,
        'warn',
        'Paused: the list stands, the picture goes on. GO lets go.',
        '일시정지: 큐 목록만 멈추고 화면은 흐릅니다. GO를 누르면 풀립니다.',
      )
    : noted(now, 'info', 'The list goes on.', '큐 목록이 다시 흐릅니다.');
};

/** PANIC, or slowly, with the sound: nothing starts by itself any more, and devices are told to be silent too. */
const dark = (
  show: Show,
  state: DirectorState,
  realMs: number,
  overlays: DirectorState['overlays'],
): DirectorState => {
  const { panic } = overlays;
  const leftS = Math.max(0, panic.startMs + panic.seconds * 1000 - realMs) / 1000;
  const sound = setOver(state.sound, 0, realMs, leftS);
  const tells = { ...show.onPanic, shutters: [] };
  const told = withActs(withoutWaits(show, state, realMs), tells, PANIC_CAUSE, realMs);
  return withClock({ ...told, overlays, sound }, realMs);
};

const panic = (show: Show, state: DirectorState, realMs: number): DirectorState =>
  noted(
    dark(show, state, realMs, callPanic(state.overlays, realMs, show.panicS)),
    'warn',
    'PANIC: the stage goes dark. GO, a cue or back brings it back.',
    'PANIC: 무대가 어두워집니다. GO, 큐 호출, 뒤로 가운데 하나로 돌아옵니다.',
  );

const fadeAll = (show: Show, state: DirectorState, seconds: number, realMs: number) =>
  noted(
    dark(show, state, realMs, callFadeAll(state.overlays, realMs, seconds)),
    'warn',
    `Fade all: picture and sound go out in ${seconds} s. GO, a cue or back brings them back.`,
    `모두 어둡게: ${seconds}초 동안 화면과 소리가 사라집니다. GO, 큐 호출, 뒤로 가운데 하나로 돌아옵니다.`,
  );

const standsBy = (show: Show, state: DirectorState, number: string, realMs: number) =>
  byNumber(show, state, number, (index) => {
    const name = named(show, index);
    return noted(
      withStandby(show, state, index, realMs),
      'info',
      `Cue ${name.en} stands by.`,
      `큐 ${name.ko}이(가) 대기합니다.`,
    );
  });

const locked = (state: DirectorState, on = !state.locked): DirectorState => {
  if (on === state.locked) return state;
  return on
    ? noted({ ...state, locked: on }, 'info', 'The show is locked.', '공연이 잠겼습니다.')
    : noted(
        { ...state, locked: on },
        'info',
        'The show is open to edits.',
        '공연 잠금을 풀었습니다.',
      );
};

const rehearsed = (state: DirectorState, on = !state.rehearsing): DirectorState => {
  if (on === state.rehearsing) return state;
  const now = { ...state, rehearsing: on };
  return on
    ? noted(
        now,
        'warn',
        'Rehearsal: no message leaves the house.',
        '연습: 아무 신호도 밖으로 나가지 않습니다.',
      )
    : noted(now, 'warn', 'Messages leave the house again.', '신호가 다시 밖으로 나갑니다.');
};

const tap = (state: DirectorState, realMs: number): DirectorState => {
  const taps = tapped(state.taps, realMs);
  if (taps === state.taps) return state;
  const bpm = bpmOf(taps);
  return { ...state, taps, ...(bpm !== null && { tempo: { bpm, source: 'tap' as const } }) };
};

const byHand = (
  show: Show,
  state: DirectorState,
  { do: _, ...affect }: Extract<Intent, { do: 'affect' }>,
  realMs: number,
): DirectorState =>
  affect.body === undefined || show.bodies.includes(affect.body)
    ? heldByHand(state, affect, realMs)
    : state;

/** Does what somebody wants. */
const done = (show: Show, state: DirectorState, asked: Asked, realMs: number): DirectorState => {
  const { intent } = asked;
  switch (intent.do) {
    case 'go':
      return askGo(show, state, asked, realMs);
    case 'go-cue':
      return askCue(show, state, intent.number, asked, realMs);
    case 'back':
      return back(show, state, realMs);
    case 'jump':
      return jump(show, state, intent.number, intent.afterS, realMs);
    case 'standby':
      return standsBy(show, state, intent.number, realMs);
    case 'pause':
      return paused(state, intent.on, realMs);
    case 'panic':
      return panic(show, state, realMs);
    case 'fade-all':
      return fadeAll(show, state, intent.seconds, realMs);
    case 'veto':
      return vetoed(show, state);
    case 'evening':
      return toEvening(show, state, intent.state, realMs);
    case 'fire':
      return toFire(show, state, intent.on, realMs);
    case 'lock':
      return locked(state, intent.on);
    case 'rehearse':
      return rehearsed(state, intent.on);
    case 'tap':
      return tap(state, realMs);
    case 'tempo':
      return { ...state, tempo: { bpm: intent.bpm, source: intent.source } };
    case 'sound':
      return {
        ...state,
        sound: setSoundMaster(state.sound, intent.level, realMs, intent.seconds),
      };
    case 'blackout':
      return blackout(state, intent.on, realMs);
    case 'freeze':
      return frozen(state, intent.on, realMs);
    case 'master':
      return handMaster(show, state, intent.level, intent.seconds, realMs);
    case 'affect':
      return byHand(show, state, intent, realMs);
    // Of the take, not of the show.
    case 'mark':
    case 'record':
    // Of what is felt.
    case 'memory':
    case 'calibrate':
    case 'label':
      return state;
  }
};

/** A clock tells its tempo again and again: that is nobody's act. */
const isAct = (intent: Intent): boolean => intent.do !== 'tempo' || intent.source !== 'clock';

const hasChanged = (before: DirectorState, after: DirectorState): boolean =>
  (Object.keys(after) as (keyof DirectorState)[]).some(
    (key) => key !== 'notes' && after[key] !== before[key],
  );

/** Does what somebody wants, at a real time, if the state of the evening lets him; keeps who it was. */
export const obey = (
  show: Show,
  state: DirectorState,
  asked: Asked,
  realMs: number,
): DirectorState => {
  const why = refusal(show, state, asked);
  if (why) return noted(state, 'warn', why.en, why.ko);
  const after = done(show, state, asked, realMs);
  if (!isAct(asked.intent) || !hasChanged(state, after)) return after;
  const { door, from } = asked;
  return { ...after, last: { atMs: realMs, door, from, what: whatOf(show, state, asked.intent) } };
};
