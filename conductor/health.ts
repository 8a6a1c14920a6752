import type { Text } from '#contracts/ids';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import type { StageState } from '#contracts/stage';
import type {
  BodyStatus,
  DisplayStatus,
  DoorStatus,
  Health,
  Lamp,
  SourceStatus,
} from '#contracts/status';
import type { BodyFeeling } from './affect/readers.ts';

/** Everything health is made of, as it is now. */
export interface HealthParts {
  readonly show: string;
  readonly stage: StageState;
  readonly safe: boolean;
  readonly sources: readonly SourceStatus[];
  readonly displays: readonly DisplayStatus[];
  readonly doors: readonly DoorStatus[];
  /** Lamps of parts that report by themselves: state folder, show file, recorder. */
  readonly lamps: readonly Lamp[];
  readonly bodies: readonly BodyFeeling[];
  readonly take: Health['take'];
  /** Absent where there are none. */
  readonly models?: Health['models'];
  /** Absent where there is no engine. */
  readonly imagery?: Health['imagery'];
  /** What hangs on this machine; absent where nobody looks after it. */
  readonly rig?: Health['rig'];
  readonly tick: Health['tick'];
  readonly uptimeS: number;
  readonly version: string;
  readonly pid: number;
}

const lamp = (part: string, level: Lamp['level'], text: Text): Lamp => ({ part, level, text });

/** A stream that comes at times of its own (beats) may rest without anything being wrong. */
const isSilent = ({ kind, quality }: SourceStatus['streams'][number]): boolean =>
  !STREAM_KIND_INFO[kind].irregular && quality.flags.includes('stale');

/** What is odd about a source lights so many lamps at most. */
const MAX_ODD = 4;

const sourceLamps = (source: SourceStatus): Lamp[] => {
  if (source.state === 'failed') {
    return [
      lamp(
        source.id,
        'fail',
        source.reason ?? { en: 'The source failed.', ko: '신호원이 멈췄습니다.' },
      ),
    ];
  }
  if (source.state === 'stale') {
    return [
      lamp(source.id, 'warn', {
        en: `${source.id}: no signal.`,
        ko: `${source.id}: 신호가 없습니다.`,
      }),
    ];
  }
  if (source.state !== 'live' || source.muted) return [];
  const silent = source.streams.filter(isSilent).map((s) => ({
    en: `${source.id}: ${s.name} is silent.`,
    ko: `${source.id}: ${s.name} 신호가 끊겼습니다.`,
  }));
  const odd = source.remarks.slice(0, MAX_ODD).map(({ en, ko }) => ({
    en: `${source.id}: ${en}`,
    ko: `${source.id}: ${ko}`,
  }));
  return [...silent, ...odd].map((text) => lamp(source.id, 'warn', text));
};

const displayLamps = (display: DisplayStatus): Lamp[] =>
  display.state === 'lost'
    ? [
        lamp(display.id, 'warn', {
          en: `Display ${display.id} is gone.`,
          ko: `화면 ${display.id}이(가) 사라졌습니다.`,
        }),
      ]
    : [];

const doorLamps = (door: DoorStatus): Lamp[] =>
  door.state === 'failed'
    ? [
        lamp(
          door.id,
          'fail',
          door.reason ?? {
            en: `Door ${door.id} failed.`,
            ko: `입구 ${door.id}이(가) 열리지 않습니다.`,
          },
        ),
      ]
    : [];

const MOST_HEARD = 32;

const bodyStatus = ({ id, affect, override, intended, heard }: BodyFeeling): BodyStatus => ({
  id,
  affect,
  override,
  intended: intended && { ...intended.mean },
  heard: heard.slice(0, MOST_HEARD).map(({ bodyId: _, ...estimate }) => estimate),
});

/** One answer to how the show is: `safe` while PANIC stands, `degraded` while any lamp is lit. */
export const healthOf = (parts: HealthParts): Health => {
  const lamps = [
    ...parts.lamps,
    ...parts.sources.flatMap(sourceLamps),
    ...parts.displays.flatMap(displayLamps),
    ...parts.doors.flatMap(doorLamps),
  ];
  const status = parts.safe ? 'safe' : lamps.length > 0 ? 'degraded' : 'ok';
  const { cue, scene, standby, affect } = parts.stage;
  return {
    status,
    show: parts.show,
    cue,
    scene,
    affect,
    sources: [...parts.sources],
    displays: [...parts.displays],
    uptimeS: parts.uptimeS,
    version: parts.version,
    pid: parts.pid,
    standby,
    doors: [...parts.doors],
    lamps,
    bodies: parts.bodies.map(bodyStatus),
    take: parts.take,
    ...(parts.models && { models: parts.models }),
    ...(parts.imagery && { imagery: parts.imagery }),
    ...(parts.rig && { rig: [...parts.rig] }),
    tick: parts.tick,
  };
};
