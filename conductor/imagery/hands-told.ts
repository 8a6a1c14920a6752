import type { Lamp } from '#contracts/status';
import type { StartThread } from '../kernel/thread.ts';
import type { FromStudio, ToStudio } from './studio-protocol.ts';

/** The part of the lamp. */
export const HANDS_LAMP = 'imagery-hands';

const lampOf = (hands: number, lost: string): Lamp => ({
  part: HANDS_LAMP,
  level: 'warn',
  text: {
    en: `The engine paints with fewer threads than it could (${hands}), as one was lost: ${lost} The film goes on, with fewer pictures a second; the others are tried again by themselves.`,
    ko: `그림 엔진이 스레드 하나를 잃어 더 적은 수(${hands}개)로 그리고 있습니다: ${lost} 영상은 초당 그림 수가 줄어든 채 이어지며, 나머지 스레드는 저절로 다시 시도됩니다.`,
  },
});

export interface HandsTold {
  readonly start: StartThread<ToStudio, FromStudio>;
  /** How many threads paint; null: no engine says. */
  count(): number | null;
}

/** Hears at the threads of engines how many paint, and lights a lamp while some are lost. */
export const handsTold = (
  start: StartThread<ToStudio, FromStudio>,
  light: (lamp: Lamp | null) => void,
): HandsTold => {
  let count: number | null = null;
  const heard = (hands: number | null, lost: string | null): void => {
    count = hands;
    light(hands !== null && lost !== null ? lampOf(hands, lost) : null);
  };
  return {
    count: () => count,
    start(hears) {
      // Of a thread that is started anew nothing is known yet.
      heard(null, null);
      return start({
        message(message) {
          if (message.t === 'hands') heard(message.hands, message.lost);
          else hears.message(message);
        },
        gone(reason) {
          heard(null, null);
          hears.gone(reason);
        },
      });
    },
  };
};
