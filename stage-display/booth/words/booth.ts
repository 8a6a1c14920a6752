import type { Text } from '#contracts/ids';
import type { VisitStep } from '#contracts/visit';
import { t } from '../../shared-ui/text.ts';

/** What is always there, and what comes between. */
export const BOOTH = {
  next: t('Go on', '다음'),
  back: t('Back', '이전'),
  stop: t('Stop', '그만하기'),
  help: t('Call somebody', '도움 부르기'),
  helpOn: t('Somebody is on the way', '직원이 오고 있습니다'),
  helpSaid: t('You called. Somebody is coming.', '불렀습니다. 곧 직원이 옵니다.'),
  helpOff: t('You took the call back.', '도움 요청을 거두었습니다.'),
  larger: t('Larger letters', '글자 크게'),
  largest: t('Smaller letters again', '글자 원래대로'),
  language: t('한국어', 'English'),
  languageLabel: t('한국어로 바꾸기', 'Switch to English'),
  always: t('Always here', '언제나 쓸 수 있는 것'),

  stopTitle: t('Stop here?', '여기서 그만할까요?'),
  stopSays: t(
    'Everything you gave is let go. Nothing of it stays.',
    '지금까지 들려주신 것은 모두 사라집니다. 아무것도 남지 않습니다.',
  ),
  stopYes: t('Stop and let go', '그만하고 모두 지우기'),
  stopNo: t('No, go on', '아니요, 계속할게요'),

  awayTitle: t('Are you still there?', '아직 계신가요?'),
  awaySays: t(
    'Touch anywhere to go on. Otherwise everything is let go, and the booth is free for the next.',
    '화면을 만지면 이어집니다. 아니면 모두 지우고 다음 분을 맞이합니다.',
  ),
  awayStay: t('I am here', '네, 여기 있어요'),

  elsewhereTitle: t('One moment, please', '잠시만 기다려 주세요'),
  elsewhereSays: t(
    'Somebody is telling a memory at another screen. This one opens by itself when they are done.',
    '다른 화면에서 누군가 기억을 들려주고 있습니다. 끝나면 이 화면이 저절로 열립니다.',
  ),

  offlineTitle: t('The thread is lost for a moment', '잠시 연결이 끊겼습니다'),
  offlineSays: t(
    'It comes back by itself. What you gave is not lost.',
    '저절로 다시 이어집니다. 들려주신 것은 그대로 있습니다.',
  ),
  refusedTitle: t('This screen may not open yet', '아직 이 화면을 열 수 없습니다'),
} as const;

/** What each step is called. */
export const STEPS: Readonly<Record<VisitStep, Text>> = {
  welcome: t('Welcome', '어서 오세요'),
  notice: t('Before we begin', '시작하기 전에'),
  age: t('You', '당신'),
  consent: t('What may stay', '남겨도 되는 것'),
  words: t('The memory', '기억'),
  questions: t('A little more', '조금 더'),
  sketch: t('Drawing', '그림'),
  music: t('Music', '음악'),
  sensors: t('Body', '몸'),
  rest: t('Rest', '쉼'),
  recall: t('Recall', '떠올리기'),
  film: t('The film', '영화'),
  after: t('Afterwards', '그 뒤'),
  farewell: t('Farewell', '안녕히'),
};
export const stepOf = t('Step {n} of {count}: {name}', '{count}단계 중 {n}단계: {name}');
