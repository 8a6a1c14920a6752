import { FEELINGS } from '#contracts/calibration';
import { Id, PersonName, type Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { type ControlArgument, numberOf, oneOf, optional, range, text } from './arguments.ts';
import { ask, type Call, type ControlAddress, trigger, type Verdict } from './control.ts';

type Step = Extract<Intent, { do: 'calibrate' }>['step'];

const WHO: ControlArgument = {
  ...text('person', {
    en: "the person's name or id, in any script; without it nothing is kept after the evening",
    ko: '사람의 이름이나 식별자, 어느 문자든 됨. 없으면 오늘 저녁이 지나면 남지 않음',
  }),
  fits: (value) => PersonName.safeParse(value).success,
};
const bodyOf = (right: Text): ControlArgument => ({
  ...text('body', right),
  fits: (value) => Id.safeParse(value).success,
});
const BODY = bodyOf({
  en: 'whose signals; the first body of the show where absent',
  ko: '누구의 신호인지, 없으면 쇼의 첫 번째 몸',
});
const LABELLED = bodyOf({
  en: 'only where this body is the one that is calibrated; whichever it is where absent',
  ko: '보정하는 몸이 이 몸일 때만, 없으면 어느 몸이든',
});

const begun = (step: 'begin' | 'resume', { message: { args } }: Call): Verdict => {
  const [person, body, recalls, recallS] = args;
  return ask({
    do: 'calibrate',
    step,
    ...(typeof person === 'string' && { person }),
    ...(typeof body === 'string' && { body }),
    ...(recalls !== undefined && { recalls: numberOf(recalls) }),
    ...(recallS !== undefined && { recallS: numberOf(recallS) }),
  });
};

const stepping = (step: Exclude<Step, 'begin' | 'resume'>, does: Text): ControlAddress =>
  trigger(`/yeoun/calibrate/${step}`, does, `/yeoun/calibrate/${step}`, () =>
    ask({ do: 'calibrate', step }),
  );

const label = ({ message: { args } }: Call): Verdict => {
  const feeling = FEELINGS.find((one) => one === args[0]) ?? null;
  const body = args[1];
  return ask({ do: 'label', feeling, ...(typeof body === 'string' && { body }) });
};

/** A guided calibration, led from afar: by a tablet, a sound desk, a clicker. */
export const CALIBRATION_CONTROLS: readonly ControlAddress[] = [
  {
    address: '/yeoun/calibrate/begin',
    private: true,
    trigger: true,
    args: [
      optional(WHO),
      optional(BODY),
      optional(range('recalls', 4, 12, true)),
      optional(range('seconds', 10, 120)),
    ],
    does: {
      en: 'Begins to calibrate a person: baseline, then recalls. `seconds` is how long each recall may take.',
      ko: '사람 한 명의 보정을 시작합니다. 쉬는 시간 뒤에 회상이 이어집니다. `seconds`는 회상 한 번의 길이입니다.',
    },
    example: '/yeoun/calibrate/begin ,ss "mina" "dancer"',
    handle: (call) => begun('begin', call),
  },
  {
    address: '/yeoun/calibrate/resume',
    private: true,
    trigger: true,
    args: [optional(WHO), optional(BODY)],
    does: {
      en: 'Goes on with the session that was left off, of this person where one is named.',
      ko: '중단한 보정을 이어서 합니다. 사람을 적으면 그 사람의 보정을 이어 갑니다.',
    },
    example: '/yeoun/calibrate/resume ,s "mina"',
    handle: (call) => begun('resume', call),
  },
  stepping('next', {
    en: 'Skips ahead: to the next rest or recall; in a rest that was only proposed, to the result.',
    ko: '다음 단계로 건너뜁니다. 더 하자고 제안된 회상 앞에서는 결과로 넘어갑니다.',
  }),
  stepping('again', {
    en: 'Repeats the recall, or the baseline while that runs; what was marked in it is dropped.',
    ko: '회상을, 처음의 쉼이라면 그 쉼을 다시 합니다. 거기에 표시한 것은 버립니다.',
  }),
  stepping('stop', {
    en: 'Leaves the session off; it can be gone on with for 12 hours, where it is kept or while the conductor runs.',
    ko: '보정을 중단합니다. 보관되었거나 지휘 서버가 도는 동안에는 12시간 안에 이어서 할 수 있습니다.',
  }),
  {
    address: '/yeoun/label',
    private: true,
    trigger: true,
    args: [
      oneOf('feeling', [...FEELINGS, 'none'], {
        en: 'positive, neutral, negative, or none: nothing to say',
        ko: 'positive(긍정), neutral(중립), negative(부정), none(말하지 않음)',
      }),
      optional(LABELLED),
    ],
    does: {
      en: 'Marks what the person feels from now on, while a recall runs. Keys on MIDI channel 16 of a port patched to the body do the same: C negative, D neutral, E positive, in any octave. On other channels keys are music.',
      ko: '회상하는 동안 지금부터 느끼는 것을 표시합니다. 그 몸에 연결된 MIDI 포트의 16번 채널 건반으로도 할 수 있습니다. 옥타브와 상관없이 도는 부정, 레는 중립, 미는 긍정입니다. 다른 채널의 건반은 음악으로 듣습니다.',
    },
    example: '/yeoun/label ,s "negative"',
    handle: label,
  },
];
