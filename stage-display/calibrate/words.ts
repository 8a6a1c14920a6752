import type { CalibrationStatus } from '#contracts/calibration';
import { t } from '../shared-ui/text.ts';

export const WORDS = {
  title: t('Calibration', '보정'),
  language: t('한국어', 'English'),
  toConsole: t('Console', '콘솔'),
  offline: t(
    'No connection to the conductor. It is tried again.',
    '지휘 서버에 연결되지 않았습니다. 다시 시도하는 중입니다.',
  ),
  connecting: t('Connecting …', '연결하는 중…'),

  whatTitle: t('Teach the decoder one person', '한 사람을 배우게 하기'),
  what: t(
    'About {minutes} minutes: a minute of rest, then memories, each with its music if you like. While you remember, say what you feel as it turns: with a key, a clicker, a MIDI keyboard or OSC. Then your model is made, and checked on memories it has not seen. It may turn out that it tells nothing: that is a result too.',
    '{minutes}분쯤 걸립니다. 1분 쉰 다음 기억을 하나씩 떠올립니다. 원하면 음악과 함께하세요. 떠올리는 동안 느낌이 바뀔 때마다 키, 클리커, MIDI 건반, OSC 가운데 하나로 표시합니다. 그다음 모델을 만들고, 배우지 않은 기억으로 확인합니다. 아무것도 구별하지 못할 수도 있으며, 그것도 결과입니다.',
  ),
  person: t('Whose calibration', '누구의 보정인가요'),
  personHint: t(
    'Their name or id, as "yeoun people" lists it. Without one, or without their consent, the model lives for this evening only. Consoles show it only where they let the crew see it.',
    '"yeoun people"에 나오는 이름이나 식별자입니다. 이름이나 동의가 없으면 모델은 오늘 저녁에만 씁니다. 제작진에게 보여도 된다고 동의한 때만 콘솔에 나타납니다.',
  ),
  badPerson: t(
    'Use a name of at most 120 characters, without invisible characters.',
    '이름은 120자까지 쓸 수 있습니다. 보이지 않는 문자는 쓸 수 없습니다.',
  ),
  body: t('Whose signals', '어느 몸의 신호인가요'),
  recalls: t('Recalls', '회상 횟수'),
  recallS: t('Seconds each', '한 번의 길이(초)'),
  fewRecalls: t(
    'With fewer than seven recalls no result can be told from chance.',
    '회상이 일곱 번보다 적으면 어떤 결과도 우연과 구별할 수 없습니다.',
  ),
  begin: t('Begin', '시작'),
  resume: t('Go on', '이어서 하기'),

  settle: t('Looking at the signals', '신호 살펴보기'),
  baseline: t('Rest', '쉬기'),
  rest: t('Rest before recall {n} of {of}', '회상 {of}번 중 {n}번째 앞의 쉼'),
  recall: t('Recall {n} of {of}', '회상 {n} / {of}'),
  fitting: t('One moment', '잠시만요'),
  done: t('The result', '결과'),
  idle: t('Calibration', '보정'),
  paused: t('paused', '멈춤'),
  left: t('{s} s left', '{s}초 남음'),
  whole: t('of the whole', '전체'),

  positive: t('positive', '긍정'),
  neutral: t('neutral', '중립'),
  negative: t('negative', '부정'),
  hint_positive: t('1 or ←', '1 또는 ←'),
  hint_neutral: t('2 or ↓', '2 또는 ↓'),
  hint_negative: t('3 or →', '3 또는 →'),
  keysLabel: t('What do you feel now?', '지금 어떤 느낌인가요?'),
  clicker: t(
    'Clicker: forward turns positive, neutral, negative. MIDI channel 16: C negative, D neutral, E positive. 0 or ↑: nothing to say.',
    '클리커: 앞으로 누르면 긍정, 중립, 부정으로 바뀝니다. MIDI 16번 채널: 도 부정, 레 중립, 미 긍정. 0 또는 ↑: 말하지 않음.',
  ),
  seconds: t('{s} s', '{s}초'),
  labelled: t('Marked so far', '지금까지 표시한 시간'),

  signals: t('Signals', '신호'),
  noSignals: t('No signal of this body.', '이 몸의 신호가 없습니다.'),
  physiology: t('heart, skin, breath', '심장, 피부, 호흡'),
  brain: t('brain', '뇌파'),
  movement: t('movement', '움직임'),
  good: t('good', '좋음'),
  weak: t('weak', '약함'),
  gone: t('gone', '없음'),

  next: t('Next', '다음'),
  nextHint: t('Space', '스페이스'),
  again: t('Repeat the recall', '회상 다시 하기'),
  againRest: t('Repeat the rest', '다시 쉬기'),
  againHint: t('R', 'R'),
  stop: t('Leave off', '중단'),
  close: t('Close', '닫기'),
  anew: t('Calibrate again', '다시 보정하기'),

  usable: t('It can be used', '쓸 수 있습니다'),
  unusable: t('It cannot be used', '쓸 수 없습니다'),
  accuracy: t('Feelings told right, each counted alike', '바르게 구별한 비율(느낌마다 같은 무게)'),
  accuracyValue: t(
    '{value} % · 95 % interval {low} to {high} %',
    '{value} % · 95 % 구간 {low}~{high} %',
  ),
  chance: t('By chance', '우연이라면'),
  chanceValue: t('{value} %', '{value} %'),
  p: t('Shuffled labels that did as well', '표시를 섞어도 그만큼 맞힌 비율'),
  pValue: t('{value} %  (p = {p})', '{value} %  (p = {p})'),
  pLess: t('fewer than {value} %  (p < {p})', '{value} % 미만  (p < {p})'),
  checkedOn: t('Checked on', '확인한 것'),
  checkedValue: t('{n} recalls, each left out once', '회상 {n}번, 한 번씩 빼고 확인'),
  unknown: t('could not be computed', '계산할 수 없음'),
  means: t(
    'What this means: the model was asked about memories it had not learned from. The interval says how far other recalls of yours might have led from this number; where it reaches chance, believe little. Shuffled labels show what luck alone can do with as few recalls.',
    '뜻: 모델이 배우지 않은 기억을 얼마나 맞혔는지입니다. 구간은 다른 기억을 떠올렸다면 이 수치가 얼마나 달라졌을지를 말하며, 우연에 닿으면 크게 믿지 마세요. 섞은 표시는 이만큼 적은 회상에서 운만으로 무엇이 나오는지 보여 줍니다.',
  ),
} as const;

export type WordName = keyof typeof WORDS;

/** The heading of each phase. */
export const PHASE_WORDS: Readonly<Record<CalibrationStatus['phase'], WordName>> = {
  idle: 'idle',
  settle: 'settle',
  baseline: 'baseline',
  rest: 'rest',
  recall: 'recall',
  fitting: 'fitting',
  done: 'done',
};
