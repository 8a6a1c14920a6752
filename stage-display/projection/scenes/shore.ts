import { restLook } from '#contracts/scenes';
import { tileTexture } from '../textures/upload.ts';
import { WATER_SIZE, waterTexture } from '../textures/water.ts';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';
import frag from './shore.frag.glsl?raw';
import { shoreline } from './shoreline.ts';

/**
 * Shore: every line of a drawing is where land ends. The water lies below it, and light comes in over the water, laps
 * at the line and goes back. Before anything is drawn there is one waterline.
 */
export const shore: SceneMaker = (seed, library) =>
  shaderScene({
    frag,
    params: restLook('shore'),
    rate: (look) => (0.1 + 0.85 * (look.pace ?? 0.3)) * (1 - 0.5 * (look.weight ?? 0.3)),
    textures: {
      uWater: library.get('water', () => tileTexture(waterTexture(seed), WATER_SIZE)),
    },
    startFlow: (seed % 67) * 0.53,
    matter: shoreline(),
  });
