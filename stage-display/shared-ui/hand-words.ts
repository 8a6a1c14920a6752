import { t } from './text.ts';

/** Words of what is felt, taken into a hand, and of what argues for it. */
export const HAND_WORDS = {
  hand: t('Who decides', '감정을 정하는 이'),
  handHold: t('Hold', '붙들기'),
  handManual: t('By hand', '손으로'),
  handLive: t('Give back', '돌려주기'),
  handWith: t('the decoders', '디코더'),
  handHeld: t('held', '붙듦'),
  handSet: t('by hand', '손으로'),
  handTrajectory: t('as intended', '의도대로'),
  handReturning: t('on its way back', '돌아가는 중'),
  handBackIn: t('back in {age}', '{age} 뒤 돌아감'),
  handBack: t('hand back after', '돌려줄 때'),
  handNever: t('never by itself', '저절로 안 함'),
  handAfter: t('{n} s', '{n}초'),
  keyHoldSays: t('hold what is felt', '지금 감정 붙들기'),
  keyLiveSays: t('give it back to the decoders', '디코더에게 돌려주기'),
  intended: t('intended', '의도'),
  heard: t('What the decoders say', '디코더가 읽은 것'),
  heardNone: t('Nobody is heard.', '들리는 것이 없습니다.'),
} as const;
