import type { Show } from '#contracts/show';
import { listAim, type StandingName, safeMaster, standingAim, standingLook } from './aims.ts';
import { listTime, showTime, thaw, withClock } from './clocks.ts';
import { pictureSeconds, SHORTEST_FADE_S } from './cues.ts';
import { withAll } from './does.ts';
import { leftS, levelAt } from './fades.ts';
import { withoutStanding } from './holds.ts';
import { listOutputs, standingOutputs } from './outputs.ts';
import { isDark, liftPanic, setBlackout, setMaster } from './overlays.ts';
import { turnTo } from './picture.ts';
import { listSounds, setOver, standingSounds } from './sounds.ts';
import { type DirectorState, noted } from './state.ts';

/** How the states are called in notes. */
export const EVENING_WORDS: Readonly<Record<DirectorState['evening'], { en: string; ko: string }>> =
  {
    show: { en: 'show', ko: '공연' },
    preset: { en: 'preset', ko: '준비' },
    house: { en: 'house open', ko: '객석 입장' },
    interval: { en: 'interval', ko: '휴식' },
    bows: { en: 'bows', ko: '커튼콜' },
    stopped: { en: 'show stop', ko: '공연 중단' },
  };

/** Sound comes back this slowly after fire. */
const SOUND_BACK_S = 1;

export const isUnseen = (state: DirectorState, realMs: number): boolean =>
  isDark(state.overlays, realMs) || levelAt(state.picture.cap, showTime(state, realMs)) <= 0;

/** Lets the light come back from PANIC, and the sound with it. */
export const lifted = (state: DirectorState, realMs: number, seconds: number): DirectorState => {
  if (!state.overlays.panicOn) return state;
  const overlays = liftPanic(state.overlays, realMs, seconds);
  const back = { ...state, overlays };
  return withClock(
    state.fire ? back : { ...back, sound: setOver(state.sound, 1, realMs, overlays.panic.seconds) },
    realMs,
  );
};

/** The master goes to where a state of the evening wants it, and where it was is kept for the way back. */
const borrowMaster = (
  state: DirectorState,
  level: number,
  realMs: number,
  seconds: number,
): DirectorState => ({
  ...state,
  overlays: setMaster(state.overlays, level, realMs, seconds),
  masterBack: { level: state.masterBack?.level ?? state.overlays.master.to.level ?? 1, set: level },
});

/** The master back to where the list had it, unless somebody has moved it since. */
const returnMaster = (state: DirectorState, realMs: number, seconds: number): DirectorState => {
  const { masterBack, overlays } = state;
  if (!masterBack) return state;
  const isMoved = overlays.master.to.level !== masterBack.set;
  return {
    ...state,
    masterBack: null,
    overlays: isMoved ? overlays : setMaster(overlays, masterBack.level, realMs, seconds),
  };
};

/** Fades to a state of the evening. The list stands where it is. */
const stand = (
  show: Show,
  before: DirectorState,
  name: StandingName,
  realMs: number,
  shortest: boolean,
): DirectorState => {
  const look = standingLook(show, name);
  const seconds = shortest ? SHORTEST_FADE_S : pictureSeconds(look.fade, before.tempo?.bpm);
  const awake = thaw(withoutStanding(show, before, realMs), realMs);
  const unseen = isUnseen(awake, realMs);
  const light = lifted(awake, realMs, seconds);
  const atMs = showTime(light, realMs);
  const { master, ...does } = look;
  const held = {
    ...returnMaster(light, realMs, seconds),
    evening: name,
    away: true,
    sound: standingSounds(light.sound, atMs, seconds),
    outputs: standingOutputs(light.outputs, atMs, seconds),
    picture: turnTo(show, light.picture, standingAim(show, light, name), atMs, {
      seconds,
      curve: look.fade.curve,
      unseen,
    }),
  };
  const masterS = Math.min(master?.seconds ?? 0, shortest ? SHORTEST_FADE_S : Infinity);
  const lent = master ? borrowMaster(held, master.level, realMs, masterS) : held;
  // Nobody is left in the dark in a fire: no display is taken any light.
  const safe = before.fire ? { ...does, outputs: [] } : does;
  return withClock(withAll(lent, safe, name, 'standing', realMs), realMs);
};

/** Leaves a state of the evening for the list: its time, its sounds and its master go on. The picture is still that of the evening. */
export const leaveStanding = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  if (state.evening === 'show') return state;
  const seconds = pictureSeconds(standingLook(show, state.evening).fade, state.tempo?.bpm);
  const back = returnMaster(withoutStanding(show, state, realMs), realMs, seconds);
  const left = {
    ...back,
    evening: 'show' as const,
    sound: listSounds(back.sound, showTime(back, realMs), seconds),
    outputs: listOutputs(back.outputs, showTime(back, realMs), seconds),
  };
  return withClock(left, realMs);
};

