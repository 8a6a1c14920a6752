import type { Asked } from '#contracts/intent';
import type { Show } from '#contracts/show';
import { cueNumber } from './cues.ts';
import { type DirectorState, type LastCall, noted } from './state.ts';
import { byNumber, go, trigger } from './transport.ts';

type Who = Pick<Asked, 'door' | 'from'>;

const whoOf = ({ door, from }: Who): string => `${from} (${door})`;

/** How long ago the last call was, if this one comes too soon after it. */
const tooSoon = (show: Show, last: LastCall | null, realMs: number): number | null => {
  const agoMs = last ? realMs - last.atMs : Number.POSITIVE_INFINITY;
  return agoMs < show.goGuardMs ? agoMs : null;
};

const ignored = (state: DirectorState, what: string, who: Who, last: LastCall, agoMs: number) => {
  const ms = Math.round(agoMs);
  const { number, kind } = last;
  return kind === 'follow'
    ? noted(
        state,
        'warn',
        `${what} of ${whoOf(who)} is ignored: cue ${number} began by itself ${ms} ms before, as it follows.`,
        `${whoOf(who)}의 ${what}을(를) 무시했습니다. 자동으로 이어지는 큐 ${number}이(가) ${ms} ms 전에 스스로 시작했습니다.`,
      )
    : noted(
        state,
        'warn',
        `${what} of ${whoOf(who)} is ignored: cue ${number} was called ${ms} ms before by ${last.who}.`,
        `${whoOf(who)}의 ${what}을(를) 무시했습니다. ${last.who}이(가) ${ms} ms 전에 큐 ${number}을(를) 불렀습니다.`,
      );
};

/** Remembers a call that was obeyed. */
const called = (
  show: Show,
  before: DirectorState,
  after: DirectorState,
  call: Omit<LastCall, 'number'> & { readonly number: string | null },
): DirectorState => {
  const { number, ...rest } = call;
  const hasCalled = after.waiting !== before.waiting || after.started !== before.started;
  return hasCalled && number !== null && show.cues.length > 0
    ? { ...after, lastCall: { ...rest, number } }
    : after;
};

/** GO, unless it is the bounce of a finger, or comes right after the cue has called itself or followed by itself. */
export const askGo = (show: Show, state: DirectorState, who: Who, realMs: number) => {
  const { lastCall } = state;
  const agoMs = tooSoon(show, lastCall, realMs);
  if (lastCall && agoMs !== null && lastCall.kind !== 'cue')
    return ignored(state, 'GO', who, lastCall, agoMs);
  const number = cueNumber(show, state.standby ?? state.cue);
  return called(show, state, go(show, state, realMs), {
    kind: 'go',
    atMs: realMs,
    number,
    who: whoOf(who),
  });
};

/** A cue by its number, unless that one has just been called. */
export const askCue = (
  show: Show,
  state: DirectorState,
  number: string,
  who: Who,
  realMs: number,
) => {
  const { lastCall } = state;
  const agoMs = tooSoon(show, lastCall, realMs);
  if (lastCall && agoMs !== null && lastCall.number === number)
    return ignored(state, `Cue ${number}`, who, lastCall, agoMs);
  const after = byNumber(show, state, number, (index) => trigger(show, state, index, realMs));
  return called(show, state, after, { kind: 'cue', atMs: realMs, number, who: whoOf(who) });
};

/** The cue on feeling that stands by calls itself. */
export const callItself = (show: Show, state: DirectorState, realMs: number): DirectorState => {
  const { watch } = state;
  if (!watch) return state;
  const after = trigger(show, { ...state, watch: null }, watch.index, realMs);
  return called(show, state, after, {
    kind: 'feeling',
    atMs: realMs,
    number: cueNumber(show, watch.index),
    who: 'itself',
  });
};
