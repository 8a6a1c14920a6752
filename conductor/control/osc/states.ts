import type { Text } from '#contracts/ids';
import type { StageState } from '#contracts/stage';

/** One value of the stage that a subscriber is told. */
export interface StateAddress {
  readonly address: string;
  readonly types: 's' | 'f';
  /** True where every change is told at once; the others wait their turn. */
  readonly urgent: boolean;
  readonly does: Text;
  value(stage: StageState): string | number;
}

const word = (name: string, does: Text, value: (stage: StageState) => string): StateAddress => ({
  address: `/yeoun/state/${name}`,
  types: 's',
  urgent: true,
  does,
  value,
});

const level = (name: string, does: Text, value: (stage: StageState) => number): StateAddress => ({
  address: `/yeoun/state/${name}`,
  types: 'f',
  urgent: false,
  does,
  // As it is sent, so that a change too small for a 32-bit float is none.
  value: (stage) => Math.fround(value(stage)),
});

/** What `/yeoun/subscribe` may ask for. An empty string: there is none yet. */
export const STATES: readonly StateAddress[] = [
  word('cue', { en: 'number of the running cue', ko: '진행 중인 큐의 번호' }, (s) => s.cue ?? ''),
  word('scene', { en: 'name of the scene', ko: '장면의 이름' }, (s) => s.scene ?? ''),
  level('master', { en: 'master level, 0 to 1', ko: '마스터 밝기, 0에서 1' }, (s) => s.grandMaster),
  level(
    'positive',
    { en: 'positive feeling, 0 to 1', ko: '긍정의 느낌, 0에서 1' },
    (s) => s.affect.positive,
  ),
  level(
    'negative',
    { en: 'negative feeling, 0 to 1', ko: '부정의 느낌, 0에서 1' },
    (s) => s.affect.negative,
  ),
  level('arousal', { en: 'arousal, 0 to 1', ko: '각성, 0에서 1' }, (s) => s.affect.arousal),
  level(
    'valence',
    { en: 'positive minus negative, -1 to 1', ko: '긍정에서 부정을 뺀 값, -1에서 1' },
    (s) => s.affect.valence,
  ),
  level(
    'confidence',
    { en: 'how sure the reading is, 0 to 1', ko: '읽은 값의 확실한 정도, 0에서 1' },
    (s) => s.affect.confidence,
  ),
];
