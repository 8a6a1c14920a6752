import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import type { SceneId } from '#contracts/scenes';
import type { SceneLayer } from '../picture.ts';
import { library } from '../textures/library.ts';
import { SCENE_MAKERS } from './registry.ts';
import type { Scene, SceneInput } from './scene.ts';

/** The scenes of a show as they are needed: one of its own for every entry, made at first use. */
export interface SceneShelf {
  draw(gl: WebGLRenderer, target: WebGLRenderTarget, layer: SceneLayer, input: SceneInput): void;
  /** Makes a scene's textures and program ready without showing it. */
  warm(gl: WebGLRenderer, target: WebGLRenderTarget, id: SceneId): void;
  resize(width: number, height: number): void;
  /** Makes every scene anew from another seed: a cut, for a picture that nobody sees yet. */
  reseed(seed: number): void;
  /** After a lost GPU context. */
  restart(): void;
  /** Where the times of each scene stand, by layer; and scenes that are here being set to them. */
  carried(): Readonly<Record<string, readonly number[]>>;
  carry(numbers: Readonly<Record<string, readonly number[]>>): void;
  dispose(): void;
}

const MOST_ENTRIES = 24;

export const sceneShelf = (firstSeed: number, isStrict: boolean): SceneShelf => {
  const textures = library();
  let seed = firstSeed;
  const scenes = new Map<string, Scene>();
  const broken = new Set<SceneId>();
  let width = 1;
  let height = 1;

  const make = (key: string, id: SceneId): Scene => {
    const scene = SCENE_MAKERS[broken.has(id) ? 'tide' : id](seed, textures);
    scene.resize(width, height);
    scenes.set(key, scene);
    return scene;
  };

  /** Another show may bring other entries: the one drawn longest ago makes room. */
  const fetch = (key: string, id: SceneId): Scene => {
    const found = scenes.get(key);
    if (!found) {
      const oldest = scenes.size >= MOST_ENTRIES ? scenes.keys().next().value : undefined;
      if (oldest !== undefined) drop(oldest);
      return make(key, id);
    }
    scenes.delete(key);
    scenes.set(key, found);
    return found;
  };

  const drop = (key: string): void => {
    scenes.get(key)?.dispose();
    scenes.delete(key);
  };

  /** A scene that fails is replaced by Tide; the picture goes on. */
  const guarded = (key: string, id: SceneId, fn: () => void): void => {
    try {
      fn();
    } catch (error) {
      if (isStrict) throw error;
      console.error(error);
      if (id !== 'tide') broken.add(id);
      drop(key);
    }
  };

  return {
    draw(gl, target, layer, input) {
      const key = `${layer.sceneId}:${layer.entry}`;
      guarded(key, layer.sceneId, () => {
        const scene = fetch(key, layer.sceneId);
        scene.update(input);
        scene.render(gl, target, layer.weight);
      });
    },
    warm(gl, target, id) {
      const key = `${id}:(warm)`;
      guarded(key, id, () => make(key, id).render(gl, target, 0));
    },
    resize(w, h) {
      width = w;
      height = h;
      for (const scene of scenes.values()) scene.resize(w, h);
    },
    reseed(next) {
      if (next === seed) return;
      seed = next;
      for (const key of [...scenes.keys()]) drop(key);
      textures.dispose();
    },
    restart() {
      for (const scene of scenes.values()) scene.restart();
    },
    carried: () => Object.fromEntries([...scenes].map(([key, s]) => [key, s.carried?.() ?? []])),
    carry(numbers) {
      for (const [key, scene] of scenes) scene.carry?.(numbers[key] ?? []);
    },
    dispose() {
      for (const key of [...scenes.keys()]) drop(key);
      textures.dispose();
    },
  };
};
