import type { Text } from '#contracts/ids';

export const NOTHING_HEARD: Text = {
  en: 'No signal of this body has come yet, so there is nothing to calibrate with. Put on a sensor, or say which body it is on.',
  ko: '이 몸의 신호가 아직 오지 않아 보정할 수 없습니다. 센서를 착용하거나 센서가 어느 몸의 것인지 정하세요.',
};
export const BASELINE_SHORT: Text = {
  en: 'The rest takes at least 20 seconds: it is what every feeling is compared with.',
  ko: '쉬는 시간은 적어도 20초가 필요합니다. 모든 느낌을 이때와 비교합니다.',
};
export const NOTHING_TO_REPEAT: Text = {
  en: 'There is no recall to repeat now.',
  ko: '지금은 다시 할 회상이 없습니다.',
};
export const NOT_NOW: Text = {
  en: 'There is nothing to skip now.',
  ko: '지금은 건너뛸 것이 없습니다.',
};
