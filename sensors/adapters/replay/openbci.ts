import { YeounError } from '#contracts/errors';
import type { Format } from './format.ts';
import type { Found } from './probe.ts';
import { rowTape } from './row-tape.ts';
import { type Cells, type Lane, numbersAt, type Plan } from './rows.ts';

const G = 9.80665;
const MARK = /^%\s*OpenBCI Raw E[EX]G Data/i;
const MOST_CHANNELS = 64;

interface Columns {
  readonly eeg: readonly number[];
  readonly acc: readonly number[];
  /** Unix time, and how many of its units a millisecond holds. */
  readonly time: { readonly column: number; readonly perMs: number } | null;
  readonly header: number;
}

/** Newer files name their columns: Sample Index, EXG Channel 0, ..., Accel Channel 0, ..., Timestamp. */
const named = (head: readonly string[]): Columns | null => {
  const header = head.findIndex((line) => /^\s*Sample Index\s*,/i.test(line));
  if (header < 0) return null;
  const names = (head[header] ?? '').split(',').map((c) => c.trim());
  const like = (pattern: RegExp): number[] => names.flatMap((n, i) => (pattern.test(n) ? [i] : []));
  const [time] = like(/^Timestamp$/i);
  return {
    eeg: like(/^E[XE]G Channel/i),
    acc: like(/^Accel Channel/i).slice(0, 3),
    time: time === undefined ? null : { column: time, perMs: 0.001 },
    header,
  };
};

/** Older files: index, the channels, three axes, then a time of day and Unix milliseconds. */
const counted = (head: readonly string[]): Columns => {
  const [, count = ''] = /number of channels\s*=\s*(\d+)/i.exec(head.join('\n')) ?? [];
  const n = Math.min(MOST_CHANNELS, Number(count) || 0);
  const first = head.find((line) => line.trim() !== '' && !line.startsWith('%')) ?? '';
  const cells = first.split(',').map((c) => Number(c));
  const time = cells.findIndex((v, i) => i > n && v > 1e12);
  return {
    eeg: Array.from({ length: n }, (_, i) => i + 1),
    acc: cells.length > n + 3 ? [n + 1, n + 2, n + 3] : [],
    time: time < 0 ? null : { column: time, perMs: 1 },
    header: -1,
  };
};

/** Acceleration comes once in some rows; between them it is zero or stands still. */
const accOf = (columns: readonly number[]) => {
  const read = numbersAt(columns, [G]);
  return (cells: readonly string[]): Cells => {
    const found = read(cells);
    return found !== null && !('column' in found) && found.every((v) => v === 0) ? null : found;
  };
};

const planOf = ({ name, head }: Found): Plan => {
  const [, rate = ''] = /sample rate\s*=\s*([\d.]+)/i.exec(head.join('\n')) ?? [];
  const rateHz = Number(rate);
  const columns = named(head) ?? counted(head);
  const { eeg, acc, time } = columns;
  if (!(rateHz >= 1 && rateHz <= 10_000) || eeg.length === 0)
    throw new YeounError(
      'replay/bad-header',
      `${name}:1`,
      eeg.length === 0 ? 'says no channels.' : 'says no sample rate.',
      'An OpenBCI file begins with "%OpenBCI Raw EXG Data", "%Number of channels = 8" and "%Sample Rate = 250 Hz".',
    );
  const lanes: Lane[] = [
    {
      info: { name: 'eeg', kind: 'eeg', channels: eeg.map((_, i) => `ch${i + 1}`), rateHz },
      read: numbersAt(eeg),
      centred: true,
    },
  ];
  if (acc.length === 3)
    lanes.push({
      info: { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 0 },
      read: accOf(acc),
      onChange: true,
    });
  return {
    skip: columns.header + 1,
    comment: '%',
    separator: ',',
    timeMs: time && ((cells) => Number(cells[time.column] || Number.NaN) / time.perMs),
    startMs: 0,
    rateHz,
    lanes,
    row: `an index, ${eeg.length} channels in microvolts and what follows`,
  };
};

/**
 * A recording of the OpenBCI GUI (docs.openbci.com, OpenBCI GUI data format): microvolts with the
 * amplifier's offset, which is taken out, and acceleration in g.
 */
export const openBciText: Format = {
  name: 'OpenBCI text',
  help: 'OpenBCI text (%OpenBCI Raw EXG Data)',
  detect: ({ names, head }) => names === null && MARK.test(head[0] ?? ''),
  open: async (found, as, report) =>
    rowTape(found, planOf(found), { en: 'OpenBCI', ko: 'OpenBCI' }, as, report),
};
