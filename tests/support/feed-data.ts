import { type AffectState, affectState } from '#contracts/affect';
import type { DeskStatus } from '#contracts/desk';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { DEFAULT_PALETTE, INKS, type Palette, rgbOf } from '#contracts/look';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import { restLook, sceneInfo } from '#contracts/scenes';
import type { QualityFlag } from '#contracts/sensor';
import type { StageState } from '#contracts/stage';
import type { BodyStatus, Health, SourceStatus } from '#contracts/status';
import type { Access, StageShow } from '#contracts/wire';
import { NO_TAKE } from '../../conductor/state/take-status.ts';
import { STREAMS, wave } from './feed-signals.ts';

/** What the feed pretends. */
export interface Scenario {
  /** True: the socket stays open, but nothing is sent any more. */
  silent: boolean;
  sourceKind: 'synthetic' | 'osc' | 'replay';
  displays: boolean;
  source: 'live' | 'recorded' | 'held' | 'manual';
  confidence: number;
  /** Streams that send nothing now, by name. */
  missing: readonly string[];
  flags: Readonly<Record<string, readonly QualityFlag[]>>;
  /** Seconds a cue of the list waits before the next; 0: it waits for GO. */
  followS: number;
  lamps: Health['lamps'];
  /** What the machine's patch says; the feed obeys changes. */
  patch: Patch;
  take: Health['take'];
  bodies: readonly string[];
  /** What this page may do. */
  access: Access;
  /** What the desk says beside what the feed itself knows. */
  desk: Partial<DeskStatus>;
  rig: NonNullable<Health['rig']>;
}

/** Everything is well, and the body is a simulation. */
export const CALM: Readonly<Scenario> = {
  silent: false,
  sourceKind: 'synthetic',
  displays: true,
  source: 'live',
  confidence: 0.85,
  missing: [],
  flags: {},
  followS: 0,
  lamps: [],
  patch: EMPTY_PATCH,
  take: NO_TAKE,
  bodies: ['dancer'],
  access: 'edit',
  desk: {},
  rig: [],
};

const TITLES: readonly (readonly [string, string, string])[] = [
  ['1', 'Tide', '물때'],
  ['1.5', 'Tide, nearer', '물때, 더 가까이'],
  ['2', 'Paper', '종이'],
  ['2.1', 'Paper, her first crease', '종이, 첫 주름'],
  ['3', 'Relief', '돋을새김'],
  ['4', 'Trace: only what nobody expected', '자취: 아무도 예상하지 못한 것만'],
  ['5', 'Opening', '열림'],
  ['5.5', 'The waterline again', '다시 수평선'],
  ['blackout-end', 'Black', '어둠'],
];

/** The cue of the feed that waits for a feeling. */
const FEELING_CUE = 2;
export const WHEN: NonNullable<StageShow['cues'][number]['when']> = {
  all: [
    { signal: 'arousal', above: 0.7, confidence: 0.6 },
    { signal: 'breathRate', below: 14, confidence: 0.5 },
  ],
  forS: 4,
  notBeforeS: 30,
  elseAfterS: 180,
  announceS: 3,
};

export const showOf = (followS: number): StageShow => ({
  revision: followS > 0 ? 2 : 1,
  id: 'first-light',
  title: { en: 'First Light', ko: '첫 빛' },
  seed: 7,
  entries: (['tide', 'paper'] as const).map((scene) => ({
    name: scene,
    scene,
    params: sceneInfo(scene).params.map((p) => p.name),
    moved: ['dancer'],
  })),
  cues: TITLES.map(([number, en, ko], i) => ({
    number,
    title: { en, ko },
    scene: i < 2 ? 'tide' : 'paper',
    fadeS: 4 + i,
    curve: 'smooth',
    preWaitS: 0,
    postWaitS: followS,
    follow: followS > 0 ? 'follow' : 'manual',
    ...(i === 2 ? { notes: 'when she lies down; not before the breath out' } : {}),
    ...(i === FEELING_CUE ? { feels: true, when: WHEN } : {}),
  })),
  bodies: ['dancer'],
  panicS: 1,
  onLoss: { picture: 'hold', afterS: 30 },
});

