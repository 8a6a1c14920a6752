import type { Text } from '#contracts/ids';
import { DEFAULT_PALETTE, INKS } from '#contracts/look';
import { sceneInfo } from '#contracts/scenes';
import type { Show } from '#contracts/show';
import { listSeconds } from './cues.ts';
import { latest } from './latest.ts';
import { type MappingPlan, mappingPlans } from './mappings.ts';
import {
  SHEET_COLUMNS,
  SHEET_HEAD,
  type SheetColumn,
  type SheetRow,
  sheetRows,
} from './sheet-rows.ts';

const number = (x: number): string => String(Math.round(x * 100) / 100);
const clock = (s: number): string =>
  `${Math.floor(s / 60)}:${String(Math.round(s % 60)).padStart(2, '0')}`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const text = (t: Text | null): string => {
  if (t === null) return '';
  return t.en === t.ko ? t.en : `${t.en} · ${t.ko}`;
};

/** The columns that say something in this show: the number and the title always do. */
const columnsOf = (rows: readonly SheetRow[]): SheetColumn[] =>
  SHEET_COLUMNS.filter((c) => c === 'number' || rows.some((row) => row.cells[c] !== null));

const cueTable = (show: Show): string => {
  const rows = sheetRows(show);
  const columns = columnsOf(rows);
  const at = latest(show).starts;
  const timed = at.some((s) => s !== null);
  const head = [...columns.map((c) => text(SHEET_HEAD[c])), ...(timed ? ['at · 시각'] : [])];
  const lines = rows.flatMap((row) => {
    const index = row.kind === 'cue' ? show.cues.findIndex((c) => c.number === row.key) : -1;
    const atS = at[index] ?? null;
    const cells = [
      ...columns.map((c) => text(row.cells[c])),
      ...(timed ? [atS === null ? '' : clock(atS)] : []),
    ];
    const group = row.group && head.map((_, i) => (i === 1 ? `**${text(row.group)}**` : ''));
    return group ? [group, cells] : [cells];
  });
  return table(head, lines);
};

const mappingRow = (show: Show, plan: MappingPlan): string[] => [
  plan.from,
  plan.who.join(' + '),
  plan.to,
  `${plan.in.map(number).join('..')} → ${plan.out.map(number).join('..')} (${plan.curve})`,
  `${number(plan.attackS)} s / ${number(plan.releaseS)} s`,
  lossOf(show, plan),
];

/** What a parameter does when its signal is gone. */
const lossOf = (show: Show, plan: MappingPlan): string => {
  const felt = ['positive', 'negative', 'arousal', 'valence', 'confidence', 'longing'];
  return felt.includes(plan.from)
    ? `to neutral in · 중립으로 ${number(show.decayS)} s`
    : `to the cue's value in · 큐 값으로 ${number(plan.releaseS)} s`;
};

const MAP_HEAD = [
  'signal · 신호',
  'body · 몸',
  'parameter · 매개변수',
  'range · 범위',
  'attack / release',
  'on loss · 신호가 끊기면',
];

const mappingSections = (show: Show): string[] =>
  Object.entries(mappingPlans(show)).flatMap(([name, plans]) => {
    const scene = show.scenes[name]?.scene;
    const title = scene ? sceneInfo(scene).title : { en: name, ko: name };
    const rows = plans.map((p) => mappingRow(show, p));
    const nothing = 'Nothing is listened to. · 아무것도 듣지 않는다.';
    return [
      `### ${name}: ${title.en} · ${title.ko}`,
      rows.length > 0 ? table(MAP_HEAD, rows) : nothing,
    ];
  });

/** Who drives what, where it is a question. */
const castSection = (show: Show): string[] => {
  const [lead = '', ...others] = show.bodies;
  if (others.length === 0) return [];
  const moved = Object.entries(show.scenes).map(
    ([name, entry]) => `${name}: ${entry.moved?.join(', ') ?? 'everybody · 모두'}`,
  );
  return [
    '## Bodies · 몸',
    [
      `- Bodies, the first leads · 몸, 첫째가 이끈다: ${show.bodies.join(', ')}`,
      `- Heart · 심장: ${show.heart ?? lead}`,
      `- Breath · 숨: ${show.breath ?? lead}`,
      ...moved.map((line) => `- Touched by the movement of · 움직임이 닿는 몸, ${line}`),
    ].join('\n'),
  ];
};

const paletteRows = (show: Show): string[][] =>
  show.cues.map((cue) => [
    cue.number,
    ...INKS.map((ink) => {
      const own = cue.palette[ink];
      const colour = own ?? show.palette[ink] ?? DEFAULT_PALETTE[ink];
      return own ? `**${colour}**` : colour;
    }),
  ]);

const lengthLine = (show: Show): string => {
  const seconds = listSeconds(show);
  const { seconds: latestS } = latest(show);
  if (seconds === null && latestS !== null)
    return `Runs by itself; the last cue starts after ${clock(latestS)} at the latest. · 스스로 흐른다. 마지막 큐는 늦어도 ${clock(latestS)}에 시작한다.`;
  if (seconds === null) return 'Waits for GO. · GO를 기다린다.';
  const round = show.loop ? 'Runs by itself, one round' : 'Runs by itself in';
  return `${round}: ${clock(seconds)}. · 스스로 흐른다: ${clock(seconds)}.`;
};

const lossLine = (show: Show): string => {
  const { picture, afterS } = show.onLoss;
  return picture === 'hold'
    ? 'Without the conductor the picture goes on alone. · 지휘자가 사라져도 그림은 혼자 이어진다.'
    : `Without the conductor the picture goes dark after ${number(afterS)} s. · 지휘자가 사라지면 ${number(afterS)}초 뒤 어두워진다.`;
};

/** The cue sheet of a show as Markdown, in English and Korean. The same show gives the same bytes. */
export const cueSheet = (show: Show): string =>
  `${[
    `# ${show.title.en} · ${show.title.ko}`,
    '<!-- Made from show.yaml by `yeoun schema`; change the show, not this sheet. -->',
    `${lengthLine(show)}`,
    lossLine(show),
    '## Cues · 큐',
    cueTable(show),
    ...castSection(show),
    '## Body → parameter · 몸 → 매개변수',
    ...mappingSections(show),
    '## Palette along time · 시간에 따른 색',
    table(['no. · 번호', ...INKS], paletteRows(show)),
    'Bold: set by the cue itself. · 굵은 글씨: 큐가 직접 정한 색.',
  ].join('\n\n')}\n`;
