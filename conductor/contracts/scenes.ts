import type { AffectState } from './affect.ts';
import type { FeatureName } from './feature.ts';
import type { Text } from './ids.ts';
import { COMMON_LOOK, type Look, type LookParam } from './look.ts';

/** What a mapping may listen to: a dimension of the affect state or a feature of the body. */
export const AFFECT_SIGNALS = [
  'positive',
  'negative',
  'arousal',
  'valence',
  'confidence',
  'longing',
] as const;
export type AffectSignal = (typeof AFFECT_SIGNALS)[number];
export type Signal = AffectSignal | FeatureName;

/** Reads one affect signal. `longing` is how much of both feelings is there at once. */
export const affectSignal = (affect: AffectState, name: AffectSignal): number =>
  name === 'longing' ? Math.min(affect.positive, affect.negative) * 2 : affect[name];

/** A scene as the conductor knows it; the picture itself lives in stage-display/projection/scenes. */
export interface SceneInfo {
  readonly id: string;
  readonly title: Text;
  readonly params: readonly LookParam[];
  /** What moves what when the show says nothing: the table of the art direction. */
  readonly defaultMap: readonly DefaultMapping[];
  /** True where it shows what the engine paints: the engine runs while such a scene is on stage or stands by. */
  readonly pictures?: boolean;
}

export interface DefaultMapping {
  readonly from: Signal;
  readonly to: string;
  /** Input range, mapped onto `out`. */
  readonly in: readonly [number, number];
  readonly out: readonly [number, number];
  readonly attackS: number;
  readonly releaseS: number;
}

const map = (
  from: Signal,
  to: string,
  out: readonly [number, number],
  attackS: number,
  releaseS: number,
  input: readonly [number, number] = [0, 1],
): DefaultMapping => ({ from, to, in: input, out, attackS, releaseS });

const ART_MAP: readonly DefaultMapping[] = [
  map('positive', 'horizon', [0.38, 0.68], 3, 12),
  map('positive', 'warmth', [0.25, 0.85], 3, 12),
  map('negative', 'weight', [0.1, 0.9], 3, 14),
  map('arousal', 'pace', [0.12, 0.75], 1.5, 8),
  map('arousal', 'density', [0.25, 0.75], 2, 10),
  map('arousal', 'contrast', [0.3, 0.75], 2, 10),
  map('confidence', 'focus', [0.15, 1], 2, 6),
];

const extra = (
  name: string,
  rest: number,
  speed: LookParam['speed'],
  en: string,
  ko: string,
): LookParam => ({
  name,
  min: 0,
  max: 1,
  rest,
  speed,
  en,
  ko,
});

/** Every scene, in the order of the record: adding one is one entry here and one file in the projection. */
export const SCENES = {
  tide: {
    id: 'tide',
    title: { en: 'Tide', ko: '물때' },
    params: [
      ...COMMON_LOOK,
      extra('band', 0.35, 'show', 'thickness of the band of light', '빛 띠의 두께'),
    ],
    defaultMap: ART_MAP,
  },
  paper: {
    id: 'paper',
    title: { en: 'Paper', ko: '종이' },
    params: [
      ...COMMON_LOOK,
      extra('tear', 0.5, 'show', 'how easily the sheet tears', '종이가 찢어지는 정도'),
      extra('heal', 0.4, 'show', 'how fast a tear heals', '찢긴 곳이 아무는 빠르기'),
      extra(
        'behind',
        0,
        'show',
        'a lamp that is brought close behind the sheet',
        '종이 바로 뒤로 다가온 등불',
      ),
      extra('tide', 0, 'show', 'how high water stands behind the sheet', '종이 뒤에 찬 물의 높이'),
    ],
    defaultMap: ART_MAP,
  },
  relief: {
    id: 'relief',
    title: { en: 'Relief', ko: '돋을새김' },
    params: [
      ...COMMON_LOOK,
      extra('rise', 0.5, 'show', 'how high the matter stands', '물질이 솟은 높이'),
      extra('rake', 0.6, 'show', 'how low the light lies', '빛이 눕는 정도'),
      extra(
        'memory',
        0.5,
        'show',
        'how far the ground takes the shape of what is remembered',
        '땅이 기억의 모양을 닮는 정도',
      ),
    ],
    defaultMap: ART_MAP,
    pictures: true,
  },
  trace: {
    id: 'trace',
    title: { en: 'Trace', ko: '자취' },
    params: [
      ...COMMON_LOOK,
      extra('brush', 0.45, 'show', 'how broad the line is', '선의 굵기'),
      extra(
        'wake',
        0.5,
        'show',
        'how little surprise wakes the line',
        '작은 놀라움에도 선이 깨는 정도',
      ),
      extra('page', 0, 'show', 'how far the page is lit from behind', '종이 뒤의 빛'),
      extra(
        'expect',
        0,
        'show',
        'how much of what is expected of her is drawn',
        '그에게서 기대한 것을 그려 보이는 정도',
      ),
    ],
    defaultMap: ART_MAP,
  },
  opening: {
    id: 'opening',
    title: { en: 'Opening', ko: '열림' },
    params: [
      ...COMMON_LOOK,
      extra('open', 0.75, 'show', 'how far the paper is torn open', '종이가 찢겨 열린 정도'),
      extra(
        'empty',
        0,
        'show',
        'how far the place has emptied from its edges to the waterline',
        '가장자리부터 비어 물가만 남는 정도',
      ),
      extra(
        'hue',
        0.35,
        'show',
        'how much of its own colours the place keeps beside the inks',
        '먹빛 곁에 남는 그곳의 제 빛깔',
      ),
    ],
    defaultMap: ART_MAP,
    pictures: true,
  },
  shore: {
    id: 'shore',
    title: { en: 'Shore', ko: '기슭' },
    params: [
      ...COMMON_LOOK,
      extra(
        'reach',
        0.5,
        'show',
        'how far the light goes out over the water',
        '빛이 물 위로 나아가는 거리',
      ),
    ],
    defaultMap: ART_MAP,
  },
  recall: {
    id: 'recall',
    title: { en: 'Recall', ko: '되살림' },
    params: [
      ...COMMON_LOOK,
      extra(
        'hue',
        0.45,
        'show',
        'how much of its own colours the place keeps beside the inks',
        '먹빛 곁에 남는 그곳의 제 빛깔',
      ),
      extra(
        'reach',
        0.9,
        'show',
        'how far the place goes before it is lost in the dark',
        '그곳이 어둠에 잠기기까지의 넓이',
      ),
    ],
    defaultMap: ART_MAP,
    pictures: true,
  },
  wall: {
    id: 'wall',
    title: { en: 'Wall', ko: '벽' },
    params: [
      ...COMMON_LOOK,
      extra(
        'air',
        0.4,
        'show',
        'how much haze there is to take the light of the sheets',
        '종이의 빛을 받는 안개의 양',
      ),
    ],
    defaultMap: ART_MAP,
  },
  /** For `yeoun latency`: not for a show. */
  measure: {
    id: 'measure',
    title: { en: 'Measure', ko: '측정' },
    params: COMMON_LOOK,
    defaultMap: [],
  },
} as const satisfies Record<string, SceneInfo>;

export type SceneId = keyof typeof SCENES;
export const SCENE_IDS = Object.keys(SCENES) as SceneId[];

/** The record of a scene. */
export const sceneInfo = (id: SceneId): SceneInfo => SCENES[id];

/** A scene's look at rest. */
export const restLook = (id: SceneId): Look =>
  Object.fromEntries(sceneInfo(id).params.map((p) => [p.name, p.rest]));