const palette = Object.fromEntries(
  INKS.map((ink) => [ink, rgbOf(DEFAULT_PALETTE[ink])]),
) as unknown as Palette;

/** The running cue's level cap: the output stays under the master that was asked for. */
const LEVEL_CAP = 0.9;

export interface Running {
  cue: number;
  blackout: boolean;
  panic: boolean;
  frozen: boolean;
  master: number;
}

export const stateOf = (
  atMs: number,
  seq: number,
  show: StageShow,
  run: Running,
  now: Scenario,
): StageState => {
  const s = atMs / 1000;
  const scene = show.cues[run.cue]?.scene === 'tide' ? 'tide' : 'paper';
  return {
    seq,
    atMs,
    cue: show.cues[run.cue]?.number ?? null,
    standby: show.cues[run.cue + 1]?.number ?? null,
    scene,
    layers: [{ entry: scene, weight: 1, look: restLook(scene) }],
    palette,
    master: run.master * LEVEL_CAP,
    grandMaster: run.master,
    blackout: run.blackout ? 1 : 0,
    panic: run.panic ? 1 : 0,
    frozen: run.frozen,
    intendedBlack: run.blackout || run.panic,
    cut: false,
    affect: affectState({
      positive: 0.35 + 0.35 * wave(s, 37),
      negative: 0.2 + 0.4 * wave(s, 23, 1),
      arousal: 0.2 + 0.5 * wave(s, 17, 2) + 0.05 * wave(s, 1.9),
      confidence: now.confidence * (0.75 + 0.25 * wave(s, 29)),
      source: now.source,
      atMs: now.source === 'held' ? atMs - 9_000 : atMs - 240,
    }),
    beats: (s * 1.2) % 4096,
    breath: wave(s, 5),
  };
};

const FEATURES: readonly (readonly [FeatureName, number, number, number])[] = [
  ['ibi', 0.83, 0.04, 0.95],
  ['heartRate', 72, 5, 0.95],
  ['rmssd', 41, 6, 0.7],
  ['edaTonic', 4.4, 0.3, 0.9],
  ['edaPhasic', 0.2, 0.2, 0.8],
  ['scrRate', 5, 1, 0.6],
  ['breath', 0.5, 0.5, 0.9],
  ['breathRate', 12, 1, 0.85],
  ['eegAlpha', 1.2, 0.2, 0.5],
  ['eegBeta', 0.8, 0.2, 0.5],
  ['eegAsymmetry', 0.05, 0.1, 0.3],
  ['motionEnergy', 0.4, 0.3, 1],
  ['motionJerk', 0.2, 0.1, 1],
  ['motionCentroid', 1.9, 0.4, 0.8],
];

export const featuresOf = (atMs: number, now: Scenario): FeatureValue[] =>
  FEATURES.filter(([name]) => !(now.missing.includes('eeg') && name.startsWith('eeg'))).map(
    ([name, middle, spread, confidence], i) => ({
      bodyId: 'dancer',
      sourceId: 'body',
      name,
      value: middle + spread * (wave(atMs / 1000, 7 + i, i) - 0.5) * 2,
      confidence,
      atMs: atMs - 200 - 40 * i,
      recorded: now.source === 'recorded',
    }),
  );

const sourceOf = (atMs: number, now: Scenario): SourceStatus => ({
  id: 'body',
  kind: now.sourceKind,
  bodyId: now.patch.sources.body?.body ?? 'dancer',
  label:
    now.sourceKind === 'synthetic'
      ? { en: 'Synthetic dancer', ko: '합성 무용수' }
      : { en: 'Body sensors', ko: '몸 센서' },
  state: 'live',
  rateHz: 256,
  quality: 0.92,
  streams: STREAMS.map(({ name, kind, rateHz }) => ({
    name,
    kind,
    quality: {
      score: now.flags[name] ? 0.3 : 0.95,
      flags: [...(now.flags[name] ?? [])],
      rateHz: now.missing.includes(name) ? 0 : rateHz || 30,
      atMs,
    },
    latencyMs: name === 'ecg' ? 42.4 : null,
    jitterMs: name === 'ecg' ? 6.1 : null,
    gain: now.patch.sources.body?.gain?.[name] ?? 1,
  })),
  remarks:
    Object.keys(now.flags).length > 0
      ? [{ en: 'ecg: the strap is loose.', ko: 'ecg: 스트랩이 헐겁습니다.' }]
      : [],
  feeds: ['heartRate', 'motionEnergy'],
  muted: now.patch.sources.body?.muted ?? false,
  autoRange: now.patch.sources.body?.autoRange ?? false,
  recorded: false,
});

