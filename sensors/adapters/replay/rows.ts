import { basename } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';
import type { StreamInfo } from '#contracts/sensor';
import { nominal } from '../../nominal-rate.ts';
import type { Report } from './e4-file.ts';
import type { HeldStream } from './held.ts';
import { eachLine } from './lines.ts';

/** What a row gives to one stream: numbers, nothing, or the column (from 1) that is wrong. */
export type Cells = readonly number[] | null | { readonly column: number };

/** One stream in a file of rows. */
export interface Lane {
  readonly info: StreamInfo;
  read(cells: readonly string[]): Cells;
  /** True where a row counts only if its numbers are new. */
  readonly onChange?: boolean;
  /** True where the middle of each channel is taken out: an amplifier's offset says nothing. */
  readonly centred?: boolean;
}

/** How a file of rows is read. */
export interface Plan {
  /** Lines before the data. */
  readonly skip: number;
  /** Lines that begin so are passed over. */
  readonly comment?: string;
  readonly separator: string | RegExp;
  /** Time of a row, Unix ms; NaN where it has none. Null: rows follow at `rateHz` from `startMs`. */
  readonly timeMs: ((cells: readonly string[]) => number) | null;
  readonly startMs: number;
  /** Rows a second; 0: as the times say. */
  readonly rateHz: number;
  readonly lanes: readonly Lane[];
  /** What a row looks like, for messages. */
  readonly row: string;
}

/** Values that are held in memory at most, and rows. */
export const MAX_VALUES = 20_000_000;
const REPORTS = 5;
/** More wrong rows than this share (and than five) are no accident. */
const FEW = 0.01;

/** Scaled numbers of some columns (from 0); an empty cell or a word is wrong. */
export const numbersAt =
  (columns: readonly number[], scale: readonly number[] = [1], offset = 0) =>
  (cells: readonly string[]): Cells => {
    const out: number[] = [];
    for (const [i, column] of columns.entries()) {
      const text = cells[column]?.trim() ?? '';
      const value = text === '' ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) return { column: column + 1 };
      out.push((value + offset) * (scale[i] ?? scale[0] ?? 1));
    }
    return out;
  };

/**
 * Reads a file of rows, plain or gzipped, into streams that are held in memory. A row that is wrong is
 * reported with line and column and passed over (with a fixed rate the row before it stands in).
 * Throws YeounError: `replay/unreadable`, `replay/odd-file`, `replay/too-large`, `replay/no-samples`.
 */
export const readRows = async (
  path: string,
  plan: Plan,
  report: Report,
): Promise<{ readonly streams: HeldStream[]; readonly startMs: number }> => {
  const name = basename(path);
  const lanes = plan.lanes.map((lane) => growing(lane));
  const wrong = { count: 0, line: 0, column: 0, text: '' };
  let line = 0;
  let rows = 0;
  let lastMs = Number.NEGATIVE_INFINITY;

  const complain = (column: number, text: string): void => {
    if (wrong.count++ === 0) Object.assign(wrong, { line, column, text });
    if (wrong.count <= REPORTS) report(`${name}:${line}:${column}`, `"${text}" is not ${plan.row}`);
  };
  const timeOf = (cells: readonly string[]): number =>
    plan.timeMs ? plan.timeMs(cells) : plan.startMs + (rows * 1000) / plan.rateHz;
  const take = (text: string): void => {
    line++;
    if (line <= plan.skip || text.trim() === '') return;
    if (plan.comment !== undefined && text.startsWith(plan.comment)) return;
    const cells = text.replace(/\r$/, '').split(plan.separator);
    const atMs = timeOf(cells);
    if (!Number.isFinite(atMs)) {
      complain(1, text.slice(0, 40).trim());
      return;
    }
    lastMs = Math.max(lastMs, atMs);
    rows++;
    let bad = 0;
    for (const lane of lanes) bad = lane.take(cells, lastMs, plan.timeMs === null) || bad;
    if (bad > 0) complain(bad, (cells[bad - 1] ?? '').trim().slice(0, 40));
    if (lanes.reduce((sum, l) => sum + l.size, 0) > MAX_VALUES) throw tooLarge(name, line);
  };
  const cut = await read(path, take);
  if (cut)
    report(`${name}:${line}`, `the file is cut off (${cut.message}); what stands before is used`);
  if (wrong.count > Math.max(REPORTS, FEW * rows))
    throw new YeounError(
      'replay/odd-file',
      `${name}:${wrong.line}:${wrong.column}`,
      `"${wrong.text}" is wrong here, and ${wrong.count - 1} other rows are too.`,
      `A row is ${plan.row}.`,
    );
  const streams = lanes.flatMap((lane) => lane.held(plan) ?? []);
  if (streams.length === 0)
    throw new YeounError('replay/no-samples', path, 'holds no samples.', `A row is ${plan.row}.`);
  return { streams, startMs: Math.min(...streams.map((s) => s.startMs)) };
};

