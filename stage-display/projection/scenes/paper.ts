import { restLook } from '#contracts/scenes';
import { CRUMPLE_SIZE, crumpleTexture } from '../textures/crumple.ts';
import { HANJI_SIZE, hanjiTexture } from '../textures/hanji.ts';
import { tileTexture } from '../textures/upload.ts';
import frag from './paper.frag.glsl?raw';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';

/**
 * Paper: a sheet of hanji on a door, lit from behind. Movement presses, folds and tears it; light
 * comes through the tears between the fibres that hold; it heals slower than it tore.
 */
export const paper: SceneMaker = (seed, library) =>
  shaderScene({
    frag,
    params: restLook('paper'),
    rate: (look) => (0.12 + 0.9 * (look.pace ?? 0.3)) * (1 - 0.4 * (look.weight ?? 0.3)),
    textures: {
      uHanji: library.get('hanji', () => tileTexture(hanjiTexture(seed), HANJI_SIZE)),
      uCrumple: library.get('crumple', () => tileTexture(crumpleTexture(seed), CRUMPLE_SIZE)),
    },
    startFlow: (seed % 89) * 0.41,
  });
