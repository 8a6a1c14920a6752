import type { Lamp } from '#contracts/status';

/**
 * The lamp of the safety gate; null: everything it saw was fit.
 * @param reason why it cannot look; null: it can
 */
export const safetyLamp = (reason: string | null, wasRefused: boolean): Lamp | null => {
  if (reason !== null)
    return {
      part: 'safety',
      level: 'fail',
      text: {
        en: `The safety gate cannot look at pictures (${reason}). Nothing the engine paints is shown until it can; the last good picture goes on by itself.`,
        ko: `안전 관문이 그림을 볼 수 없습니다(${reason}). 다시 볼 수 있을 때까지 엔진의 그림은 나가지 않고, 마지막으로 통과한 그림이 스스로 이어집니다.`,
      },
    };
  if (!wasRefused) return null;
  return {
    part: 'safety',
    level: 'warn',
    text: {
      en: 'The safety gate held back a picture of the engine. The last good picture goes on by itself.',
      ko: '안전 관문이 엔진의 그림을 막았습니다. 마지막으로 통과한 그림이 스스로 이어집니다.',
    },
  };
};
