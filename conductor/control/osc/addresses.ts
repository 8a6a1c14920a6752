import type { Text } from '#contracts/ids';
import { AFFECT_CONTROLS } from './affect-addresses.ts';
import {
  type ControlArgument,
  numberOf,
  oneOf,
  onOff,
  optional,
  pressOrText,
  range,
  text,
} from './arguments.ts';
import { CALIBRATION_CONTROLS } from './calibration-addresses.ts';
import {
  ask,
  type Call,
  type ControlAddress,
  given,
  refuse,
  released,
  trigger,
  type Verdict,
} from './control.ts';
import { ofCue } from './cue-number.ts';
import { DESK_CONTROLS, OVERLAY_KEYS } from './desk-addresses.ts';
import { MEMORY_CONTROL } from './memory-address.ts';
import { compilePattern } from './pattern.ts';
import { QUERIES } from './queries.ts';
import { STATES } from './states.ts';

export { type Call, type ControlAddress, refuse, type Verdict } from './control.ts';

const goCue = (call: Call): Verdict => ofCue(call, 'go', (number) => ask({ do: 'go-cue', number }));

const blackout = ({ message }: Call): Verdict =>
  message.args.length === 0
    ? ask({ do: 'blackout' })
    : ask({ do: 'blackout', on: numberOf(message.args[0]) === 1 });

const mark = ({ message: { args } }: Call): Verdict => {
  const [word] = args;
  return typeof word === 'string' && word !== ''
    ? ask({ do: 'mark', text: word })
    : ask({ do: 'mark' });
};

const record = ({ message: { args } }: Call): Verdict => {
  const [on, consent, raw] = args;
  return ask({
    do: 'record',
    ...(on !== undefined && { on: numberOf(on) === 1 }),
    consent: consent === 'given' ? 'given' : 'none',
    raw: raw === undefined || numberOf(raw) === 1,
  });
};

const master = ({ message: { args } }: Call): Verdict =>
  ask({
    do: 'master',
    level: numberOf(args[0]),
    seconds: args.length > 1 ? numberOf(args[1]) : 0,
  });

const NOT_STATES: Text = {
  en: `The pattern matches none of ${STATES.map((s) => s.address).join(', ')}.`,
  ko: `패턴에 맞는 주소가 없습니다. 있는 것: ${STATES.map((s) => s.address).join(', ')}.`,
};

const NO_BODIES: Text = {
  en: 'What is felt in a body goes to this machine, and to those that the patch of this machine names as OSC devices.',
  ko: '몸에서 읽은 감정은 이 기계, 그리고 이 기계의 패치에 OSC 장치로 적은 기계에만 보냅니다.',
};

const subscribe = ({ message: { args }, bodies }: Call): Verdict => {
  const compiled = compilePattern(String(args[0]));
  if (compiled.kind === 'problem') return refuse(() => compiled.remedy);
  const named = STATES.filter(({ address }) => compiled.matches(address));
  if (named.length === 0) return refuse(() => NOT_STATES);
  const states = bodies ? named : named.filter(({ body }) => body !== true);
  if (states.length === 0) return refuse(() => NO_BODIES);
  return { act: 'subscribe', states, port: args.length > 1 ? numberOf(args[1]) : null };
};

const replies = (call: Call): Verdict => ({
  act: 'replies',
  on: given(call, 0) !== 0,
  port: given(call, 1) ?? null,
});

const subscription: ControlArgument = text('pattern', {
  en: 'an address pattern of /yeoun/state, such as /yeoun/state/*',
  ko: '/yeoun/state 주소의 패턴, 예: /yeoun/state/*',
});

