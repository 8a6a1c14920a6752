import { STREAM_KIND_INFO } from '#contracts/sensor';
import type { Format } from './format.ts';
import { rowTape } from './row-tape.ts';
import { type Cells, type Lane, numbersAt, type Plan } from './rows.ts';

const G = 9.80665;
const RADIANS = Math.PI / 180;
const ELECTRODES = STREAM_KIND_INFO.eeg.channels;
/** Stands for any rate: it is read from the times. */
const BY_TIMES = 1;

const columnsOf = (head: readonly string[]): string[] =>
  (head[0] ?? '').split(',').map((c) => c.trim());

/** `2018-11-13 20:32:54.123`, in the local time of the phone; taken as UTC, for only differences count. */
const timeMs = (text: string): number => Date.parse(`${text.trim().replace(' ', 'T')}Z`);

/** Nothing where the row holds none of it: rows of events are empty but for their name. */
const ifThere =
  (columns: readonly number[], scale: number) =>
  (cells: readonly string[]): Cells =>
    columns.every((c) => (cells[c] ?? '').trim() === '')
      ? null
      : numbersAt(columns, [scale])(cells);

/**
 * A recording of Mind Monitor (mind-monitor.com, CSV format): raw EEG in microvolts, movement in g and
 * degrees a second, how the electrodes lie (HSI 1 good, 2 middling, 4 bad), battery in percent, events by name.
 */
const planOf = (head: readonly string[]): Plan => {
  const columns = columnsOf(head);
  const at = (...names: string[]): number[] => names.map((n) => columns.indexOf(n));
  const lane = (
    name: string,
    kind: Lane['info']['kind'],
    from: readonly number[],
    scale = 1,
  ): Lane[] => {
    if (from.includes(-1)) return [];
    const channels = [...STREAM_KIND_INFO[kind].channels];
    return [{ info: { name, kind, channels, rateHz: BY_TIMES }, read: ifThere(from, scale) }];
  };
  const seldom = (
    info: Omit<Lane['info'], 'rateHz'>,
    from: readonly number[],
    turn: (v: number) => number,
  ): Lane[] => {
    if (from.includes(-1)) return [];
    const read = ifThere(from, 1);
    return [
      {
        info: { ...info, rateHz: 0 },
        onChange: true,
        read(cells) {
          const found = read(cells);
          return found === null || 'column' in found ? found : found.map(turn);
        },
      },
    ];
  };
  const axes = (name: string) => at(`${name}_X`, `${name}_Y`, `${name}_Z`);
  const elements = columns.indexOf('Elements');
  return {
    skip: 1,
    separator: ',',
    timeMs: (cells) => timeMs(cells[0] ?? ''),
    startMs: 0,
    rateHz: 0,
    lanes: [
      ...lane('eeg', 'eeg', at(...ELECTRODES.map((e) => `RAW_${e}`))),
      ...lane('acc', 'acc', axes('Accelerometer'), G),
      ...lane('gyro', 'gyro', axes('Gyro'), RADIANS),
      ...seldom(
        { name: 'horseshoe', kind: 'contact', channels: [...ELECTRODES] },
        at(...ELECTRODES.map((e) => `HSI_${e}`)),
        (v) => (v <= 1 ? 1 : v <= 2 ? 0.5 : 0),
      ),
      ...seldom(
        { name: 'forehead', kind: 'contact', channels: ['contact'] },
        at('HeadBandOn'),
        (v) => (v > 0 ? 1 : 0),
      ),
      ...seldom({ name: 'battery', kind: 'battery', channels: ['battery'] }, at('Battery'), (v) =>
        Math.max(0, Math.min(1, v / 100)),
      ),
      ...events('blink', elements),
      ...events('jaw_clench', elements),
    ],
    row: 'a time such as 2018-11-13 20:32:54.123 and the columns of the first line',
  };
};

const events = (name: string, column: number): Lane[] =>
  column < 0
    ? []
    : [
        {
          info: { name: name.replace('_', '-'), kind: 'custom', channels: ['value'], rateHz: 0 },
          read: (cells) => ((cells[column] ?? '').includes(`elements/${name}`) ? [1] : null),
        },
      ];

export const mindMonitorCsv: Format = {
  name: 'Mind Monitor CSV',
  help: 'Mind Monitor CSV (TimeStamp,...,RAW_TP9,...)',
  detect({ names, head }) {
    const columns = columnsOf(head);
    return names === null && columns[0] === 'TimeStamp' && columns.includes('RAW_TP9');
  },
  open: (found, as, report) =>
    rowTape(found, planOf(found.head), { en: 'Mind Monitor', ko: '마인드 모니터' }, as, report),
};
