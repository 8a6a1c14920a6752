import type { Text } from '#contracts/ids';

/** Why a recording ends. */
export const WHY = {
  back: { en: 'A sensor is back.', ko: '센서가 돌아왔습니다.' },
  over: {
    en: 'The recording has nothing for this moment.',
    ko: '녹화에 이 순간이 없습니다.',
  },
  forbidden: {
    en: 'The show does not allow it any more.',
    ko: '공연 설정이 이제 대역을 허용하지 않습니다.',
  },
  muted: { en: 'The sensor itself is muted.', ko: '대신하던 센서를 음소거했습니다.' },
  moved: {
    en: 'The sensor belongs to another body now.',
    ko: '센서가 이제 다른 몸에 배정되었습니다.',
  },
} as const satisfies Record<string, Text>;

export const stepsIn = (name: Text, day: string): Text => ({
  en: `${name.en} is silent: the recording of ${day} continues it.`,
  ko: `${name.ko} 신호가 끊겨 ${day} 녹화가 대신합니다.`,
});

export const stepsOut = (name: Text, why: keyof typeof WHY): Text => ({
  en: `The understudy for ${name.en} has left: ${WHY[why].en}`,
  ko: `${name.ko}의 대역이 물러났습니다. ${WHY[why].ko}`,
});
