import type { Text } from '#contracts/ids';
import type { MemoryKind } from '#contracts/visit';
import { t } from '../shared-ui/text.ts';
import type { Trouble } from './api.ts';

export const W = {
  name: t('Your memory', '나의 기억'),
  other: t('한국어', 'English'),
  otherLabel: t('한국어로 보기', 'Read in English'),
  ask: t('Your code', '코드'),
  askHint: t(
    'Twelve letters and digits from the end of your visit. Small letters and missing hyphens are fine.',
    '방문이 끝날 때 받은 열두 글자입니다. 소문자로 쓰거나 줄표를 빼도 됩니다.',
  ),
  show: t('Show my memory', '내 기억 보기'),
  looking: t('Looking …', '찾는 중 …'),
  kept: t('What is kept', '보관된 것'),
  until: t('until {when}', '{when}까지'),
  always: t('until you delete it', '직접 지울 때까지'),
  drop: t('Delete', '지우기'),
  dropLabel: t('Delete: {kind}', '지우기: {kind}'),
  film: t('Your film', '나의 영상'),
  noFilm: t('No film is kept.', '보관된 영상이 없습니다.'),
  making: t(
    'Your film is still being made. Look again in a while.',
    '영상을 아직 만들고 있습니다. 잠시 뒤에 다시 열어 보세요.',
  ),
  makingLonger: t(
    'This is the short one; the longer film is still being made.',
    '지금은 짧은 영상입니다. 긴 영상은 아직 만들고 있습니다.',
  ),
  download: t('Download the film', '영상 내려받기'),
  export: t('Download everything', '모두 내려받기'),
  exportHint: t(
    'One ZIP file with everything that is kept of you.',
    '보관된 모든 것이 ZIP 파일 하나에 담깁니다.',
  ),
  shorter: t('Keep it for a shorter time', '더 짧게 보관하기'),
  shorten: t('Shorten', '줄이기'),
  shortened: t('The time is shorter now.', '보관 기간을 줄였습니다.'),
  dropped: t('Deleted: {kind}.', '지웠습니다: {kind}.'),
  forget: t('Delete everything', '모두 지우기'),
  sure: t('Delete everything for good?', '모두 완전히 지울까요?'),
  sureHint: t(
    'Words, drawing, music, film and your sheet on the wall go now. Nobody can bring them back.',
    '말과 글, 그림, 음악, 영상, 벽의 종이가 지금 모두 사라집니다. 되돌릴 수 없습니다.',
  ),
  yes: t('Yes, delete everything', '네, 모두 지웁니다'),
  sureDrop: t('{kind}: delete it for good?', '{kind}: 완전히 지울까요?'),
  sureDropHint: t('Everything else stays as it is.', '나머지는 그대로 남습니다.'),
  sureDropFilm: t(
    'The film goes, also a longer one that is still being made. Everything else stays as it is.',
    '아직 만들고 있는 긴 영상까지 사라집니다. 나머지는 그대로 남습니다.',
  ),
  yesDrop: t('Yes, delete it', '네, 지웁니다'),
  no: t('No, keep it', '아니요, 그대로 둡니다'),
  deleting: t('Deleting …', '지우는 중 …'),
  gone: t('Everything is deleted', '모두 지웠습니다'),
  goneHint: t(
    'Nothing of your visit is kept any more. On the wall the place of your sheet stays dark for a while.',
    '방문에 대해 남아 있는 것이 없습니다. 벽에서 당신의 종이가 있던 자리는 잠시 어두워집니다.',
  ),
  leave: t('Close', '닫기'),
  left: t('Closed. Your memory is kept as before.', '닫았습니다. 기억은 그대로 보관됩니다.'),
  again: t('Another code', '다른 코드 입력'),
} as const satisfies Record<string, Text>;

export const KINDS: Readonly<Record<MemoryKind, Text>> = {
  words: t('Your words and answers', '당신의 말과 답변'),
  sketch: t('Your drawing', '당신의 그림'),
  tune: t('Your music', '당신의 음악'),
  recall: t('How your feeling went', '감정의 흐름'),
  film: t('Your film', '나의 영상'),
  wall: t('Your sheet on the wall, for everybody', '벽의 종이(누구나 볼 수 있음)'),
};

/** How many days, and how that is called. */
export const TERMS: readonly (readonly [number, Text])[] = [
  [1, t('One more day', '하루만 더')],
  [7, t('One more week', '한 주 더')],
  [30, t('30 more days', '30일 더')],
];

export const TROUBLE: Readonly<Record<Trouble, Text>> = {
  'no-such': t(
    'Nothing is kept under this code. Look at it once more; or it has been deleted, or its time is over.',
    '이 코드로 보관된 것이 없습니다. 코드를 다시 확인해 주세요. 이미 지웠거나 보관 기간이 끝났을 수도 있습니다.',
  ),
  wait: t(
    'Too many tries. Please try again in {seconds} seconds.',
    '너무 많이 시도했습니다. {seconds}초 뒤에 다시 해 주세요.',
  ),
  closed: t('Please enter your code again.', '코드를 다시 입력해 주세요.'),
  locked: t(
    'What is kept is locked just now. Please ask the staff; they can also delete it for you.',
    '보관된 자료가 지금 잠겨 있습니다. 직원에게 말씀해 주세요. 직원이 대신 지울 수도 있습니다.',
  ),
  unavailable: t(
    'That did not work just now. Please try again, or ask the staff.',
    '지금은 할 수 없습니다. 다시 시도하거나 직원에게 말씀해 주세요.',
  ),
  bad: t(
    'That did not work. Please enter your code again.',
    '할 수 없습니다. 코드를 다시 입력해 주세요.',
  ),
  away: t(
    'There is no connection. Are you on the network of the gallery?',
    '연결되지 않았습니다. 전시장 네트워크에 연결되어 있나요?',
  ),
};
