import { SCENE_IDS, type SceneId, sceneInfo } from '#contracts/scenes';
import type { StageLayer } from '#contracts/stage';
import type { StageShow } from '#contracts/wire';
import { fieldTimes } from './field-decay.ts';
import type { Matter } from './movement-field.ts';

/** Which scene an entry of the show is. An entry of no known show is looked for among the scenes. */
export const sceneOf = (show: StageShow | null, entry: string): SceneId => {
  const found = show?.entries.find((e) => e.name === entry)?.scene;
  return found ?? SCENE_IDS.find((id) => id === entry) ?? SCENE_IDS[0] ?? 'tide';
};

/** Whose movement touches an entry; undefined, everybody's, for an entry of no known show. */
export const movedOf = (show: StageShow | null, entry: string): readonly string[] | undefined =>
  show?.entries.find((e) => e.name === entry)?.moved;

/** Whether a layer listens to the movement of a body. */
export const isMovedBy = (layer: { readonly moved?: readonly string[] }, bodyId: string): boolean =>
  layer.moved === undefined || layer.moved.length === 0 || layer.moved.includes(bodyId);

/** Shares under this are not drawn: they change no 8-bit pixel. */
const LEAST = 1 / 4096;

/** Layers that are worth drawing, their shares adding up to 1. Empty stays empty. */
export const drawnLayers = (layers: readonly StageLayer[]): readonly StageLayer[] => {
  const seen = layers.filter((l) => l.weight > LEAST);
  const sum = seen.reduce((s, l) => s + l.weight, 0);
  return seen.map((l) => ({ ...l, weight: l.weight / sum }));
};

/** A parameter over all layers, by their shares; `absent` where a scene does not know it. */
export const mixedLook = (layers: readonly StageLayer[], name: string, absent: number): number =>
  layers.length === 0
    ? absent
    : layers.reduce((s, l) => s + l.weight * (l.look[name] ?? absent), 0);

/** The matter under a mixture of scenes: what has no `tear` does not tear. */
export const matterOf = (layers: readonly StageLayer[]): Matter => ({
  times: fieldTimes(mixedLook(layers, 'trail', 0.6), mixedLook(layers, 'heal', 0.4)),
  tear: mixedLook(layers, 'tear', 0),
  touch: mixedLook(layers, 'touch', 0.7),
});

/** Whether a scene among these shows what the engine paints. */
export const showsFilm = (layers: readonly { readonly sceneId: SceneId }[]): boolean =>
  layers.some(({ sceneId }) => sceneInfo(sceneId).pictures === true);

/** How much of the picture is of scenes that show what the engine paints, 0..1. */
export const filmShare = (
  layers: readonly { readonly sceneId: SceneId; readonly weight: number }[],
): number => layers.reduce((sum, l) => sum + (showsFilm([l]) ? l.weight : 0), 0);

/** Scenes whose light stays by itself: an afterglow over it would only blur it. */
const STAYS_BY_ITSELF: readonly SceneId[] = ['trace'];

/** How long light lingers over a mixture of scenes, 0..1. */
export const glowOf = (layers: readonly (StageLayer & { readonly sceneId: SceneId })[]): number =>
  layers.length === 0
    ? mixedLook(layers, 'trail', 0.6)
    : layers.reduce((sum, { weight, look, sceneId }) => {
        const own = STAYS_BY_ITSELF.includes(sceneId) ? 0 : (look.trail ?? 0.6);
        return sum + weight * own;
      }, 0);
