import type { Text } from '#contracts/ids';
import type { Pattern } from '../glide.ts';
import type { Mode } from './shape.ts';

const t = (en: string, ko: string): Text => ({ en, ko });

export const MODE_WORDS: Readonly<Record<Mode, Text>> = {
  corners: t('Corners', '모서리'),
  crop: t('Part of the picture', '그림에서 쓸 부분'),
  masks: t('Masks', '마스크'),
  edges: t('Soft edges', '가장자리 블렌드'),
};

export const PATTERN_WORDS: Readonly<Record<Pattern, Text>> = {
  none: t('picture', '그림'),
  grid: t('grid', '격자'),
  crosshatch: t('crosshatch', '사선 격자'),
  white: t('white', '흰색'),
  grey: t('grey', '회색'),
  bars: t('bars', '컬러 바'),
  names: t('names', '이름'),
};

/** Key, what it does. */
export const KEY_WORDS: readonly (readonly [string, Text])[] = [
  ['Drag / 끌기', t('move a point; within it: all of it', '점 옮기기, 안쪽을 끌면 전체')],
  ['← → ↑ ↓', t('one pixel; Shift: ten; Alt: a tenth', '1픽셀. Shift: 10픽셀, Alt: 0.1픽셀')],
  ['Tab', t('next point', '다음 점')],
  ['1 – 8', t('choose a slice', '조각 고르기')],
  ['+  −  0', t('add, remove, reset a slice', '조각 더하기, 빼기, 처음으로')],
  ['C', t('part of the picture', '그림에서 쓸 부분')],
  [
    'K',
    t(
      'masks. N: new, A or a click: a point, Delete, I: hide or show, < >: feather',
      '마스크. N: 새로, A 또는 클릭: 점 추가, Delete: 지우기, I: 가리기/보이기, < >: 번짐',
    ),
  ],
  [
    'E',
    t(
      'soft edges. O: as the parts overlap, [ ]: gamma, , .: level',
      '가장자리 블렌드. O: 겹친 만큼, [ ]: 감마, , .: 밝기',
    ),
  ],
  ['P', t('test pattern', '테스트 패턴')],
  [
    'S',
    t(
      'ask this browser for the names of its audio devices',
      '이 브라우저에 오디오 장치 이름 물어보기',
    ),
  ],
  ['Ctrl Z', t('undo; with Shift: redo', '되돌리기. Shift와 함께: 다시 하기')],
  ['H', t('hide this help', '도움말 감추기')],
  ['Enter / M', t('leave', '나가기')],
  ['Esc', t('PANIC, as always', '언제나 PANIC')],
];

export const WORDS = {
  slice: t('Slice {n} of {of}', '조각 {n}/{of}'),
  hides: t('hides', '가림'),
  lets: t('lets through', '보임'),
  noMask: t('no mask yet: N or a click', '마스크 없음: N 또는 클릭'),
  level: t('level', '밝기'),
  notAllowed: t(
    'This display may not edit its output. Open it with the PIN to edit.',
    '이 화면에서는 출력을 편집할 수 없습니다. 편집용 PIN으로 여세요.',
  ),
  unsaved: t(
    'No conductor: what is changed here is saved when it is back.',
    '지휘 서버가 없습니다. 바꾼 내용은 다시 연결되면 저장됩니다.',
  ),
  soundNamed: t(
    'The audio devices are named now: choose one on the rig page of the console.',
    '이제 오디오 장치 이름을 알 수 있습니다. 콘솔의 장비 페이지에서 고르세요.',
  ),
  soundHidden: t(
    'This browser does not name its audio devices. Allow this page a microphone in the site settings, then press S.',
    '이 브라우저가 오디오 장치 이름을 알려 주지 않습니다. 사이트 설정에서 마이크를 허용한 뒤 S를 누르세요.',
  ),
} as const satisfies Record<string, Text>;
