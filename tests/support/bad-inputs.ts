import { KEYPOINTS, STREAM_KIND_INFO, type StreamInfo, type StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { sensorHub } from '../../sensors/hub.ts';
import { random } from '../../sensors/random.ts';
import { inlet } from './capture.ts';

/** One bad input: true where it is found and named, in both languages where it is a remark. */
export interface BadInput {
  readonly name: string;
  found(): Promise<boolean>;
}

const silent = { info: () => {}, warn: () => {}, seldom: () => {} };

/** A hub and sensors that send what they are told, 20 blocks a second. */
const stage = () => {
  const clock = manualClock();
  const hub = sensorHub({ timing: scheduler(clock, () => {}), osc: inlet(), log: silent });
  const sensor = (id: string, kind: StreamKind, rateHz: number, label = id) => {
    const context = hub.contextFor('page');
    const channels = [...STREAM_KIND_INFO[kind].channels];
    const stream: StreamInfo = { name: kind, kind, channels, rateHz };
    context.announce(
      { id, kind: 'page', bodyId: 'dancer', label: { en: label, ko: label }, recorded: false },
      [stream],
    );
    let i = 0;
    return {
      context,
      send(frame: (t: number) => readonly number[], stampMs = clock.nowMs()): void {
        const frames = rateHz > 0 ? Math.max(1, Math.round(rateHz / 20)) : 1;
        const data: number[] = [];
        for (let n = 0; n < frames; n++) data.push(...frame(i++ / (rateHz || 20)));
        context.emit({
          ...{ sourceId: id, bodyId: 'dancer', stream: kind, kind, channels: channels.length },
          ...{ rateHz, atMs: stampMs, data: Float32Array.from(data), recorded: false },
        });
      },
    };
  };
  const status = (id: string): SourceStatus | undefined =>
    hub.statuses(clock.nowMs()).find((s) => s.id === id);
  return { clock, hub, sensor, status };
};

/** Plays one stream and looks for a flag and for a remark that says the word in English and anything in Korean. */
const flagged = async (
  kind: StreamKind,
  rateHz: number,
  seconds: number,
  frame: (t: number) => readonly number[],
  flag: string,
  word: string,
): Promise<boolean> => {
  const { clock, sensor, status } = stage();
  const one = sensor('it', kind, rateHz);
  for (let n = 0; n < seconds * 20; n++) {
    clock.advance(50);
    one.send(frame);
  }
  const seen = status('it');
  const flags = seen?.streams.flatMap((s) => s.quality.flags) ?? [];
  const remark = seen?.remarks.find((r) => r.en.includes(word));
  return flags.some((f) => f === flag) && remark !== undefined && /[가-힣]/.test(remark.ko);
};

const beat = (t: number): number => 1.2 * Math.exp(-((((t * 1.1) % 1) - 0.5) ** 2) * 3000);
const rng = random(9, 'bad inputs');
const dance = (gravity: number) => (t: number) => [
  0.4 * Math.sin(9 * t),
  gravity + 0.05 * gravity * Math.cos(7 * t),
  0.1,
];
const brain = (t: number): number => 15 * Math.sin(63 * t) + 4 * rng.normal();
const loose = () => {
  let away = 0;
  return (t: number) => {
    if (Math.round(t * 130) % 50 === 0) away = t < 8 ? 0 : 4 * rng.normal();
    return [beat(t) + away];
  };
};
const standing = (turn: (x: number, y: number) => readonly [number, number]) => () =>
  KEYPOINTS.flatMap((name) => {
    const y = /nose|Eye|Ear/.test(name) ? 0.85 : /Ankle|Knee/.test(name) ? 0.1 : 0.5;
    return [...turn(name.startsWith('left') ? 0.55 : 0.45, y), 0.9];
  });

/** The list: wrong units, swapped channels, a flat electrode, a loose strap, 1970, one name twice, unplugged, denied. */
export const BAD_INPUTS: readonly BadInput[] = [
  {
    name: 'acceleration in g',
    found: () => flagged('acc', 50, 8, dance(1), 'wrong-unit', 'look like g'),
  },
  {
    name: 'turning in degrees',
    found: () => flagged('gyro', 50, 8, (t) => [300 * Math.sin(t), 5, 9], 'wrong-unit', 'degrees'),
  },
  {
    name: 'intervals in milliseconds',
    found: () => flagged('ibi', 0, 8, () => [820], 'wrong-unit', 'milliseconds'),
  },
  {
    name: 'temperature in Fahrenheit',
    found: () => flagged('temp', 4, 8, (t) => [91 + 0.1 * t], 'wrong-unit', 'Fahrenheit'),
  },
  {
    name: 'EDA in siemens',
    found: () => flagged('eda', 4, 8, (t) => [4e-6 + 1e-8 * t], 'wrong-unit', 'siemens'),
  },
  {
    name: 'EEG in millivolts',
    found: () =>
      flagged('eeg', 256, 8, (t) => [1, 2, 3, 4].map(() => brain(t) / 1000), 'wrong-unit', 'milli'),
  },
  {
    name: 'ECG in counts',
    found: () =>
      flagged('ecg', 130, 8, (t) => [Math.round(2048 + 400 * beat(t))], 'wrong-unit', 'counts'),
  },
  {
    name: 'an ECG upside down',
    found: () => flagged('ecg', 130, 10, (t) => [-beat(t)], 'swapped', 'electrodes'),
  },
  {
    name: 'gyroscope and accelerometer exchanged',
    found: () => flagged('gyro', 50, 10, dance(9.81), 'swapped', 'Exchange'),
  },
  {
    name: 'a pose upside down',
    found: () =>
      flagged(
        'pose',
        0,
        12,
        standing((x, y) => [x, 1 - y]),
        'swapped',
        '1 - y',
      ),
  },
  {
    name: 'a pose in pixels',
    found: () =>
      flagged(
        'pose',
        0,
        4,
        standing((x, y) => [1280 * x, 720 * y]),
        'wrong-unit',
        'pixels',
      ),
  },
  {
    name: 'a flat electrode',
    found: () => flagged('eeg', 256, 6, (t) => [brain(t), brain(t), 3, brain(t)], 'flat', 'AF8'),
  },
  {
    name: 'an open electrode',
    found: () =>
      flagged(
        'eeg',
        256,
        8,
        (t) => [brain(t), brain(t) + (t > 5 ? 400 * Math.sin(314 * t) : 0), brain(t), brain(t)],
        'no-contact',
        'AF7',
      ),
  },
  { name: 'a loose strap', found: () => flagged('ecg', 130, 14, loose(), 'noisy', 'strap') },
  {
    name: 'a clock in 1970',
    async found() {
      const { clock, hub, sensor, status } = stage();
      const one = sensor('it', 'acc', 50);
      let last = 0;
      hub.onBlock((b) => {
        last = b.atMs;
      });
      for (let n = 0; n < 100; n++) {
        clock.advance(50);
        one.send(dance(9.81), n < 50 ? clock.nowMs() : 50 * n);
      }
      const remark = status('it')?.remarks.find((r) => r.en.includes('clock'));
      const inTime = Math.abs(last - clock.nowMs()) < 100;
      return inTime && remark !== undefined && /시계/.test(remark.ko);
    },
  },
  {
    name: 'two sensors of one name',
    async found() {
      const { clock, sensor, status } = stage();
      const [one, two] = [sensor('a', 'acc', 50, 'phone'), sensor('b', 'acc', 50, 'phone')];
      for (let n = 0; n < 40; n++) {
        clock.advance(50);
        one.send(dance(9.81));
        two.send(dance(9.81));
      }
      return ['a', 'b'].every((id) => status(id)?.remarks.some((r) => r.en.includes('phone')));
    },
  },
  {
    name: 'a camera unplugged',
    async found() {
      const { clock, sensor, status } = stage();
      const one = sensor('cam', 'pose', 0);
      for (let n = 0; n < 40; n++) {
        clock.advance(50);
        one.send(standing((x, y) => [x, y]));
      }
      clock.advance(3000);
      const stale = status('cam')?.state === 'stale';
      const reason = { en: 'The camera is gone.', ko: '카메라 연결이 끊겼습니다.' };
      one.context.state('cam', 'waiting', reason);
      const seen = status('cam');
      return stale && seen?.state === 'waiting' && seen.reason?.ko === reason.ko;
    },
  },
  {
    name: 'permission denied',
    async found() {
      const { sensor, status } = stage();
      const one = sensor('cam', 'pose', 0);
      const reason = { en: 'The camera may not be used.', ko: '카메라 사용이 거부되었습니다.' };
      one.context.state('cam', 'failed', reason);
      return status('cam')?.state === 'failed' && status('cam')?.reason?.en === reason.en;
    },
  },
];
