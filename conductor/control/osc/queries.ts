import type { Text } from '#contracts/ids';
import {
  affectAnswer,
  cueAnswer,
  deskAnswer,
  displaysAnswer,
  healthAnswer,
  masterAnswer,
  runningAnswer,
  showAnswer,
  sourcesAnswer,
  standbyAnswer,
  statusAnswer,
} from './answers.ts';
import { type ControlArgument, optional, range } from './arguments.ts';
import { type Call, type ControlAddress, given, type Verdict } from './control.ts';
import { ofCue } from './cue-number.ts';

const answer = (data: () => unknown): Verdict => ({ act: 'answer', data });

const query = (
  what: string,
  does: Text,
  data: (call: Call) => unknown,
  args: readonly ControlArgument[] | null = null,
  example = `/yeoun/get/${what}`,
): ControlAddress => ({
  address: `/yeoun/get/${what}`,
  trigger: true,
  query: true,
  args,
  does,
  example,
  handle: (call) => answer(() => data(call)),
});

const MOST_CUES = 2_000;

/** What may be asked. Each answer comes as `/reply/yeoun/get/...` with one string of JSON: {address, status, data}. */
export const QUERIES: readonly ControlAddress[] = [
  query(
    'status',
    {
      en: 'Answers how everything stands, in short: cue, standby, master, overlays, evening, lock.',
      ko: '전체 상태를 짧게 답합니다: 큐, 대기 큐, 마스터, 암전과 패닉, 저녁의 상태, 잠금.',
    },
    ({ house }) => statusAnswer(house),
  ),
  query(
    'desk',
    {
      en: 'Answers all that the desk shows: what runs and for how long yet, what comes, what is watched, sounds, tempo, who acted last. To other machines without what is felt.',
      ko: '데스크에 보이는 모든 것을 답합니다: 진행 중인 것과 남은 시간, 다음에 올 것, 지켜보는 조건, 소리, 템포, 마지막으로 조작한 사람. 다른 기계에는 감정을 뺀 것을 답합니다.',
    },
    ({ house, bodies }) => deskAnswer(house, bodies),
  ),
  query(
    'show',
    {
      en: 'Answers the cues of the show. A long show fits no datagram: ask for a part (first place, how many), or over TCP.',
      ko: '쇼의 큐 목록을 답합니다. 긴 쇼는 데이터그램 하나에 들어가지 않으므로 일부(첫 자리, 개수)를 묻거나 TCP로 묻습니다.',
    },
    (call) => showAnswer(call.house, given(call, 0) ?? 0, given(call, 1) ?? MOST_CUES),
    [optional(range('from', 0, MOST_CUES, true)), optional(range('count', 1, MOST_CUES, true))],
    '/yeoun/get/show ,ii 0 50',
  ),
  {
    ...query(
      'cue/<number>',
      {
        en: 'Answers all that the show says of one cue.',
        ko: '큐 하나에 적힌 모든 것을 답합니다.',
      },
      () => null,
      null,
      '/yeoun/get/cue/2.5',
    ),
    handle: (call) => ofCue(call, 'get', (number) => answer(() => cueAnswer(call.house, number))),
  },
  query(
    'standby',
    {
      en: 'Answers what stands by and what will start by itself.',
      ko: '대기 중인 큐와 저절로 시작할 것을 답합니다.',
    },
    ({ house }) => standbyAnswer(house),
  ),
  query(
    'running',
    {
      en: 'Answers the running cue, since when and how long yet.',
      ko: '진행 중인 큐와 지난 시간, 남은 시간을 답합니다.',
    },
    ({ house }) => runningAnswer(house),
  ),
  query(
    'affect',
    {
      en: 'Answers what is felt: positive, negative, arousal, valence, confidence, and where it comes from. To other machines at rest.',
      ko: '느끼는 감정을 답합니다: 긍정, 부정, 각성, 정서가, 확실한 정도, 그리고 출처. 다른 기계에는 쉬는 상태로 답합니다.',
    },
    ({ house, bodies }) => affectAnswer(house, bodies),
  ),
  query(
    'master',
    {
      en: 'Answers the master level, what leaves it, and the level of sound.',
      ko: '마스터 밝기, 실제로 나가는 밝기, 소리의 크기를 답합니다.',
    },
    ({ house }) => masterAnswer(house),
  ),
  query(
    'sources',
    {
      en: 'Answers how each sensor is: alive, its rate, its quality. No signals; to other machines no names.',
      ko: '센서마다 살아 있는지, 속도와 품질을 답합니다. 신호 자체는 없고, 다른 기계에는 이름도 없습니다.',
    },
    ({ house, bodies }) => sourcesAnswer(house.health(), bodies),
  ),
  query(
    'displays',
    { en: 'Answers how each display is.', ko: '화면마다 상태를 답합니다.' },
    ({ house, bodies }) => displaysAnswer(house.health(), bodies),
  ),
  query(
    'health',
    {
      en: 'Answers the whole health to who is on this machine; to others the status alone.',
      ko: '이 기계에서 물으면 상태 전체를, 다른 기계에서 물으면 요약만 답합니다.',
    },
    ({ house, local }) => healthAnswer(house.health(), local),
  ),
  query(
    'version',
    {
      en: 'Answers the name and version of the software.',
      ko: '소프트웨어의 이름과 버전을 답합니다.',
    },
    ({ house }) => ({ name: 'yeoun', version: house.health()?.version ?? null }),
  ),
];
