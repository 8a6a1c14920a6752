import type { Text } from '#contracts/ids';
import type { Ending } from '#contracts/visit';
import { t } from '../../shared-ui/text.ts';

/** From the sensors to the farewell. */
export const SENSORS = {
  title: t('May your body speak too?', '몸의 신호도 들어도 될까요?'),
  says: t(
    'Put on what you like, and touch its name. It is read only while you are here.',
    '원하는 것을 착용하고 이름을 눌러 주세요. 여기 있는 동안에만 읽습니다.',
  ),
  none: t(
    'There is no sensor here today. The two keys will do.',
    '오늘은 센서가 없습니다. 두 버튼이면 충분합니다.',
  ),
  without: t('Without sensors', '센서 없이'),
  next: t('Go on', '다음'),
  good: t('It comes clearly', '또렷하게 들어옵니다'),
  weak: t('It comes faintly; sit it closer', '희미합니다. 조금 더 밀착해 주세요'),
  nothing: t('Nothing comes yet', '아직 들어오지 않습니다'),
} as const;

export const REST = {
  title: t('Rest for a minute', '잠시 쉬어 가세요'),
  says: t('Breathe with the line.', '선을 따라 숨을 쉬어 보세요.'),
  soon: t('Almost over.', '곧 끝납니다.'),
} as const;

export const RECALL = {
  title: t('Go back into it', '그 기억 속으로'),
  says: t(
    'Hold a key while you feel it, or touch it once. Both at once is possible.',
    '느끼는 동안 누르고 있거나, 한 번 만지세요. 둘 다 누를 수도 있습니다.',
  ),
  look: t('Look at the stage.', '무대를 바라보세요.'),
  pleasant: t('pleasant', '좋은 느낌'),
  painful: t('painful', '아픈 느낌'),
  end: t('That is enough', '이만하면 됐어요'),
} as const;

export const FILM = {
  title: t('Your film', '당신의 영화'),
  making: t('Your film is being made', '영화를 만들고 있습니다'),
  progress: t('How far the film is', '영화가 만들어진 정도'),
  again: t('Once more', '다시 보기'),
  show: t('Show it', '보기'),
  next: t('Go on', '다음'),
  failed: t(
    'The film did not come together this time. What you saw on the stage was yours all the same.',
    '이번에는 영화를 완성하지 못했습니다. 무대에서 본 것만은 온전히 당신의 것입니다.',
  ),
  none: t('There is no film this time.', '이번에는 영화가 없습니다.'),
  made: t('Made by machines, out of what you gave.', '당신이 들려준 것으로 기계가 만들었습니다.'),
} as const;

export const AFTER = {
  title: t('What becomes of it?', '이제 어떻게 할까요?'),
  choices: {
    keep: [
      t('Keep it here', '여기에 남기기'),
      t(
        'You get a code. With it you can see it all and delete it, at any time.',
        '코드를 드립니다. 그 코드로 언제든 보고 지울 수 있습니다.',
      ),
    ],
    take: [
      t('Take the film along', '영화를 가져가기'),
      t(
        'You can fetch it with a code for a while. Then it is gone, and nothing else is kept.',
        '얼마 동안 코드로 받을 수 있습니다. 그 뒤에는 사라지고, 다른 것은 남지 않습니다.',
      ),
    ],
    vanish: [
      t('Let it vanish', '사라지게 하기'),
      t(
        'All of it is gone at once. Only you remember.',
        '모두 바로 사라집니다. 당신만 기억합니다.',
      ),
    ],
  } satisfies Readonly<Record<Ending, readonly [Text, Text]>>,
  keeps: t('Kept as you chose: {kinds}.', '고르신 대로 남깁니다: {kinds}.'),
  keepsNothing: t(
    'You chose that nothing be kept. Go back to change it.',
    '아무것도 남기지 않기로 하셨습니다.',
  ),
  onlyVanish: t('For you nothing is kept.', '당신에 대해서는 아무것도 남기지 않습니다.'),
} as const;

export const FAREWELL = {
  thanks: t('Thank you.', '고맙습니다.'),
  gone: t('Nothing of it is left here.', '이곳에는 아무것도 남지 않았습니다.'),
  code: t('Your code', '당신의 코드'),
  codeSays: t(
    'Write it down or photograph it. It is shown only now. With it you see, fetch and delete everything.',
    '적어 두거나 사진으로 찍어 주세요. 지금만 보입니다. 이 코드로 모두 보고, 받고, 지울 수 있습니다.',
  ),
  until: t('Until {day}', '{day}까지'),
  qr: t(
    'QR code of the page where the code is entered: {page}',
    '코드를 넣는 페이지의 QR 코드: {page}',
  ),
  qrSays: t('On the Wi-Fi of this house', '이곳의 와이파이에서'),
  done: t('Goodbye', '안녕히 계세요'),
} as const;
