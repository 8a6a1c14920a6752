import { YeounError } from '#contracts/errors';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import type { Format, OpenAs } from './format.ts';
import { firstThere, type Layout, readLayout, sidecars } from './layout.ts';
import type { Found } from './probe.ts';
import { rowTape } from './row-tape.ts';
import { type Lane, numbersAt, type Plan } from './rows.ts';

const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', space: /\s+/ } as const;
const PER_MS = { s: 0.001, ms: 1, us: 1000 } as const;

const layoutPath = ({ path }: Found, as: OpenAs): Promise<string | null> =>
  firstThere(as.layout === undefined ? sidecars(path) : [as.layout]);

const planOf = (found: Found, layout: Layout, where: string): Plan => {
  const separator = SEPARATORS[layout.separator];
  const header = layout.header > 0 ? (found.head[layout.header - 1] ?? '') : '';
  const names = header
    .replace(/^[#%]\s*/, '')
    .split(separator)
    .map((c) => c.trim());
  const wrong = (path: string, what: string, remedy: string): YeounError =>
    new YeounError('replay/bad-layout', where, `${path}: ${what}`, remedy);
  const columnOf = (column: number | string, path: string): number => {
    if (typeof column === 'number') return column - 1;
    const at = names.indexOf(column);
    if (at >= 0) return at;
    throw wrong(
      path,
      `there is no column "${column}".`,
      `The columns are: ${names.slice(0, 40).join(', ').slice(0, 400)}.`,
    );
  };
  const lanes = layout.streams.map((stream, i): Lane => {
    const { kind, offset, onChange } = stream;
    const { channels: usual, irregular } = STREAM_KIND_INFO[kind];
    const columns = stream.columns.map((c, k) => columnOf(c, `streams.${i}.columns.${k}`));
    const own = kind === 'eeg' || kind === 'custom' || kind === 'contact';
    if (!own && usual.length !== columns.length)
      throw wrong(
        `streams.${i}.columns`,
        `${kind} has ${usual.length} channels, not ${columns.length}.`,
        `Give a column each for ${usual.slice(0, 6).join(', ')}.`,
      );
    const written = stream.channels ?? (usual.length === columns.length ? usual : undefined);
    const channels = columns.map(
      (c, k) => (written?.[k] ?? names[c] ?? `ch${k + 1}`).slice(0, 32) || `ch${k + 1}`,
    );
    const scale = typeof stream.scale === 'number' ? [stream.scale] : stream.scale;
    const seldom = onChange || irregular === true;
    return {
      info: { name: stream.name ?? kind, kind, channels, rateHz: seldom ? 0 : (layout.rate ?? 1) },
      read: numbersAt(columns, scale, offset),
      onChange: onChange && kind !== 'pose',
    };
  });
  if (new Set(lanes.map((l) => l.info.name)).size !== lanes.length)
    throw wrong('streams', 'two have one name.', 'Give each stream a name of its own.');
  return {
    skip: layout.header,
    ...(layout.comment !== undefined && { comment: layout.comment }),
    separator,
    timeMs: timeOf(layout, columnOf),
    startMs: 0,
    rateHz: layout.rate ?? 0,
    lanes,
    row: `what ${where} says`,
  };
};

const timeOf = (
  { time }: Layout,
  columnOf: (column: number | string, path: string) => number,
): Plan['timeMs'] => {
  if (!time) return null;
  const column = columnOf(time.column, 'time.column');
  const { unit } = time;
  return (cells) => {
    const text = (cells[column] ?? '').trim();
    if (text === '') return Number.NaN;
    return unit === 'iso' ? Date.parse(text) : Number(text) / PER_MS[unit];
  };
};

/** Any CSV file whose layout somebody wrote down: `<file>.layout.yaml` beside it, or `layout=`. */
export const layoutCsv: Format = {
  name: 'CSV with a layout',
  help: 'any CSV with <file>.layout.yaml beside it, or layout=<file>',
  detect: async (found, as) => found.names === null && (await layoutPath(found, as)) !== null,
  async open(found, as, report) {
    const path = (await layoutPath(found, as)) ?? '';
    const plan = planOf(found, await readLayout(path), path);
    return rowTape(found, plan, { en: 'CSV', ko: 'CSV' }, as, report);
  },
};
