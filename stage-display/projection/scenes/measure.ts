import { restLook } from '#contracts/scenes';
import frag from './measure.frag.glsl?raw';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';

/** Measure: darkness, and a plain light while somebody pushes. For `yeoun latency`, not for a show. */
export const measure: SceneMaker = () =>
  shaderScene({ frag, params: restLook('measure'), rate: () => 0, textures: {}, startFlow: 0 });
