import { EVENING, type Evening } from '#contracts/cue';
import type { DeskStatus } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { onOff, optional, range } from './arguments.ts';
import {
  ask,
  type Call,
  type ControlAddress,
  given,
  refuse,
  trigger,
  type Verdict,
} from './control.ts';
import { ofCue } from './cue-number.ts';

const DAY_S = 86_400;
const seconds = optional(range('seconds', 0, DAY_S));

type Switch = Extract<
  Intent,
  { do: 'pause' | 'lock' | 'rehearse' | 'fire' | 'blackout' | 'freeze' }
>['do'];

const switched = (what: Switch, call: Call): Verdict => {
  const on = given(call, 0);
  return ask(on === undefined ? { do: what } : { do: what, on: on === 1 });
};

/** Something that is on or off: set by a value, turned over by a key. */
const toggle = (
  what: Switch,
  does: Text,
  turn: Text,
  reads: (desk: DeskStatus) => boolean,
  fire: (call: Call) => Verdict = (call) => switched(what, call),
): readonly ControlAddress[] => [
  {
    address: `/yeoun/${what}`,
    // A pattern that was meant for levels must not reach any of these.
    trigger: true,
    args: [onOff],
    does,
    example: `/yeoun/${what} ,i 1`,
    reads: ({ desk }) => desk && reads(desk),
    handle: fire,
  },
  trigger(`/yeoun/${what}/toggle`, turn, `/yeoun/${what}/toggle`, (call) =>
    fire({ ...call, message: { ...call.message, types: '', args: [] } }),
  ),
];

const FIRE_CLOSED: Text = {
  en: 'The fire input of OSC is closed in the patch of this machine; open it there (rig: oscFire).',
  ko: '이 기계의 패치에서 OSC 화재 입력이 닫혀 있습니다. 패치에서 여십시오(rig: oscFire).',
};

const fire = (call: Call): Verdict =>
  call.house.fireOpen() ? switched('fire', call) : refuse(() => FIRE_CLOSED);

const EVENING_DOES: Readonly<Record<Evening, Text>> = {
  preset: { en: 'The state before the house opens.', ko: '객석을 열기 전의 상태로 갑니다.' },
  house: { en: 'The house is open.', ko: '객석이 열린 상태로 갑니다.' },
  show: {
    en: 'Back to the cue list, where it was.',
    ko: '큐 목록으로, 있던 자리로 돌아갑니다.',
  },
  interval: { en: 'The interval.', ko: '휴식 시간의 상태로 갑니다.' },
  bows: { en: 'The bows.', ko: '커튼콜의 상태로 갑니다.' },
  stopped: {
    en: 'Show stop: the state that stands until the show goes on.',
    ko: '공연 중단: 공연을 이어 갈 때까지의 상태로 갑니다.',
  },
};

const evenings = EVENING.map((state) =>
  trigger(`/yeoun/evening/${state}`, EVENING_DOES[state], `/yeoun/evening/${state}`, () =>
    ask({ do: 'evening', state }),
  ),
);