/** Turns the stage back to the picture of the list, in the time its fade had left, at least `seconds`. */
export const turnBack = (
  show: Show,
  state: DirectorState,
  realMs: number,
  seconds: number,
): DirectorState => {
  const leftS = Math.max(0, state.cueEndMs - listTime(state, realMs)) / 1000;
  return {
    ...state,
    away: false,
    picture: turnTo(show, state.picture, listAim(show, state), showTime(state, realMs), {
      seconds: Math.max(seconds, leftS),
      curve: 'smooth',
      unseen: isUnseen(state, realMs),
    }),
  };
};

const backToShow = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const isThere = state.evening === 'show' && !state.away && !state.overlays.panicOn;
  if (isThere && state.frozenAtMs === null) return state;
  const seconds =
    state.evening === 'show'
      ? SHORTEST_FADE_S
      : pictureSeconds(standingLook(show, state.evening).fade, state.tempo?.bpm);
  const awake = thaw(state, realMs);
  const back = state.away ? turnBack(show, awake, realMs, seconds) : awake;
  const light = lifted(back, realMs, seconds);
  return noted(
    leaveStanding(show, light, realMs),
    'info',
    'The show goes on from where it was held.',
    '공연이 멈췄던 곳에서 이어집니다.',
  );
};

/** Another state of the evening. */
export const toEvening = (
  show: Show,
  state: DirectorState,
  name: DirectorState['evening'],
  realMs: number,
): DirectorState => {
  if (name === 'show') return backToShow(show, state, realMs);
  if (name === state.evening && !state.overlays.panicOn) return state;
  const words = EVENING_WORDS[name];
  return noted(
    stand(show, state, name, realMs, false),
    name === 'stopped' ? 'warn' : 'info',
    `${words.en[0]?.toUpperCase()}${words.en.slice(1)}: the list stands.`,
    `${words.ko}: 큐 목록은 멈춰 있습니다.`,
  );
};

/** The alarm: sound is muted at once, the safe look comes and is seen whatever lay over it, the list stands. */
const alarm = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const muted = { ...state, fire: true, sound: setOver(state.sound, 0, realMs, 0) };
  const stopped = stand(show, muted, 'stopped', realMs, true);
  const overlays = setBlackout(stopped.overlays, false, realMs);
  const seen = { ...stopped, overlays };
  return noted(
    standingLook(show, 'stopped').master ? seen : borrowMaster(seen, 1, realMs, SHORTEST_FADE_S),
    'fail',
    'FIRE: sound is muted, the safe look stands, nothing is called. Take it back with "fire off".',
    '화재: 소리를 끄고 안전 조명으로 바꿨습니다. 아무 큐도 불리지 않습니다. "화재 해제"로 풀립니다.',
  );
};

/** The safe look, and its master in the same time, is still on its way: a contact that says fire again and again does not begin its fades anew. */
const isOnItsWay = (state: DirectorState, realMs: number): boolean =>
  state.fire && leftS(state.picture.cap, showTime(state, realMs)) > 0;

/** The master in somebody's hand. In a fire it is not held under the safe look: it comes as fast as that. */
export const handMaster = (
  show: Show,
  state: DirectorState,
  level: number,
  seconds: number,
  realMs: number,
): DirectorState => {
  const { master } = state.overlays;
  // A hand that moves it again and again does not hold it up either.
  const isUnder = state.fire && levelAt(master, realMs) < safeMaster(show);
  const left = leftS(master, realMs);
  const soon = left > 0 ? Math.min(left, SHORTEST_FADE_S) : SHORTEST_FADE_S;
  const takes = isUnder ? Math.min(seconds, soon) : seconds;
  return {
    ...state,
    masterBy: 'hand',
    overlays: setMaster(state.overlays, level, realMs, takes),
  };
};

/** The contact of the alarm; `on` absent: the other way than now. Said again, everything is applied again. */
export const toFire = (
  show: Show,
  state: DirectorState,
  on: boolean | undefined,
  realMs: number,
): DirectorState => {
  const wanted = on ?? !state.fire;
  if (wanted) return isOnItsWay(state, realMs) ? state : alarm(show, state, realMs);
  if (!state.fire) return state;
  const sound = state.overlays.panicOn
    ? state.sound
    : setOver(state.sound, 1, realMs, SOUND_BACK_S);
  return noted(
    { ...state, fire: false, sound },
    'warn',
    'Fire is taken back. The show is stopped; "show" goes on.',
    '화재가 해제되었습니다. 공연은 중단 상태이며 "공연"으로 이어집니다.',
  );
};
