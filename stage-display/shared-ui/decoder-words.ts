import type { Text } from '#contracts/ids';
import type { Lang } from './language.ts';
import { t } from './text.ts';

/** What the decoders of the house are called. */
const DECODER_WORDS: ReadonlyMap<string, Text> = new Map([
  ['movement-rules', t('movement, rules', '움직임, 규칙')],
  ['movement-ratings', t('movement, learned', '움직임, 학습')],
  ['physiology-rules', t('heart and skin, rules', '심장·피부, 규칙')],
  ['wrist', t('wrist, learned', '손목, 학습')],
  ['brain-rules', t('brain, rules', '뇌파, 규칙')],
  ['music-rules', t('music, rules', '음악, 규칙')],
  ['voice-rules', t('voice, rules', '목소리, 규칙')],
  ['text', t('words, learned', '글, 학습')],
  ['keys', t('keys of the visitor', '방문객이 누른 것')],
  ['personal-physiology', t('heart and skin, own', '심장·피부, 개인')],
  ['personal-brain', t('brain, own', '뇌파, 개인')],
  ['personal-movement', t('movement, own', '움직임, 개인')],
]);

/** A decoder's name; one that came from elsewhere goes by its id. */
export const decoderName = (id: string, lang: Lang): string => DECODER_WORDS.get(id)?.[lang] ?? id;
