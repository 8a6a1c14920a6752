import { COMMON_LOOK, type Look } from '#contracts/look';
import { type SceneId, sceneInfo } from '#contracts/scenes';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { cueLook } from '../show/picture.ts';
import type { PaintRequest } from './engine.ts';

/** now: a scene on stage shows pictures. soon: one of the cue that stands by will. */
export type Wanted = 'now' | 'soon' | null;

type LookName = keyof PaintRequest['look'];
const NAMES: readonly LookName[] = [
  'light',
  'horizon',
  'warmth',
  'weight',
  'pace',
  'density',
  'contrast',
  'focus',
];
const REST: Look = Object.fromEntries(COMMON_LOOK.map(({ name, rest }) => [name, rest]));

/** Which scenes show pictures; the registry says it unless a test knows better. */
export type ShowsPictures = (scene: SceneId) => boolean;
export const byRegistry: ShowsPictures = (scene) => sceneInfo(scene).pictures === true;

const unit = (x: number): number => (x > 0 ? Math.min(1, x) : 0);

const showsIn = (show: Show, shows: ShowsPictures) => (entry: string) => {
  const found = show.scenes[entry];
  return found !== undefined && shows(found.scene);
};

const standbyCue = (show: Show, stage: StageState) =>
  show.cues.find(({ number }) => number === stage.standby);

/** Whether pictures are wanted: an engine that nobody looks at rests. */
export const wanted = (
  show: Show,
  stage: StageState,
  shows: ShowsPictures = byRegistry,
): Wanted => {
  const has = showsIn(show, shows);
  if (stage.layers.some(({ entry, weight }) => weight > 0 && has(entry))) return 'now';
  const next = standbyCue(show, stage);
  return next?.scene !== undefined && has(next.scene) ? 'soon' : null;
};

/** The looks of the layers that show pictures, each by its share; the look of the standby where none does. */
const lookOf = (show: Show, stage: StageState, shows: ShowsPictures): PaintRequest['look'] => {
  const has = showsIn(show, shows);
  const seen = stage.layers.filter(({ entry, weight }) => weight > 0 && has(entry));
  const next = standbyCue(show, stage);
  const looks =
    seen.length > 0 || !next ? seen : [{ weight: 1, look: cueLook(show, next) as Look }];
  const sum = looks.reduce((all, { weight }) => all + weight, 0);
  const mixed = (name: LookName): number =>
    sum > 0
      ? looks.reduce((all, l) => all + l.weight * (l.look[name] ?? REST[name] ?? 0), 0) / sum
      : (REST[name] ?? 0);
  const values = NAMES.map((name) => [name, unit(mixed(name))] as const);
  return Object.fromEntries(values) as Record<LookName, number>;
};

export interface Composing {
  readonly show: Show;
  readonly stage: StageState;
  readonly memory: PaintRequest['memory'];
  readonly movement: PaintRequest['movement'];
  readonly lines: number;
  /** When the request before was for; null: it is the first. */
  readonly beforeMs: number | null;
  /** A cue asked for a cut since then. */
  readonly cut?: boolean;
  readonly shows?: ShowsPictures;
}

/** A longer pause between two requests passes as this much time. */
const LONGEST_S = 0.25;

/** What the engine is asked to paint for a state of the stage. Pure; frozen, no time passes. */
export const compose = (parts: Composing): PaintRequest => {
  const { show, stage, beforeMs } = parts;
  const { positive, negative, arousal, confidence } = stage.affect;
  const passedS = beforeMs === null ? 0 : Math.max(0, stage.atMs - beforeMs) / 1000;
  return {
    lines: parts.lines,
    seed: show.seed,
    memory: parts.memory,
    atMs: stage.atMs,
    dtS: stage.frozen ? 0 : Math.min(LONGEST_S, passedS),
    cut: parts.cut === true,
    look: lookOf(show, stage, parts.shows ?? byRegistry),
    affect: {
      positive: unit(positive),
      negative: unit(negative),
      arousal: unit(arousal),
      confidence: unit(confidence),
    },
    movement: parts.movement,
    breath: unit(stage.breath),
  };
};
