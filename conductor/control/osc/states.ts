import type { Watching } from '#contracts/desk';
import type { Text } from '#contracts/ids';
import type { Now } from './house.ts';

/** One value of the house that a subscriber is told. */
export interface StateAddress {
  readonly address: string;
  /** T: true or false, sent as the tags T and F. */
  readonly types: 's' | 'f' | 'i' | 'T';
  /** True where every change is told at once; the others wait their turn. */
  readonly urgent: boolean;
  readonly does: Text;
  /** It says something of a body: for nobody who is not let in. */
  readonly body?: true;
  value(now: Now): StateValue;
}

export type StateValue = string | number | boolean;

const word = (name: string, does: Text, value: (now: Now) => string | null): StateAddress => ({
  address: `/yeoun/state/${name}`,
  types: 's',
  urgent: true,
  does,
  value: (now) => value(now) ?? '',
});

const flag = (
  name: string,
  does: Text,
  value: (now: Now) => boolean | undefined,
): StateAddress => ({
  address: `/yeoun/state/${name}`,
  types: 'i',
  urgent: true,
  does,
  value: (now) => (value(now) === true ? 1 : 0),
});

const level = (name: string, does: Text, value: (now: Now) => number): StateAddress => ({
  address: `/yeoun/state/${name}`,
  types: 'f',
  urgent: false,
  does,
  // As it is sent, so that a change too small for a 32-bit float is none.
  value: (now) => Math.fround(value(now)),
});

const feeling = (...of: Parameters<typeof level>): StateAddress => ({
  ...level(...of),
  body: true,
});

/** To a tenth of a second: a length of time is told ten times a second, not sixty. */
const tenths = (seconds: number | null | undefined): number =>
  seconds === null || seconds === undefined ? -1 : Math.ceil(seconds * 10) / 10;

const watched = (watching: Watching | null | undefined): string => {
  if (!watching) return '';
  const { number, firesInS, vetoed, conditions } = watching;
  if (vetoed) return `${number} vetoed`;
  if (firesInS !== null) return `${number} fires`;
  return `${number} ${conditions.filter((one) => one.holds).length}/${conditions.length}`;
};

const CUES: readonly StateAddress[] = [
  word(
    'cue',
    { en: 'number of the running cue', ko: '진행 중인 큐의 번호' },
    ({ stage }) => stage.cue,
  ),
  word(
    'standby',
    { en: 'number of the cue that stands by', ko: '대기 중인 큐의 번호' },
    ({ stage }) => stage.standby,
  ),
  word('scene', { en: 'name of the scene', ko: '장면의 이름' }, ({ stage }) => stage.scene),
  level(
    'left',
    {
      en: 'seconds until the running cue is through, by tenths; -1: nothing runs',
      ko: '진행 중인 큐가 끝날 때까지의 초, 0.1초 단위. -1은 진행 중인 큐가 없음',
    },
    ({ desk }) => tenths(desk?.running?.leftS),
  ),
  word(
    'next',
    { en: 'number of the cue that starts by itself next', ko: '다음에 저절로 시작할 큐의 번호' },
    ({ desk }) => desk?.coming[0]?.number ?? null,
  ),
  level(
    'next-in',
    {
      en: 'seconds until it starts, by tenths; -1: nothing comes, or nobody knows when',
      ko: '그 큐가 시작할 때까지의 초, 0.1초 단위. -1은 올 것이 없거나 알 수 없음',
    },
    ({ desk }) => tenths(desk?.coming[0]?.inS),
  ),
  {
    ...word(
      'watching',
      {
        en: 'the cue on feeling that stands by and how many of its conditions hold: `7 1/2`, `7 fires`, `7 vetoed`',
        ko: '대기 중인 감정 큐와 맞는 조건의 수: `7 1/2`, 곧 시작하면 `7 fires`, 거부되면 `7 vetoed`',
      },
      ({ desk }) => watched(desk?.watching),
    ),
    body: true,
  },
  level(
    'fires-in',
    {
      en: 'seconds until it fires, by tenths; -1: it is not announced',
      ko: '그 큐가 시작할 때까지의 초, 0.1초 단위. -1은 예고되지 않음',
    },
    ({ desk }) => tenths(desk?.watching?.firesInS),
  ),
];

const DESK: readonly StateAddress[] = [
  word(
    'evening',
    {
      en: 'show, preset, house, interval, bows or stopped',
      ko: 'show(공연), preset(준비), house(객석 열림), interval(휴식), bows(커튼콜), stopped(중단)',
    },
    ({ desk }) => desk?.evening ?? null,
  ),
  flag(
    'paused',
    { en: '1: the list stands', ko: '1: 큐 목록이 멈춰 있음' },
    ({ desk }) => desk?.paused,
  ),
  flag(
    'frozen',
    { en: '1: the picture is held', ko: '1: 화면이 멈춰 있음' },
    ({ stage }) => stage.frozen,
  ),
  flag(
    'blackout',
    { en: '1: black over everything', ko: '1: 전체 암전' },
    ({ stage }) => stage.blackout > 0,
  ),
  flag('panic', { en: '1: PANIC stands', ko: '1: 패닉 상태' }, ({ stage }) => stage.panic > 0),
  flag(
    'locked',
    { en: '1: the show is locked against edits', ko: '1: 쇼가 잠겨 있음' },
    ({ desk }) => desk?.locked,
  ),
  flag(
    'rehearsing',
    { en: '1: nothing leaves the house', ko: '1: 밖으로 아무것도 나가지 않음' },
    ({ desk }) => desk?.rehearsing,
  ),
  flag('fire', { en: '1: fire alarm', ko: '1: 화재 경보' }, ({ desk }) => desk?.fire),
  level(
    'tempo',
    { en: 'beats a minute; 0: no tempo', ko: '1분당 박, 0은 템포 없음' },
    ({ desk }) => desk?.tempo?.bpm ?? 0,
  ),
  level(
    'sound',
    { en: 'level of all sound, 0 to 1', ko: '전체 소리의 크기, 0에서 1' },
    ({ desk }) => desk?.soundLevel ?? 0,
  ),
  level(
    'master',
    { en: 'master level, 0 to 1', ko: '마스터 밝기, 0에서 1' },
    ({ stage }) => stage.grandMaster,
  ),
];

const FEELINGS: readonly StateAddress[] = [
  feeling(
    'positive',
    { en: 'positive feeling, 0 to 1', ko: '긍정의 느낌, 0에서 1' },
    ({ stage }) => stage.affect.positive,
  ),
  feeling(
    'negative',
    { en: 'negative feeling, 0 to 1', ko: '부정의 느낌, 0에서 1' },
    ({ stage }) => stage.affect.negative,
  ),
  feeling(
    'arousal',
    { en: 'arousal, 0 to 1', ko: '각성, 0에서 1' },
    ({ stage }) => stage.affect.arousal,
  ),
  feeling(
    'valence',
    { en: 'positive minus negative, -1 to 1', ko: '긍정에서 부정을 뺀 값, -1에서 1' },
    ({ stage }) => stage.affect.valence,
  ),
  feeling(
    'confidence',
    { en: 'how sure the reading is, 0 to 1', ko: '읽은 값의 확실한 정도, 0에서 1' },
    ({ stage }) => stage.affect.confidence,
  ),
];

/** What `/yeoun/subscribe` may ask for. An empty string: there is none yet. */
export const STATES: readonly StateAddress[] = [...CUES, ...DESK, ...FEELINGS];
