import type { Lamp } from '#contracts/status';
import type { ModelTrouble } from './found.ts';

/** So many are named. */
const NAMED = 4;

/**
 * One lamp for all models.
 * @param down why their worker is gone; null while it lives
 */
export const modelLamp = (troubles: readonly ModelTrouble[], down: string | null): Lamp | null => {
  const texts = troubles.slice(0, NAMED).map(({ text }) => text);
  const more = troubles.length - texts.length;
  if (more > 0) texts.push({ en: `And ${more} more.`, ko: `그 밖에 ${more}개.` });
  if (down !== null)
    texts.unshift({
      en: 'The learned decoders are silent: their worker is gone and starts again. The rules go on.',
      ko: '학습된 해석기가 멈췄습니다. 다시 시작하는 중이며, 그동안은 규칙만으로 이어집니다.',
    });
  if (texts.length === 0) return null;
  return {
    part: 'models',
    level: 'warn',
    text: { en: texts.map((t) => t.en).join(' '), ko: texts.map((t) => t.ko).join(' ') },
  };
};
