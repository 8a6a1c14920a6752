import type { EvalRow } from './evaluation.ts';

const number = (value: number | null): string => {
  if (value === null || Number.isNaN(value)) return '-';
  return Number.isFinite(value) ? value.toFixed(3) : 'never';
};

const interval = (ci: EvalRow['ci']): string => (ci ? `${number(ci[0])}..${number(ci[1])}` : '-');

/** True where the goal holds; null where there is none, or nothing to hold it against. */
export const holds = ({ value, goal }: EvalRow): boolean | null => {
  if (!goal || Number.isNaN(value)) return null;
  return goal.op === '>=' ? value >= goal.value : value <= goal.value;
};

const WORDS = new Map([
  [true, 'holds'],
  [false, 'MISSED'],
  [null, 'not seen'],
]);

const goalOf = (row: EvalRow): string =>
  row.goal ? `${row.goal.op} ${row.goal.value} ${WORDS.get(holds(row))}` : '';

const HEAD = [
  'decoder',
  'data',
  'split',
  'metric',
  'value',
  '95 %',
  'chance',
  'majority',
  'n',
  'goal',
  'note',
];

const cells = (row: EvalRow): string[] => [
  row.decoder,
  row.data,
  row.leaky ? `LEAKY: ${row.split}` : row.split,
  row.metric,
  number(row.value),
  interval(row.ci),
  number(row.chance),
  number(row.majority),
  String(row.n),
  goalOf(row),
  row.note ?? '',
];

/** The rows as one table, columns padded, for a terminal and for Markdown alike. */
export const evaluationTable = (rows: readonly EvalRow[]): string => {
  const all = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, j) => Math.max(...all.map((line) => line[j]?.length ?? 0)));
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, j) => text.padEnd(widths[j] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`;
  return [line(HEAD), rule, ...rows.map((row) => line(cells(row)))].join('\n');
};
