import type { Text } from '#contracts/ids';
import { INKS } from '#contracts/look';
import type { Cue, Group, Show, STANDING, StandingLook } from '#contracts/show';
import type { Values } from './fades.ts';
import { type MappingPlan, mappingPlans } from './mappings.ts';
import { entryLook } from './picture.ts';
import {
  both,
  fallbackWords,
  joined,
  lostWords,
  messageWords,
  outputWords,
  planWords,
  short,
  shutterWords,
  soundWords,
  timeWords,
  whenWords,
} from './sheet-words.ts';

/** The columns of a cue sheet as stage management reads them, in their order. */
export const SHEET_COLUMNS = [
  'number',
  'title',
  'call',
  'action',
  'trigger',
  'fallback',
  'look',
  'times',
  'follow',
  'body',
  'lost',
  'cap',
  'lx',
  'sound',
  'shutter',
  'safety',
  'notes',
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

export const SHEET_HEAD: Readonly<Record<SheetColumn, Text>> = {
  number: { en: 'no.', ko: '번호' },
  title: { en: 'title', ko: '제목' },
  call: { en: 'SM call', ko: 'SM 콜' },
  action: { en: 'count or action', ko: '카운트·행동' },
  trigger: { en: 'trigger', ko: '트리거' },
  fallback: { en: 'fallback trigger', ko: '대체 트리거' },
  look: { en: 'look from → to', ko: '모습 전 → 후' },
  times: { en: 'times', ko: '시간' },
  follow: { en: 'follow', ko: '다음' },
  body: { en: 'body → parameter', ko: '몸 → 매개변수' },
  lost: { en: 'if the signal is lost', ko: '신호가 끊기면' },
  cap: { en: 'level cap', ko: '밝기 상한' },
  lx: { en: 'LX, messages', ko: '조명·메시지' },
  sound: { en: 'sound', ko: '음향' },
  shutter: { en: 'shutter', ko: '셔터' },
  safety: { en: 'safety', ko: '안전' },
  notes: { en: 'notes', ko: '메모' },
};

/** One line of the sheet. A cell that says nothing is null. */
export interface SheetRow {
  readonly kind: 'cue' | 'standing';
  /** The number of the cue, or the name of the standing state. */
  readonly key: string;
  /** The group that begins with this line. */
  readonly group: Text | null;
  readonly cells: Readonly<Record<SheetColumn, Text | null>>;
}

const STANDING_TITLE: Readonly<Record<(typeof STANDING)[number], Text>> = {
  preset: { en: 'Preset', ko: '프리셋' },
  house: { en: 'House open', ko: '객석 입장' },
  interval: { en: 'Interval', ko: '휴식' },
  bows: { en: 'Bows', ko: '커튼콜' },
  stopped: { en: 'Show stop', ko: '공연 중단' },
};

const FOLLOW: Readonly<Record<Cue['follow'], Text>> = {
  manual: { en: 'waits', ko: '기다림' },
  continue: { en: 'continue', ko: '이어서' },
  follow: { en: 'follow', ko: '끝나면' },
};

type Looked = Pick<
  StandingLook,
  | 'scene'
  | 'look'
  | 'palette'
  | 'memory'
  | 'prompt'
  | 'engine'
  | 'levelCap'
  | 'black'
  | 'affect'
  | 'master'
>;

/** What is on stage before a line: the look each entry was left with, and the entry that is seen. */
interface Before {
  readonly looks: Map<string, Values>;
  scene: string | null;
}

const lookOf = (show: Show, line: Looked): Values => {
  const entry = line.scene === undefined ? undefined : show.scenes[line.scene];
  if (!entry) return {};
  const base = entryLook(entry);
  const own = Object.entries(line.look).filter(([name]) => Object.hasOwn(base, name));
  return { ...base, ...Object.fromEntries(own) };
};

const movedWords = (from: Values, to: Values): Text[] =>
  Object.keys(to)
    .filter((name) => Math.abs((from[name] ?? 0) - (to[name] ?? 0)) > 1e-9)
    .map((name) => both(`${name} ${short(from[name] ?? 0)} → ${short(to[name] ?? 0)}`));

const feelingWords = ({ affect, master }: Looked): (Text | null)[] => [
  affect
    ? {
        en: `feeling: ${affect.mode}${affect.backS === undefined ? '' : `, back after ${short(affect.backS)} s`}`,
        ko: `감정: ${affect.mode}${affect.backS === undefined ? '' : `, ${short(affect.backS)}초 뒤 되돌림`}`,
      }
    : null,
  master
    ? {
        en: `master ${short(master.level * 100)} % in ${short(master.seconds)} s`,
        ko: `마스터 ${short(master.seconds)}초에 ${short(master.level * 100)} %`,
      }
    : null,
];

/** What changes in the picture with a line; moves `before` on. */
const lookWords = (show: Show, line: Looked, before: Before): Text | null => {
  const to = lookOf(show, line);
  const scene = line.scene ?? null;
  const from = scene === null ? to : (before.looks.get(scene) ?? to);
  const was = before.scene;
  if (scene !== null) {
    before.looks.set(scene, to);
    before.scene = scene;
  }
  const inks = INKS.filter((ink) => line.palette[ink] !== undefined);
  return joined([
    scene === null || scene === was ? null : both(was === null ? scene : `${was} → ${scene}`),
    ...movedWords(from, to),
    inks.length > 0 ? both(inks.map((ink) => `${ink} ${line.palette[ink]}`).join(' ')) : null,
    memoryWords(line),
    line.engine === undefined ? null : { en: `engine: ${line.engine}`, ko: `엔진: ${line.engine}` },
    ...feelingWords(line),
  ]);
};

/** The words themselves stay in the show: a sheet hangs where anybody reads it. */
const memoryWords = ({ memory, prompt }: Looked): Text | null => {
  if (prompt !== undefined) return { en: 'prompt', ko: '문구' };
  return memory === undefined ? null : { en: `memory: ${memory}`, ko: `기억: ${memory}` };
};

const capWords = (line: Looked): Text | null => {
  if (line.black) return { en: 'black', ko: '암전' };
  return line.levelCap < 1 ? both(`${short(line.levelCap * 100)} %`) : null;
};

const safetyWords = (line: Looked, own: Text | undefined): Text | null =>
  joined([own ?? null, line.black ? { en: 'dark on purpose', ko: '일부러 어둡게 함' } : null]);

const triggerWords = (show: Show, i: number): Text => {
  const cue = show.cues[i];
  const before = show.cues[i - 1] ?? (show.loop ? show.cues.at(-1) : undefined);
  return (
    joined([
      i === 0 && show.start === 'auto' ? { en: 'start', ko: '시작' } : null,
      before && before.follow !== 'manual'
        ? { en: `after ${before.number}`, ko: `${before.number} 다음` }
        : null,
      cue?.when ? whenWords(cue.when) : null,
    ]) ?? both('GO')
  );
};

/** A cue that is called by hand has a call; one that comes by itself is only watched. */
const callWords = (cue: Cue, trigger: Text): Text | null =>
  cue.sheet.call ??
  (trigger.en === 'GO' ? { en: `Cue ${cue.number}, GO`, ko: `큐 ${cue.number}, 고` } : null);

const groupWords = (id: string, group: Group): Text => {
  const name = group.title ?? both(id);
  if (group.mode === 'together') return { en: `${name.en}: together`, ko: `${name.ko}: 함께` };
  if (group.times === 'until-go')
    return { en: `${name.en}: round and round until GO`, ko: `${name.ko}: GO까지 되풀이` };
  return group.times === 1
    ? name
    : { en: `${name.en}: ${group.times} times`, ko: `${name.ko}: ${group.times}번` };
};

interface Context {
  readonly show: Show;
  readonly plans: Readonly<Record<string, readonly MappingPlan[]>>;
  readonly before: Before;
  /** The line on which what moves a scene was written out: said once, named after. */
  readonly written: Map<string, Text>;
}

/** What a cue and a standing state have in common. */
const commonCells = (
  { show, plans, before, written }: Context,
  name: Text,
  line: StandingLook,
  lost?: Text,
) => {
  const mine = line.scene === undefined ? [] : (plans[line.scene] ?? []);
  const lead = show.bodies[0] ?? '';
  const at = mine.length > 0 ? written.get(line.scene ?? '') : undefined;
  if (line.scene !== undefined && !at) written.set(line.scene, name);
  const as = at ? { en: `as ${at.en}`, ko: `${at.ko}와 같음` } : null;
  return {
    look: lookWords(show, line, before),
    times: timeWords(line),
    body: as ?? joined(mine.map((plan) => both(planWords(plan, lead)))),
    lost: lost ?? as ?? lostWords(show, mine),
    cap: capWords(line),
    shutter: joined([...line.shutters.map(shutterWords), ...line.outputs.map(outputWords)]),
  };
};

const cueRow = (context: Context, cue: Cue, i: number): SheetRow => {
  const { show } = context;
  const trigger = triggerWords(show, i);
  const begun = Object.entries(show.groups).filter(([, group]) => group.from === cue.number);
  return {
    kind: 'cue',
    key: cue.number,
    group: joined(begun.map(([id, group]) => groupWords(id, group))),
    cells: {
      ...commonCells(context, both(cue.number), cue, cue.sheet.lost),
      times: timeWords(cue),
      number: both(cue.number),
      title: cue.title,
      call: callWords(cue, trigger),
      action: cue.sheet.action ?? null,
      trigger,
      fallback: fallbackWords(cue),
      follow: FOLLOW[cue.follow],
      lx: joined([cue.sheet.lx ?? null, ...messageWords(show, cue, false)]),
      sound: joined([
        cue.sheet.sound ?? null,
        ...cue.sounds.map(soundWords),
        ...messageWords(show, cue, true),
      ]),
      safety: safetyWords(cue, cue.sheet.safety),
      notes: cue.notes === undefined ? null : both(cue.notes),
    },
  };
};

const standingRow = (context: Context, name: (typeof STANDING)[number]): SheetRow | null => {
  const line = context.show.standing[name];
  if (!line) return null;
  return {
    kind: 'standing',
    key: name,
    group: null,
    cells: {
      ...commonCells(context, STANDING_TITLE[name], line),
      number: null,
      title: STANDING_TITLE[name],
      call: null,
      action: null,
      trigger: { en: 'evening state', ko: '저녁의 상태' },
      fallback: null,
      follow: null,
      lx: joined(messageWords(context.show, line, false)),
      sound: joined([...line.sounds.map(soundWords), ...messageWords(context.show, line, true)]),
      safety: safetyWords(line, undefined),
      notes: null,
    },
  };
};

/** Every line of the sheet in the order of an evening: preset and house, the cues, then the rest. Pure. */
export const sheetRows = (show: Show): readonly SheetRow[] => {
  const context: Context = {
    show,
    plans: mappingPlans(show),
    before: { looks: new Map(), scene: null },
    written: new Map(),
  };
  const standing = (names: readonly (typeof STANDING)[number][]): SheetRow[] =>
    names.map((name) => standingRow(context, name)).filter((row) => row !== null);
  const first = standing(['preset', 'house']);
  for (const [name, entry] of Object.entries(show.scenes))
    context.before.looks.set(name, entryLook(entry));
  const cues = show.cues.map((cue, i) => cueRow(context, cue, i));
  return [...first, ...cues, ...standing(['interval', 'bows', 'stopped'])];
};
