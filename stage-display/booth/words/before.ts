import type { Text } from '#contracts/ids';
import type { Age, MemoryKind } from '#contracts/visit';
import { t } from '../../shared-ui/text.ts';

/** Until the memory is told: what this is, who is there, and what may stay. */
export const WELCOME = {
  one: t('Bring one memory.', '기억 하나를 들려주세요.'),
  two: t('It becomes a short film.', '짧은 영화가 됩니다.'),
  touch: t('Touch here to begin', '여기를 만지면 시작합니다'),
  minutes: t('about six minutes, for one person at a time', '약 6분, 한 번에 한 사람'),
} as const;

export const NOTICE = {
  title: t('Before we begin', '시작하기 전에'),
  points: [
    t(
      'Machines make the pictures, out of what you give.',
      '그림은 당신이 들려준 것으로 기계가 만듭니다.',
    ),
    t('The light in the room changes, slowly.', '방 안의 빛이 천천히 바뀝니다.'),
    t(
      'You may stop at any time. The word is always below.',
      '언제든 그만할 수 있습니다. 아래에 늘 버튼이 있습니다.',
    ),
    t('Nothing is kept, unless you say so.', '당신이 원하지 않으면 아무것도 남기지 않습니다.'),
  ],
  yes: t('I would like to begin', '시작할게요'),
} as const;

export const AGE = {
  title: t('How old are you?', '나이가 어떻게 되나요?'),
  choices: {
    adult: [t('14 or older', '14살 이상'), t('I decide for myself.', '스스로 정합니다.')],
    guarded: [
      t('Under 14, with my parent or guardian', '14살 미만, 보호자와 함께'),
      t('They are here and decide with me.', '보호자가 곁에서 함께 정합니다.'),
    ],
    child: [
      t('Under 14, on my own', '14살 미만, 혼자'),
      t(
        'All the same, only that nothing is kept.',
        '모두 똑같이 할 수 있고, 아무것도 남기지 않습니다.',
      ),
    ],
  } satisfies Readonly<Record<Age, readonly [Text, Text]>>,
  guardianTitle: t('To the parent or guardian', '보호자께'),
  guardianSays: t(
    'Machines make a film out of what the child tells, draws and feels. What may be kept is asked on the next page; you decide it, and you may have it deleted at any time.',
    '아이가 말하고 그리고 느낀 것으로 기계가 영화를 만듭니다. 무엇을 남길지는 다음 화면에서 여쭙니다. 보호자께서 정하시고, 언제든 지울 수 있습니다.',
  ),
  guardianYes: t('I am the guardian, and I agree', '보호자이며 동의합니다'),
  guardianNo: t('Choose again', '다시 고르기'),
} as const;

export const CONSENT = {
  title: t('What may stay?', '무엇을 남겨도 될까요?'),
  says: t(
    'Nothing, unless you touch it here. Even then you decide at the end, and you can delete it later with a code.',
    '여기서 고르지 않으면 아무것도 남지 않습니다. 골라도 마지막에 다시 정하고, 나중에 코드로 지울 수 있습니다.',
  ),
  child: t(
    'For you nothing is kept: no words, no drawing, no film. When you leave, it is gone. Everything else is the same.',
    '당신에 대해서는 말도, 그림도, 영화도 남기지 않습니다. 떠나면 모두 사라집니다. 나머지는 똑같습니다.',
  ),
  childTitle: t('Nothing is kept', '아무것도 남기지 않습니다'),
  none: t('Keep nothing, go on', '아무것도 남기지 않고 다음'),
  some: t('Go on', '다음'),
  kinds: {
    words: [
      t('My words', '내 말'),
      t(
        'What you tell or write, as text. Never your voice.',
        '말하거나 쓴 것을 글로. 목소리는 남기지 않습니다.',
      ),
    ],
    sketch: [t('My drawing', '내 그림'), t('Its lines, as you drew them.', '그린 선 그대로.')],
    tune: [
      t('The music', '음악'),
      t('The tune that belongs to the memory.', '기억에 어울리는 곡.'),
    ],
    recall: [
      t('How it felt', '느낌의 흐름'),
      t('The course of feeling, from the keys and the sensors.', '버튼과 센서로 읽은 느낌의 흐름.'),
    ],
    film: [
      t('The film', '영화'),
      t(
        'To fetch it later with your code. Until it is made, at most three days, your words are held for it.',
        '나중에 코드로 찾아볼 수 있습니다. 영화가 만들어질 때까지, 길어도 사흘 동안 당신의 말을 맡아 둡니다.',
      ),
    ],
    wall: [
      t('A sheet on the wall', '벽의 종이 한 장'),
      t(
        'Public: everybody in the room sees a sheet of light with the colours of your feeling and some lines of your drawing. Never your words or your name.',
        '공개됩니다. 느낌의 빛깔과 그림의 선 몇 개가 빛나는 종이 한 장이 되어 방 안의 모두가 봅니다. 말과 이름은 보이지 않습니다.',
      ),
    ],
  } satisfies Readonly<Record<MemoryKind, readonly [Text, Text]>>,
} as const;
