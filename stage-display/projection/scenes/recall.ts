import { restLook } from '#contracts/scenes';
import { tileTexture } from '../textures/upload.ts';
import { WATER_SIZE, waterTexture } from '../textures/water.ts';
import frag from './recall.frag.glsl?raw';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';

/**
 * Recall: the place that is remembered, whole, in the air behind who remembers it. Sure, it stands; unsure, it is fog
 * that still moves; and heavy near matter comes before it. Its edges go into the dark. Where nobody paints it is
 * light in haze.
 */
export const recall: SceneMaker = (seed, library) =>
  shaderScene({
    frag,
    params: restLook('recall'),
    rate: (look) => (0.1 + 1.9 * (look.pace ?? 0.3)) * (1 - 0.5 * (look.weight ?? 0.3)),
    textures: {
      uWater: library.get('water', () => tileTexture(waterTexture(seed), WATER_SIZE)),
    },
    startFlow: (seed % 73) * 0.47,
  });
