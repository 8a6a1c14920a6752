import { restLook } from '#contracts/scenes';
import { HANJI_SIZE, hanjiTexture } from '../textures/hanji.ts';
import { tileTexture } from '../textures/upload.ts';
import { page } from './page.ts';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';
import frag from './trace.frag.glsl?raw';

/**
 * Trace: a page in the dark, and one line of light on it only where a body does what was not expected
 * of it. Where it is foreseen the page is empty and breathes.
 */
export const trace: SceneMaker = (seed, library) => {
  const hanji = library.get('hanji', () => tileTexture(hanjiTexture(seed), HANJI_SIZE));
  return shaderScene({
    frag,
    params: restLook('trace'),
    rate: () => 0,
    textures: { uHanji: hanji },
    startFlow: (seed % 83) * 0.37,
    matter: page(hanji),
  });
};