const tooLarge = (name: string, line: number): YeounError =>
  new YeounError(
    'replay/too-large',
    `${name}:${line}`,
    `holds more than ${MAX_VALUES} values.`,
    'Split the recording into parts.',
  );

const read = async (path: string, take: (line: string) => void): Promise<Error | null> => {
  try {
    return await eachLine(path, take);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    const what = `cannot be read (${sentence(error)}).`;
    throw new YeounError('replay/unreadable', path, what, 'Check the file.');
  }
};

/** One stream as it fills. */
const growing = (lane: Lane) => {
  const values = room();
  const times = room();
  let last: readonly number[] | undefined;
  return {
    get size() {
      return values.size + times.size;
    },
    /** Takes a row; the column that is wrong, or 0. `hold`: a wrong row repeats the one before. */
    take(cells: readonly string[], atMs: number, hold: boolean): number {
      const found = lane.read(cells);
      const bad = found !== null && 'column' in found ? found.column : 0;
      const row = found === null || 'column' in found ? (hold ? last : undefined) : found;
      if (!row) return bad;
      if (lane.onChange && last && row.every((v, i) => v === last?.[i])) return bad;
      values.push(row);
      times.push([atMs]);
      last = row;
      return bad;
    },
    held(plan: Plan): HeldStream | null {
      if (times.size === 0) return null;
      const timesMs = times.all();
      const info = { ...lane.info, rateHz: rateOf(lane.info, plan, timesMs) };
      const data = Float32Array.from(values.all());
      if (lane.centred) centre(data, info.channels.length);
      const startMs = timesMs[0] ?? 0;
      if (plan.timeMs === null && info.rateHz > 0 && !lane.onChange)
        return { info, startMs, data, stepMs: 1000 / plan.rateHz };
      return { info, startMs, data, timesMs };
    },
  };
};

/** The rate that was announced, or the one the times show; 0 for streams that come when they come. */
const rateOf = (info: StreamInfo, plan: Plan, timesMs: Float64Array): number => {
  if (info.rateHz === 0) return 0;
  if (plan.rateHz > 0) return plan.rateHz;
  const span = (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0);
  return span > 0 ? nominal(((timesMs.length - 1) * 1000) / span) : 0;
};

const centre = (data: Float32Array, channels: number): void => {
  for (let c = 0; c < channels; c++) {
    let [sum, count] = [0, 0];
    for (let i = c; i < data.length; i += channels) {
      sum += data[i] ?? 0;
      count++;
    }
    for (let i = c; i < data.length; i += channels) data[i] = (data[i] ?? 0) - sum / count;
  }
};

/** A list of numbers that doubles its room as it grows. */
const room = () => {
  let held = new Float64Array(1024);
  let size = 0;
  return {
    push(values: readonly number[]) {
      if (size + values.length > held.length) {
        const larger = new Float64Array(held.length * 2 + values.length);
        larger.set(held);
        held = larger;
      }
      held.set(values, size);
      size += values.length;
    },
    get size() {
      return size;
    },
    all: () => held.slice(0, size),
  };
};
