import { t } from '../shared-ui/text.ts';

export const REHEARSAL_WORDS = {
  title: t('Rehearsal', '리허설'),
  language: t('한국어', 'English'),
  choose: t('take', '녹화'),
  none: t(
    'There is no take on this machine yet. Record one on the console.',
    '이 컴퓨터에 아직 녹화가 없습니다. 콘솔에서 녹화하세요.',
  ),
  loading: t('reading …', '읽는 중…'),
  denied: t(
    'Takes hold bodies: they need the PIN to operate.',
    '녹화에는 몸의 신호가 있어 진행용 PIN이 필요합니다.',
  ),
  unreadable: t(
    'This take cannot be read: its key is missing, its time is over, or its consent was withdrawn.',
    '이 녹화를 읽을 수 없습니다. 열쇠가 없거나, 보관 기간이 끝났거나, 동의가 철회되었습니다.',
  ),
  gone: t('The conductor does not answer.', '지휘 서버가 응답하지 않습니다.'),
  play: t('Play', '재생'),
  pause: t('Pause', '멈춤'),
  before: t('Cue before', '이전 큐'),
  after: t('Next cue', '다음 큐'),
  speed: t('speed', '속도'),
  keys: t(
    'Space: play. Left, right: 5 s; with Shift: cue by cue. Up, down: speed.',
    '스페이스: 재생. ←→: 5초, Shift와 함께: 큐 단위. ↑↓: 속도.',
  ),
  noVideo: t(
    'No video of this take is noted: yeoun takes video <id> <file.webm>. The signals play alone.',
    '이 녹화에 등록한 영상이 없습니다: yeoun takes video <id> <파일.webm>. 신호만 재생합니다.',
  ),
  notNow: t('No video was running at this moment.', '이 순간에는 영상이 없습니다.'),
  videoGone: t(
    'The video {file} is not where it was: put it into the folder of the take, or note it again.',
    '영상 {file}이(가) 있던 자리에 없습니다. 녹화 폴더에 넣거나 다시 등록하세요.',
  ),
  videoWrong: t(
    'The video {file} cannot be played by this browser.',
    '이 브라우저에서 영상 {file}을(를) 재생할 수 없습니다.',
  ),
  cue: t('cue {number}', '큐 {number}'),
  mark: t('mark {number} {text}', '표시 {number} {text}'),
} as const;
export type RehearsalWord = keyof typeof REHEARSAL_WORDS;