/** The cue list beyond GO and back, the states of an evening, what locks and what ends. */
export const DESK_CONTROLS: readonly ControlAddress[] = [
  trigger(
    '/yeoun/cue/<number>/standby',
    {
      en: 'Lets the cue of this number stand by; nothing starts.',
      ko: '이 번호의 큐를 대기시킵니다. 아무것도 시작하지 않습니다.',
    },
    '/yeoun/cue/2.5/standby',
    (call) => ofCue(call, 'standby', (number) => ask({ do: 'standby', number })),
  ),
  trigger(
    '/yeoun/cue/<number>/jump',
    {
      en: 'Goes to a moment of this cue at once, as if the list had been played until there: `seconds` after its start (0 where left out).',
      ko: '목록을 거기까지 진행한 것처럼 이 큐의 한 순간으로 바로 갑니다. `seconds`는 큐가 시작한 뒤의 초(없으면 0)입니다.',
    },
    '/yeoun/cue/2.5/jump ,if 1 12.5',
    (call) =>
      ofCue(call, 'jump', (number) => ask({ do: 'jump', number, afterS: given(call, 1) ?? 0 })),
    [seconds],
  ),
  ...toggle(
    'pause',
    {
      en: 'The list stands and the picture goes on, on or off.',
      ko: '큐 목록을 세우거나 다시 갑니다. 화면은 계속 움직입니다.',
    },
    { en: 'Pauses the list, or lets it go on.', ko: '큐 목록을 멈추거나 이어 갑니다.' },
    (desk) => desk.paused,
  ),
  trigger(
    '/yeoun/fade-all',
    {
      en: 'Fades picture and sound out together, in `seconds` (5 where left out). The next GO brings them back.',
      ko: '화면과 소리를 함께 서서히 끕니다. `seconds` 초(없으면 5초) 동안입니다. 다음 GO에서 돌아옵니다.',
    },
    '/yeoun/fade-all ,if 1 8.0',
    (call) => ask({ do: 'fade-all', seconds: given(call, 1) ?? 5 }),
    [seconds],
  ),
  trigger(
    '/yeoun/veto',
    {
      en: 'The cue on feeling that stands by does not call itself any more.',
      ko: '대기 중인 감정 큐가 스스로 시작하지 못하게 합니다.',
    },
    '/yeoun/veto',
    () => ask({ do: 'veto' }),
  ),
  ...evenings,
  ...toggle(
    'lock',
    { en: 'Locks the show against edits, on or off.', ko: '쇼를 고치지 못하게 잠그거나 풉니다.' },
    { en: 'Locks the show, or unlocks it.', ko: '쇼를 잠그거나 풉니다.' },
    (desk) => desk.locked,
  ),
  ...toggle(
    'rehearse',
    {
      en: 'Rehearsal: nothing leaves the house (no OSC, MIDI, light, shutter), on or off.',
      ko: '리허설: 밖으로 아무것도 내보내지 않습니다(OSC, MIDI, 조명, 셔터). 켜거나 끕니다.',
    },
    {
      en: 'Begins a rehearsal without output, or ends it.',
      ko: '출력 없는 리허설을 시작하거나 마칩니다.',
    },
    (desk) => desk.rehearsing,
  ),
  ...toggle(
    'fire',
    {
      en: 'The contact of the fire alarm: sound is muted and the safe look stands until it is taken back.',
      ko: '화재 경보 접점: 되돌릴 때까지 소리를 끄고 안전한 화면을 유지합니다.',
    },
    { en: 'Fire alarm on, or taken back.', ko: '화재 경보를 켜거나 되돌립니다.' },
    (desk) => desk.fire,
    fire,
  ),
  trigger(
    '/yeoun/tap',
    {
      en: 'One beat of the tempo; two or more in a row set it.',
      ko: '템포의 한 박을 칩니다. 두 번 이상 이어 치면 템포가 정해집니다.',
    },
    '/yeoun/tap',
    () => ask({ do: 'tap' }),
  ),
  {
    address: '/yeoun/tempo',
    trigger: false,
    args: [range('bpm', 20, 400)],
    does: { en: 'Sets the tempo, in beats a minute.', ko: '템포를 1분당 박으로 정합니다.' },
    example: '/yeoun/tempo ,f 96.0',
    reads: ({ desk }) => desk?.tempo?.bpm ?? null,
    handle: (call) => ask({ do: 'tempo', bpm: given(call, 0) ?? 0, source: 'hand' }),
  },
  {
    address: '/yeoun/sound',
    trigger: false,
    args: [range('level', 0, 1), seconds],
    does: {
      en: 'Fades the level of all sound, in seconds where given.',
      ko: '전체 소리의 크기를 바꿉니다. 시간(초)을 주면 그동안 서서히 바뀝니다.',
    },
    example: '/yeoun/sound ,ff 0.6 2.0',
    reads: ({ desk }) => desk?.soundLevel ?? null,
    handle: (call) =>
      ask({ do: 'sound', level: given(call, 0) ?? 0, seconds: given(call, 1) ?? 0 }),
  },
];

/** `/yeoun/blackout/toggle` beside the older `/yeoun/blackout`, and a freeze that is set. */
export const OVERLAY_KEYS: readonly ControlAddress[] = [
  trigger(
    '/yeoun/blackout/toggle',
    { en: 'Black over everything, or no more.', ko: '전체 암전을 켜거나 끕니다.' },
    '/yeoun/blackout/toggle',
    () => ask({ do: 'blackout' }),
  ),
  {
    address: '/yeoun/freeze/on',
    trigger: true,
    args: [onOff],
    does: {
      en: 'Holds the picture still (1) or lets it move again (0).',
      ko: '화면을 멈추거나(1) 다시 움직입니다(0).',
    },
    example: '/yeoun/freeze/on ,i 1',
    reads: ({ stage }) => stage.frozen,
    handle: (call) => switched('freeze', call),
  },
];
