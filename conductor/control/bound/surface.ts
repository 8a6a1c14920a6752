import type { Text } from '#contracts/ids';
import type { DeskIntent } from '#contracts/intent';
import type { Bound } from '#contracts/rig';
import { deedOf } from '../deed.ts';

/** A value that faders move. */
export type LevelName = Extract<Bound, { kind: 'level' }>['of'];

/** What of the show must be known to obey a control. */
export interface Desk {
  level(of: LevelName): number;
  /** The cue numbers of the running show. */
  cues(): readonly string[];
}

/** What a touch came to: something to ask for, or why there is nothing. */
export interface Touch {
  readonly intent: DeskIntent | null;
  readonly did: Text | null;
  readonly why: Text | null;
}

/** A fader's steps are evened out over this. */
const FADER_S = 0.06;

export const asks = (intent: DeskIntent, did: Text = deedOf(intent)): Touch => ({
  intent,
  did,
  why: null,
});
export const refuses = (why: Text): Touch => ({ intent: null, did: null, why });

/** A press of a key that something is bound to. */
export const pressed = (intent: DeskIntent, desk: Desk): Touch => {
  const { number } = { number: null, ...intent };
  if (number !== null && !desk.cues().includes(number)) return refuses(noSuchCue(number));
  return asks(intent);
};

/** A fader that has its value in hand, at `share` 0..1. */
export const moved = (of: LevelName, share: number): Touch =>
  asks({ do: of, level: share, seconds: FADER_S });

/** A fader that has not met its value yet. */
export const waits = (share: number, current: number): Touch => {
  const now = `${Math.round(current * 100)} %`;
  const [en, ko] = share < current ? ['up', '위'] : ['down', '아래'];
  return refuses({
    en: `Move it ${en} to ${now}: it takes over where it meets the value.`,
    ko: `${ko}쪽으로 ${now}까지 움직이세요. 현재 값과 만나는 곳에서 이어받습니다.`,
  });
};

const noSuchCue = (number: string): Text => ({
  en: `The show has no cue ${number}. Bind the control to one that is there.`,
  ko: `이 공연에는 큐 ${number}이(가) 없습니다. 있는 큐에 연결하세요.`,
});
