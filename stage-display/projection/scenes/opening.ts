import { restLook } from '#contracts/scenes';
import { HANJI_SIZE, hanjiTexture } from '../textures/hanji.ts';
import { tileTexture } from '../textures/upload.ts';
import frag from './opening.frag.glsl?raw';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';
import { torn } from './torn.ts';

/**
 * Opening: a dark sheet of hanji with one tear, and behind it the place that the engine paints, half seen.
 * Where nobody paints there is light in haze. It empties from its edges until only a waterline is left.
 */
export const opening: SceneMaker = (seed, library) =>
  shaderScene({
    frag,
    params: restLook('opening'),
    rate: (look) => 0.1 + 0.5 * (look.pace ?? 0.3),
    textures: { uHanji: library.get('hanji', () => tileTexture(hanjiTexture(seed), HANJI_SIZE)) },
    startFlow: (seed % 79) * 0.43,
    matter: torn(seed),
  });
