import { Id, type Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { optional, range, text } from './arguments.ts';
import { ask, type Call, type ControlAddress, given, type Verdict } from './control.ts';

type Mode = Extract<Intent, { do: 'affect' }>['mode'];

const DAY_S = 86_400;
const seconds = optional(range('seconds', 0, DAY_S));
const back = optional(range('back after', 0, DAY_S));
const body = optional({
  ...text('body', {
    en: 'whose feeling; everybody where left out',
    ko: '누구의 감정인지, 없으면 모두',
  }),
  fits: (value) => Id.safeParse(value).success,
});

const take = (mode: Mode, call: Call, firstPlace: number): Extract<Intent, { do: 'affect' }> => {
  const [afterS, backS] = [given(call, firstPlace), given(call, firstPlace + 1)];
  const who = call.message.args[firstPlace + 2];
  return {
    do: 'affect',
    mode,
    seconds: afterS ?? 1,
    ...(backS !== undefined && backS > 0 && { backS }),
    ...(typeof who === 'string' && { body: who }),
  };
};

const manual = (call: Call): Verdict => {
  const [positive, negative, arousal] = [0, 1, 2].map((place) => given(call, place) ?? 0);
  return ask({
    ...take('manual', call, 3),
    ...(positive !== undefined && { positive }),
    ...(negative !== undefined && { negative }),
    ...(arousal !== undefined && { arousal }),
  });
};

const address = (
  mode: Mode,
  args: ControlAddress['args'],
  does: Text,
  example: string,
  handle: ControlAddress['handle'],
): ControlAddress => ({
  address: `/yeoun/affect/${mode}`,
  trigger: true,
  args,
  does,
  example,
  handle,
});

const DIMENSION_NAMES: Readonly<Record<'positive' | 'negative' | 'arousal', Text>> = {
  positive: { en: 'positive feeling', ko: '긍정의 느낌' },
  negative: { en: 'negative feeling', ko: '부정의 느낌' },
  arousal: { en: 'arousal', ko: '각성' },
};

/** One fader for one dimension; the others stay as they are. */
const dimension = (name: keyof typeof DIMENSION_NAMES): ControlAddress => ({
  address: `/yeoun/affect/${name}`,
  trigger: true,
  args: [range('level', 0, 1), seconds, body],
  does: {
    en: `Takes what is felt into the hand and sets ${DIMENSION_NAMES[name].en} alone, in seconds (1 where left out).`,
    ko: `감정을 손에 쥐고 ${DIMENSION_NAMES[name].ko}만 정합니다. 정한 초(없으면 1초) 동안 옮겨 갑니다.`,
  },
  example: `/yeoun/affect/${name} ,ff 0.7 0.5`,
  handle: (call) => {
    const who = call.message.args[2];
    return ask({
      do: 'affect',
      mode: 'manual',
      [name]: given(call, 0) ?? 0,
      seconds: given(call, 1) ?? 1,
      ...(typeof who === 'string' && { body: who }),
    });
  },
});

/** What is felt, taken into a hand and given back. */
export const AFFECT_CONTROLS: readonly ControlAddress[] = [
  dimension('positive'),
  dimension('negative'),
  dimension('arousal'),
  address(
    'manual',
    [range('positive', 0, 1), range('negative', 0, 1), range('arousal', 0, 1), seconds, back, body],
    {
      en: 'Sets what is felt by hand, in seconds (1 where left out); after "back after" seconds the decoders have it again (0, or left out: never by itself).',
      ko: '감정을 손으로 정합니다. 정한 초(없으면 1초) 동안 옮겨 가고, back after 초가 지나면 디코더에게 돌아갑니다(0이거나 없으면 저절로 돌아가지 않음).',
    },
    '/yeoun/affect/manual ,fffff 0.7 0.4 0.6 3.0 60.0',
    manual,
  ),
  address(
    'hold',
    [seconds, back, body],
    {
      en: 'Holds what is felt now; after "back after" seconds the decoders have it again (0, or left out: never by itself).',
      ko: '지금의 감정을 붙듭니다. back after 초가 지나면 디코더에게 돌아갑니다(0이거나 없으면 저절로 돌아가지 않음).',
    },
    '/yeoun/affect/hold ,ff 1.0 30.0',
    (call) => ask(take('hold', call, 0)),
  ),
  address(
    'trajectory',
    [seconds, back, body],
    {
      en: 'Follows the makers\' intention alone, whatever is heard; after "back after" seconds the decoders have it again (0, or left out: never by itself).',
      ko: '무엇이 들리든 만든 이가 의도한 감정만 따릅니다. back after 초가 지나면 디코더에게 돌아갑니다(0이거나 없으면 저절로 돌아가지 않음).',
    },
    '/yeoun/affect/trajectory ,ff 4.0 60.0',
    (call) => ask(take('trajectory', call, 0)),
  ),
  address(
    'live',
    [seconds, body],
    {
      en: 'Gives what is felt back to the decoders, in seconds (1 where left out).',
      ko: '감정을 디코더에게 돌려줍니다. 정한 초(없으면 1초) 동안 옮겨 갑니다.',
    },
    '/yeoun/affect/live ,f 4.0',
    (call) => {
      const who = call.message.args[1];
      return ask({
        do: 'affect',
        mode: 'live',
        seconds: given(call, 0) ?? 1,
        ...(typeof who === 'string' && { body: who }),
      });
    },
  ),
];
