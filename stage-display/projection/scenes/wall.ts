import { restLook } from '#contracts/scenes';
import { HANJI_SIZE, hanjiTexture } from '../textures/hanji.ts';
import { tileTexture } from '../textures/upload.ts';
import { hangingSheets } from './hanging-sheets.ts';
import type { SceneMaker } from './scene.ts';
import { shaderScene } from './shader-scene.ts';
import frag from './wall.frag.glsl?raw';

/**
 * Wall: what was kept, sheet by sheet, each with a light of its own behind it, in rows in a dark room. One that is
 * taken back leaves its place dark. Where nothing was kept there is one faint place.
 */
export const wall: SceneMaker = (seed, library) => {
  const hanji = library.get('hanji', () => tileTexture(hanjiTexture(seed), HANJI_SIZE));
  return shaderScene({
    frag,
    params: restLook('wall'),
    rate: () => 0,
    textures: { uHanji: hanji },
    startFlow: 0,
    matter: hangingSheets(seed, hanji),
  });
};
