import type { Text } from '#contracts/ids';

/** What stands in the way of hearing, in the words of the booth. No word of a visitor is in it. */
export const SPEECH_TEXTS = {
  opening: {
    en: 'The ear is waking up; a moment, please, or write.',
    ko: '귀를 여는 중입니다. 잠시 기다리거나 글로 써 주세요.',
  },
  absent: {
    en: 'Nobody here understands this language by ear yet. Please write your memory.',
    ko: '아직 이 언어를 귀로 알아듣지 못합니다. 기억을 글로 써 주세요.',
  },
  died: {
    en: 'The ear lost its hold and is coming back. What was understood is kept; please say the last words again, or write.',
    ko: '귀가 잠시 멈췄다가 돌아오고 있습니다. 알아들은 말은 남아 있습니다. 마지막 말을 다시 하거나 글로 써 주세요.',
  },
  slow: {
    en: 'That was too fast for this machine; some words may be missing. Please look through them.',
    ko: '이 컴퓨터에는 조금 빨랐습니다. 빠진 말이 있을 수 있으니 살펴봐 주세요.',
  },
} as const satisfies Record<string, Text>;

/** For the operator's lamp. */
export const lampText = (reason: string): Text => ({
  en: `The ear of the booth: ${reason} Visitors are asked to write.`,
  ko: `부스의 귀가 열리지 않습니다: ${reason} 방문객에게 글로 써 달라고 합니다.`,
});
