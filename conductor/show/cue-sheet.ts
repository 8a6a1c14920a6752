import { DEFAULT_PALETTE, INKS } from '#contracts/look';
import { sceneInfo } from '#contracts/scenes';
import type { Cue, Show } from '#contracts/show';
import { fadeSeconds, followSeconds, listSeconds } from './cues.ts';
import type { Values } from './fades.ts';
import { type MappingPlan, mappingPlans } from './mappings.ts';
import { cueCap, cueLook, entryLook } from './picture.ts';

const FOLLOW_WORDS = {
  manual: 'GO',
  continue: 'continue · 이어서',
  follow: 'follow · 끝나면',
} as const;

const number = (x: number): string => String(Math.round(x * 100) / 100);
const clock = (s: number): string =>
  `${Math.floor(s / 60)}:${String(Math.round(s % 60)).padStart(2, '0')}`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** What changes in the look of the cue's entry: `light 0.5 → 0.62`. */
const lookChange = (from: Values, to: Values): string => {
  const moved = Object.keys(to).filter(
    (name) => Math.abs((from[name] ?? 0) - (to[name] ?? 0)) > 1e-9,
  );
  if (moved.length === 0) return '–';
  return moved.map((n) => `${n} ${number(from[n] ?? 0)} → ${number(to[n] ?? 0)}`).join('; ');
};

const triggerOf = (show: Show, i: number): string => {
  const before = show.cues[i - 1] ?? (show.loop ? show.cues.at(-1) : undefined);
  const first = i === 0 && show.start === 'auto' ? 'start · 시작' : null;
  const follow =
    before && before.follow !== 'manual' ? `after ${before.number} · ${before.number} 다음` : null;
  return [first, follow].filter((t) => t !== null).join(', ') || 'GO';
};

const timesOf = (cue: Cue): string => {
  const parts = [
    cue.preWaitS > 0 ? `wait · 앞 대기 ${number(cue.preWaitS)} s` : null,
    cue.cut ? 'cut · 컷' : `fade · 전환 ${number(fadeSeconds(cue))} s (${cue.fade.curve})`,
    cue.postWaitS > 0 ? `hold · 머묾 ${number(cue.postWaitS)} s` : null,
  ];
  return parts.filter((p) => p !== null).join(', ');
};

const capOf = (cue: Cue): string => (cue.black ? 'black · 암전' : number(cueCap(cue)));

const cueRows = (show: Show): string[][] => {
  const looks = new Map(Object.entries(show.scenes).map(([name, e]) => [name, entryLook(e)]));
  let atS: number | null = show.start === 'auto' ? 0 : null;
  return show.cues.map((cue, i) => {
    const to = cueLook(show, cue);
    const from = looks.get(cue.scene) ?? to;
    looks.set(cue.scene, to);
    if (atS !== null) atS += cue.preWaitS;
    const cells = [
      cue.number,
      `${cue.title.en} · ${cue.title.ko}`,
      atS === null ? '–' : clock(atS),
      triggerOf(show, i),
      cue.scene,
      lookChange(from, to),
      timesOf(cue),
      FOLLOW_WORDS[cue.follow],
      capOf(cue),
      cue.notes ?? '',
    ];
    const follow = followSeconds(cue);
    atS = atS === null || follow === null ? null : atS + follow;
    return cells;
  });
};

const CUE_HEAD = [
  'no. · 번호',
  'title · 제목',
  'at · 시각',
  'trigger · 방아쇠',
  'scene · 장면',
  'look from → to · 모습',
  'times · 시간',
  'then · 다음',
  'level cap · 밝기 상한',
  'notes · 메모',
];

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
    '<!-- Made from show.yaml by `npx vitest run -u tests/show/shows.test.ts`; change the show, not this sheet. -->',
    `${lengthLine(show)}`,
    lossLine(show),
    '## Cues · 큐',
    table(CUE_HEAD, cueRows(show)),
    ...castSection(show),
    '## Body → parameter · 몸 → 매개변수',
    ...mappingSections(show),
    '## Palette along time · 시간에 따른 색',
    table(['no. · 번호', ...INKS], paletteRows(show)),
    'Bold: set by the cue itself. · 굵은 글씨: 큐가 직접 정한 색.',
  ].join('\n\n')}\n`;
