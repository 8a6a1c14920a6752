import type { CalibrationStatus, Feeling } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import { balanceText } from './balance.ts';
import { isReady } from './remarks.ts';
import { isPaused, NOTHING_SPENT, type SessionState } from './state.ts';
import { isProposed } from './step.ts';

const joined = (...texts: readonly (Text | null)[]): Text => {
  const there = texts.filter((text) => text !== null);
  return { en: there.map((t) => t.en).join(' '), ko: there.map((t) => t.ko).join(' ') };
};

const SETTLE: Text = {
  en: 'Sit or stand as you like and let your hands lie still. The signals are being looked at.',
  ko: '편하게 앉거나 서서 손을 가만히 두세요. 신호를 살펴보는 중입니다.',
};
const NO_SIGNAL: Text = {
  en: 'No signal of this body comes. Put the sensor on, and look in the patch whose body it is.',
  ko: '이 몸의 신호가 오지 않습니다. 센서를 착용하고, 패치에서 어느 몸의 센서인지 확인하세요.',
};
const WEAK: Text = {
  en: 'The signals are too weak to begin with. Look at what is said beside them. Space begins all the same.',
  ko: '신호가 약해 시작할 수 없습니다. 신호 옆의 안내를 보세요. 스페이스를 누르면 그대로 시작합니다.',
};
const BASELINE: Text = {
  en: 'Rest. Breathe as you do, think of nothing in particular. Everything that follows is compared with this.',
  ko: '쉬세요. 평소처럼 숨 쉬고 아무 생각도 하지 않아도 됩니다. 뒤의 모든 것을 이때와 비교합니다.',
};
const PAUSED: Text = {
  en: 'Paused: no signal has come for three seconds. The time does not count until one is back. Look how the sensor sits.',
  ko: '멈춤: 3초 동안 신호가 오지 않았습니다. 신호가 돌아올 때까지 시간이 흐르지 않습니다. 센서가 잘 붙어 있는지 보세요.',
};
const REST: Readonly<Record<Feeling, Text>> = {
  positive: {
    en: 'Rest, and choose a memory with a positive feeling. The recall comes next, with your music if you like.',
    ko: '쉬면서 긍정적인 느낌의 기억을 고르세요. 이어서 회상합니다. 원하면 음악을 함께 들으세요.',
  },
  neutral: {
    en: 'Rest, and choose a memory that leaves you neutral: a way to work, a kitchen. The recall comes next, with your music if you like.',
    ko: '쉬면서 덤덤한 기억을 고르세요. 출근길이나 부엌 같은 것이면 됩니다. 이어서 회상합니다. 원하면 음악을 함께 들으세요.',
  },
  negative: {
    en: 'Rest, and choose a memory with a negative feeling, one that you can bear. The recall comes next, with your music if you like.',
    ko: '쉬면서 부정적인 느낌의 기억을 고르세요. 견딜 수 있는 것이면 됩니다. 이어서 회상합니다. 원하면 음악을 함께 들으세요.',
  },
};
const PROPOSED: Text = {
  en: 'Space: leave it at what there is.',
  ko: '스페이스: 여기까지만 하고 마칩니다.',
};
const RECALL: Text = {
  en: 'Be in the memory, with the music. Mark what you feel whenever it turns.',
  ko: '음악과 함께 기억 속에 머무세요. 느낌이 바뀔 때마다 표시하세요.',
};
const UNMARKED: Text = {
  en: 'What do you feel now? Nothing counts before it is marked.',
  ko: '지금 어떤 느낌인가요? 표시하기 전에는 아무것도 셈에 들어가지 않습니다.',
};
const FITTING: Text = {
  en: 'The recalls are over. Your model is being made and checked on recalls it has not seen.',
  ko: '회상이 끝났습니다. 모델을 만들고, 배우지 않은 회상으로 확인하는 중입니다.',
};

/** Unmarked for so long, the person is asked. */
const ASK_AFTER_MS = 6_000;

const isUnmarked = ({ feeling, ranMs, spent, recall }: SessionState): boolean => {
  const { positive, neutral, negative } = spent[recall] ?? NOTHING_SPENT;
  return feeling === null && ranMs > ASK_AFTER_MS && positive + neutral + negative === 0;
};

const settling = (
  { heardMs, ranMs }: SessionState,
  signals: CalibrationStatus['signals'],
): Text => {
  if (ranMs < ASK_AFTER_MS || isReady(signals)) return SETTLE;
  return heardMs === null ? NO_SIGNAL : WEAK;
};

/** What to do now, said to the person. */
export const promptOf = (state: SessionState, signals: CalibrationStatus['signals']): Text => {
  if (isPaused(state)) return PAUSED;
  switch (state.phase) {
    case 'settle':
      return settling(state, signals);
    case 'baseline':
      return BASELINE;
    case 'rest': {
      const proposed = isProposed(state);
      const rest = REST[state.kinds[state.recall] ?? 'neutral'];
      return joined(proposed ? balanceText(state) : null, rest, proposed ? PROPOSED : null);
    }
    case 'recall':
      return isUnmarked(state) ? UNMARKED : RECALL;
    case 'fitting':
      return FITTING;
    case 'done':
      return state.verdict?.text ?? FITTING;
  }
};