/** Every address the door answers to; the manual's page is made from this table. */
export const CONTROLS: readonly ControlAddress[] = [
  trigger(
    '/yeoun/cue/go',
    { en: 'Runs the cue that stands by.', ko: '대기 중인 큐를 실행합니다.' },
    '/yeoun/cue/go',
    () => ask({ do: 'go' }),
  ),
  trigger(
    '/yeoun/cue/<number>/go',
    { en: 'Runs the cue of this number.', ko: '이 번호의 큐를 실행합니다.' },
    '/yeoun/cue/2.5/go',
    goCue,
  ),
  trigger(
    '/yeoun/cue/back',
    { en: 'Goes back to the cue before.', ko: '이전 큐로 돌아갑니다.' },
    '/yeoun/cue/back',
    () => ask({ do: 'back' }),
  ),
  trigger(
    '/yeoun/panic',
    {
      en: 'Takes the stage to a safe black; the next GO brings it back.',
      ko: '무대를 안전한 암전으로 보냅니다. 다음 GO에서 돌아옵니다.',
    },
    '/yeoun/panic',
    () => ask({ do: 'panic' }),
  ),
  {
    address: '/yeoun/blackout',
    trigger: false,
    args: [onOff],
    does: { en: 'Black over everything, on or off.', ko: '전체 암전을 켜거나 끕니다.' },
    example: '/yeoun/blackout ,i 1',
    reads: ({ stage }) => stage.blackout > 0,
    handle: blackout,
  },
  {
    address: '/yeoun/master',
    trigger: false,
    args: [range('level', 0, 1), optional(range('seconds', 0, 86_400))],
    does: {
      en: 'Fades the master level, in seconds where given.',
      ko: '마스터 밝기를 바꿉니다. 시간(초)을 주면 그동안 서서히 바뀝니다.',
    },
    example: '/yeoun/master ,ff 0.8 3.0',
    reads: ({ stage }) => stage.grandMaster,
    handle: master,
  },
  trigger(
    '/yeoun/freeze',
    {
      en: 'Holds the picture still; once more lets it move again.',
      ko: '화면을 멈춥니다. 다시 보내면 움직입니다.',
    },
    '/yeoun/freeze',
    () => ask({ do: 'freeze' }),
  ),
  ...OVERLAY_KEYS,
  ...DESK_CONTROLS,
  {
    address: '/yeoun/mark',
    trigger: true,
    args: [pressOrText('text')],
    does: {
      en: 'Sets a mark in the take that runs, with a text where given.',
      ko: '녹화 중인 테이크에 표시를 남깁니다. 글을 함께 줄 수 있습니다.',
    },
    example: '/yeoun/mark ,s "this was it"',
    handle: (call) => (released(call.message) ? { act: 'nothing' } : mark(call)),
  },
  {
    address: '/yeoun/record',
    trigger: true,
    args: [
      onOff,
      optional(
        oneOf('consent', ['none', 'given'], {
          en: 'given: the performer agrees to the take being kept; none (as without it): it is deleted a day after its end',
          ko: 'given: 공연자가 보관에 동의함, none(없을 때와 같음): 끝나고 하루 뒤 삭제됨',
        }),
      ),
      {
        ...onOff,
        name: 'raw',
        right: {
          en: '0 or F: biosignals are left out; 1 or T, or without it: they are recorded',
          ko: '0 또는 F: 생체 신호를 담지 않음, 1 또는 T, 없으면: 담음',
        },
      },
    ],
    does: {
      en: 'Begins or ends a take. Consent given while it runs is noted in it.',
      ko: '녹화를 시작하거나 마칩니다. 녹화 중에 동의(given)를 보내면 테이크에 적습니다.',
    },
    example: '/yeoun/record ,isi 1 given 1',
    handle: record,
  },
  ...CALIBRATION_CONTROLS,
  MEMORY_CONTROL,
  ...AFFECT_CONTROLS,
  {
    address: '/yeoun/ping',
    trigger: false,
    args: null,
    does: {
      en: 'Is answered with /yeoun/pong and the same arguments.',
      ko: '같은 인수를 담은 /yeoun/pong으로 답합니다.',
    },
    example: '/yeoun/ping ,i 7',
    handle: () => ({ act: 'pong' }),
  },
  ...QUERIES,
  {
    address: '/yeoun/replies',
    trigger: true,
    args: [optional(onOff), optional(range('port', 1, 65_535, true))],
    does: {
      en: 'Answers every message of yours with /reply/<address> and JSON from now on (1, or nothing), or only queries (0). The port (UDP only) is where answers go at your host. Over UDP it ends 60 s after your last message.',
      ko: '지금부터 보내는 모든 메시지에 /reply/<주소>와 JSON으로 답합니다(1, 또는 인수 없음). 0이면 질문에만 답합니다. 포트(UDP만)는 보내는 쪽에서 답을 받을 포트입니다. UDP에서는 마지막 메시지 60초 뒤에 끝납니다.',
    },
    example: '/yeoun/replies ,ii 1 53001',
    handle: replies,
  },
  {
    address: '/yeoun/subscribe',
    trigger: false,
    args: [subscription, optional(range('port', 1, 65_535, true))],
    does: {
      en: 'Sends the values whose address the pattern matches: now, and whenever they change, for 60 s. Renew it before that. The port (UDP only) is where they go at your host.',
      ko: '패턴에 맞는 주소의 값을 지금, 그리고 바뀔 때마다 60초 동안 보냅니다. 그 전에 갱신하십시오. 포트(UDP만)는 보내는 쪽에서 받을 포트입니다.',
    },
    example: '/yeoun/subscribe ,si "/yeoun/state/*" 9001',
    handle: subscribe,
  },
];
