import { basename } from 'node:path';
import { YeounError } from '#contracts/errors';
import { eachLine } from './lines.ts';

/** One file of an Empatica E4 folder, as numbers. */
export interface E4File {
  /** Row 1, Unix seconds; 0 where the file has no header. */
  readonly startS: number;
  /** Row 2, frames a second; 0 where the file has none. */
  readonly rateHz: number;
  /** Rows x columns. */
  readonly data: Float64Array;
  readonly columns: number;
}

/** How many rows of header stand before the data. */
export type E4Header = 'none' | 'start' | 'start-and-rate';

/** Tells of a row or an end that is odd but can be lived with. */
export type Report = (where: string, what: string) => void;

const MAX_VALUES = 40_000_000;
const REPORTS = 5;
/** More wrong rows than this share (and than five) are no accident. */
const FEW = 0.01;

/**
 * Reads one CSV file of an E4. A row that is no number is reported with its line and holds the value
 * before it, so that the time of the rest stays right. Throws YeounError: `replay/bad-header`,
 * `replay/odd-file`, `replay/unreadable`.
 */
export const readE4File = async (
  path: string,
  header: E4Header,
  columns: number,
  report: Report,
): Promise<E4File> => {
  const name = basename(path);
  const rows = growing();
  const skip = { none: 0, start: 1, 'start-and-rate': 2 }[header];
  const head: number[] = [];
  const wrong = { count: 0, line: 0, text: '' };
  let line = 0;
  let last: readonly number[] | undefined;
  const take = (text: string): void => {
    line++;
    if (text.trim() === '') return;
    if (line <= skip) return void head.push(Number(text.split(',')[0]));
    const values = numbers(text, columns);
    if (values) {
      rows.push(values);
      last = values;
    } else {
      if (wrong.count++ === 0) Object.assign(wrong, { line, text: text.slice(0, 40).trim() });
      if (wrong.count <= REPORTS)
        report(`${name}:${line}`, `"${text.slice(0, 40).trim()}" is not ${columns} number(s)`);
      if (last && header === 'start-and-rate') rows.push(last);
    }
    if (rows.size > MAX_VALUES) throw odd(name, line, 'holds too many rows.');
  };
  const cut = await read(path, take);
  if (cut)
    report(`${name}:${line}`, `the file is cut off (${cut.message}); what stands before is used`);
  const startS = skip > 0 ? checked(head[0], 1e8, 1e11, name, 1, 'a start in Unix seconds') : 0;
  const rateHz = skip > 1 ? checked(head[1], 0.01, 1000, name, 2, 'a rate in Hz') : 0;
  const total = rows.size / columns;
  if (wrong.count > Math.max(REPORTS, FEW * total))
    throw odd(
      name,
      wrong.line,
      `"${wrong.text}" is not ${columns} number(s), nor are ${wrong.count - 1} other rows.`,
    );
  return { startS, rateHz, data: rows.values(), columns };
};

const read = async (path: string, take: (line: string) => void): Promise<Error | null> => {
  try {
    return await eachLine(path, take);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new YeounError('replay/unreadable', path, `cannot be read (${why}).`, 'Check the file.');
  }
};

const odd = (name: string, line: number, what: string): YeounError =>
  new YeounError(
    'replay/odd-file',
    `${name}:${line}`,
    what,
    'Export the session from the E4 again.',
  );

const checked = (
  value: number | undefined,
  low: number,
  high: number,
  name: string,
  line: number,
  what: string,
): number => {
  if (value !== undefined && value >= low && value <= high) return value;
  throw new YeounError(
    'replay/bad-header',
    `${name}:${line}`,
    value === undefined ? 'the file ends here.' : 'the header is wrong.',
    `Row ${line} of an E4 file is ${what}.`,
  );
};

const numbers = (text: string, columns: number): number[] | null => {
  const parts = text.split(',');
  if (parts.length !== columns) return null;
  const values = parts.map((p) => (p.trim() === '' ? Number.NaN : Number(p)));
  return values.every(Number.isFinite) ? values : null;
};

/** A list of numbers that doubles its room as it grows. */
const growing = () => {
  let room = new Float64Array(4096);
  let size = 0;
  return {
    push(values: readonly number[]) {
      if (size + values.length > room.length) {
        const larger = new Float64Array(room.length * 2);
        larger.set(room);
        room = larger;
      }
      room.set(values, size);
      size += values.length;
    },
    get size() {
      return size;
    },
    values: () => room.slice(0, size),
  };
};
