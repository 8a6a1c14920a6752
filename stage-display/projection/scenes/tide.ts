import { restLook } from '#contracts/scenes';
import { SILT_SIZE, siltTexture } from '../textures/silt.ts';
import { tileTexture } from '../textures/upload.ts';
import { WATER_SIZE, waterTexture } from '../textures/water.ts';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';
import frag from './tide.frag.glsl?raw';

/**
 * Tide: a mud flat at dusk, seen low, towards the light. One band of light at the horizon; what
 * lies below is films of water that reflect it and banks of wet silt that do not. Breath is the
 * tide: it fills the runnels and lets them fall dry.
 */
export const tide: SceneMaker = (seed, library) =>
  shaderScene({
    frag,
    params: restLook('tide'),
    rate: (look) => (0.15 + 1.1 * (look.pace ?? 0.3)) * (1 - 0.45 * (look.weight ?? 0.3)),
    textures: {
      uSilt: library.get('silt', () => tileTexture(siltTexture(seed), SILT_SIZE)),
      uWater: library.get('water', () => tileTexture(waterTexture(seed), WATER_SIZE)),
    },
    startFlow: (seed % 97) * 0.37,
  });
