import type { Show } from '#contracts/show';
import { callItself } from './calls.ts';
import { listTime } from './clocks.ts';
import type { Heard } from './mappings.ts';
import { type DirectorState, isCalling, named, noted } from './state.ts';
import { readWatch, type WatchDue } from './watch-cue.ts';

/** Tells the operator that a cue will call itself. */
const announced = (
  show: Show,
  state: DirectorState,
  { by }: WatchDue,
  atMs: number,
): DirectorState => {
  const { watch } = state;
  if (!watch) return state;
  const name = named(show, watch.index);
  const told = { ...state, watch: { ...watch, announced: { by, atMs } } };
  const { announceS } = watch.when;
  return by === 'feeling'
    ? noted(
        told,
        'warn',
        `Cue ${name.en} will call itself in ${announceS} s: what it waits for is felt. Veto holds it back.`,
        `큐 ${name.ko}이(가) ${announceS}초 뒤 스스로 시작합니다. 기다리던 감정이 느껴집니다. 거부하면 멈춥니다.`,
      )
    : noted(
        told,
        'warn',
        `Cue ${name.en} will call itself: its time has come. Veto holds it back.`,
        `큐 ${name.ko}이(가) 시간이 되어 스스로 시작합니다. 거부하면 멈춥니다.`,
      );
};

/** Does what is due of the cue on feeling that stands by, at a real time. */
export const fireWatch = (
  show: Show,
  state: DirectorState,
  due: WatchDue,
  realMs: number,
): DirectorState =>
  due.does === 'fire' ? callItself(show, state, realMs) : announced(show, state, due, due.atMs);

/** Reads its conditions at a real time, while the time of the list goes on. */
export const readFeeling = (
  show: Show,
  state: DirectorState,
  heard: Heard,
  realMs: number,
): DirectorState => {
  if (!state.watch || state.watch.vetoed || state.listAtMs !== null || isCalling(state))
    return state;
  const { watch, turned } = readWatch(state.watch, show, heard, listTime(state, realMs));
  const read = { ...state, watch };
  if (turned === 'nothing') return read;
  const name = named(show, watch.index);
  return turned === 'withdrawn'
    ? noted(
        read,
        'warn',
        `Cue ${name.en} does not call itself: what it waits for is no longer felt, or not surely enough.`,
        `큐 ${name.ko}이(가) 스스로 시작하지 않습니다. 기다리던 감정이 더는 느껴지지 않거나 확실하지 않습니다.`,
      )
    : noted(
        read,
        'warn',
        `Cue ${name.en}: what it waits for is no longer felt, but its time has come, and it calls itself.`,
        `큐 ${name.ko}: 기다리던 감정은 사라졌지만 시간이 되어 스스로 시작합니다.`,
      );
};

/** The operator holds back the cue on feeling that stands by. */
export const vetoed = (show: Show, state: DirectorState): DirectorState => {
  const { watch } = state;
  if (!watch || watch.vetoed)
    return noted(
      state,
      'info',
      'Veto: no cue on feeling stands by.',
      '거부: 감정으로 시작하는 큐가 기다리고 있지 않습니다.',
    );
  const name = named(show, watch.index);
  return noted(
    { ...state, watch: { ...watch, vetoed: true, announced: null, heldMs: null } },
    'warn',
    `Veto: cue ${name.en} does not call itself any more. GO calls it.`,
    `거부: 큐 ${name.ko}은(는) 더는 스스로 시작하지 않습니다. GO로 부릅니다.`,
  );
};