/** What is felt in a body: three decoders are heard, and the makers intend a little more of everything. */
const bodyOf = (id: string, affect: AffectState, atMs: number): BodyStatus => ({
  id,
  affect,
  override: null,
  intended: { positive: 0.5, negative: 0.4, arousal: 0.6 },
  heard: [
    {
      decoder: 'movement-rules',
      modality: 'movement',
      atMs: atMs - 400,
      recorded: false,
      positive: { mean: affect.positive, sd: 0.4 },
      arousal: { mean: affect.arousal, sd: 0.2 },
    },
    {
      decoder: 'wrist',
      modality: 'physiology',
      atMs: atMs - 3_000,
      recorded: false,
      arousal: { mean: affect.arousal, sd: 0.3 },
    },
    {
      decoder: 'personal-physiology',
      modality: 'physiology',
      atMs: atMs - 13_000,
      recorded: false,
      positive: { mean: affect.positive, sd: 0.4 },
      negative: { mean: affect.negative, sd: 0.4 },
      arousal: { mean: affect.arousal, sd: 0.3 },
    },
  ],
});

export const healthOf = (
  atMs: number,
  state: StageState,
  begunMs: number,
  now: Scenario,
): Health => ({
  status: state.panic > 0 ? 'safe' : now.lamps.length > 0 ? 'degraded' : 'ok',
  show: 'first-light',
  cue: state.cue,
  scene: state.scene,
  affect: state.affect,
  sources: [sourceOf(atMs, now)],
  displays: now.displays
    ? [
        {
          id: 'stage-main',
          state: 'live',
          frames: Math.round((atMs - begunMs) / 16.7),
          rung: 'local',
          fps: 59.8,
        },
      ]
    : [],
  uptimeS: 3_725 + (atMs - begunMs) / 1000,
  version: '0.1.0',
  pid: 4242,
  standby: state.standby,
  doors: [
    { id: 'osc', state: 'open', address: 'udp 127.0.0.1:9000', received: 12_480, refused: 3 },
    { id: 'wire', state: 'open', address: 'http://127.0.0.1:4400', received: 842, refused: 0 },
  ],
  lamps: now.lamps,
  rig: now.rig,
  bodies: now.bodies.map((id) => bodyOf(id, state.affect, atMs)),
  take: now.take,
  tick: { rateHz: 60, p50Ms: 0.21, p99Ms: 0.84, worstMs: 2.1, late: 2 },
});

/** The desk as the feed knows it: plain times, and whatever the scenario says instead. */
export const deskOf = (
  atMs: number,
  sinceMs: number,
  show: StageShow,
  run: Running,
  now: Scenario,
): DeskStatus => {
  const cue = show.cues[run.cue];
  const next = show.cues[run.cue + 1];
  const sinceS = Math.max(0, (atMs - sinceMs) / 1000);
  const wholeS = (cue?.fadeS ?? 0) + (cue?.postWaitS ?? 0);
  const leftS = Math.max(0, wholeS - sinceS);
  return {
    evening: 'show',
    paused: false,
    frozen: run.frozen,
    locked: false,
    rehearsing: false,
    fire: false,
    running: cue ? { number: cue.number, sinceS, leftS } : null,
    coming:
      cue && next && cue.follow !== 'manual'
        ? [{ number: next.number, kind: 'follow', inS: leftS }]
        : [],
    watching: null,
    group: null,
    sounds: [],
    soundLevel: 1,
    tempo: null,
    last: null,
    ...now.desk,
  };
};
