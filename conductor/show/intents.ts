import type { Intent } from '#contracts/intent';
import type { Show } from '#contracts/show';
import { setBlackout, setMaster } from './overlays.ts';
import { type DirectorState, noted } from './state.ts';
import { back, freeze, go, goCue, panic, thaw } from './transport.ts';

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

/** Does what somebody wants, at a real time. */
export const obey = (
  show: Show,
  state: DirectorState,
  intent: Intent,
  realMs: number,
): DirectorState => {
  switch (intent.do) {
    case 'go':
      return go(show, state, realMs);
    case 'go-cue':
      return goCue(show, state, intent.number, realMs);
    case 'back':
      return back(show, state, realMs);
    case 'panic':
      return panic(show, state, realMs);
    case 'blackout':
      return blackout(state, intent.on, realMs);
    case 'freeze':
      return frozen(state, intent.on, realMs);
    case 'master':
      return {
        ...state,
        overlays: setMaster(state.overlays, intent.level, realMs, intent.seconds),
      };
    // Of the take, not of the show.
    case 'mark':
    case 'record':
    // Of what is felt.
    case 'affect':
    case 'memory':
    case 'calibrate':
    case 'label':
      return state;
  }
};
