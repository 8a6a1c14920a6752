import type { Text } from '#contracts/ids';
import type { Lamp } from '#contracts/status';
import type { Trouble } from './ladder.ts';

const WHAT: Readonly<Record<Trouble, Text>> = {
  hang: { en: 'gives no picture any more', ko: '그림을 내지 않습니다' },
  threw: { en: 'failed at a picture', ko: '그림을 그리다 실패했습니다' },
  degenerate: { en: 'gives empty or broken pictures', ko: '비었거나 깨진 그림을 냅니다' },
  repeat: { en: 'gives the same picture again and again', ko: '같은 그림만 되풀이합니다' },
  slow: { en: 'is too slow for the stage', ko: '무대에 쓰기에는 너무 느립니다' },
  gone: { en: 'ended', ko: '꺼졌습니다' },
  refused: { en: 'cannot be opened', ko: '열리지 않습니다' },
};

export interface EngineState {
  readonly trouble: Trouble | null;
  readonly hasPainted: boolean;
  /** Why it could not be opened, where that is why. */
  readonly reason: string | null;
  /** It is being opened, and has been for longer than it should. */
  readonly opensLong: boolean;
}

const OPENS_LONG: Lamp = {
  part: 'imagery',
  level: 'warn',
  text: {
    en: 'The engine that paints is still being opened. Displays show a scene of their own until its first picture.',
    ko: '그림 엔진을 아직 여는 중입니다. 첫 그림이 나올 때까지 화면은 자체 장면을 보여 줍니다.',
  },
};

/** The lamp of the engine, and what the stage shows meanwhile; null: it paints, or soon will. */
export const imageryLamp = (state: EngineState): Lamp | null => {
  const { trouble, hasPainted, reason } = state;
  if (!trouble) return state.opensLong ? OPENS_LONG : null;
  const why = reason && trouble === 'refused' ? ` (${reason})` : '';
  const meanwhile = hasPainted
    ? { en: 'Its last picture goes on by itself', ko: '마지막 그림이 스스로 이어지고' }
    : { en: 'Displays show a scene of their own', ko: '화면은 자체 장면을 보여 주고' };
  return {
    part: 'imagery',
    level: 'warn',
    text: {
      en: `The engine that paints ${WHAT[trouble].en}${why}. ${meanwhile.en}; it is tried again.`,
      ko: `그림 엔진이 ${WHAT[trouble].ko}${why}. ${meanwhile.ko} 있으며, 엔진을 다시 시도합니다.`,
    },
  };
};
