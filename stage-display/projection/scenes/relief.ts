import { restLook } from '#contracts/scenes';
import ground from '../glsl/ground.glsl?raw';
import { bed } from './bed.ts';
import frag from './relief.frag.glsl?raw';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';

/**
 * Relief: a ridge of wet silt raked by one low lamp that wanders. The heart goes through it as a front of
 * depth, breath lifts the whole, movement leaves its print and stillness closes it.
 */
export const relief: SceneMaker = (seed) =>
  shaderScene({
    frag: `${ground}\n${frag}`,
    params: restLook('relief'),
    rate: () => 0,
    textures: {},
    startFlow: 0,
    matter: bed(seed),
  });
