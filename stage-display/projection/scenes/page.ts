import type { Texture } from 'three';
import { drawing } from '../line/drawing.ts';
import { foreteller } from '../line/foreteller.ts';
import { writer } from '../line/writer.ts';
import type { SceneMatter } from './shader-scene.ts';

const mix = (a: number, b: number, k: number): number => a + (b - a) * k;

/** Seconds a line stays on the page, for the scene's `trail` 0..1. */
export const lineLifeS = (trail: number): number => mix(4, 30, Math.min(1, Math.max(0, trail)));

/** Longer than any rounding of the stage's clock, shorter than any picture. */
const GAP_S = 1e-3;

/**
 * The page of Trace: what was written, and the drawing of it. A page that was away from the stage for
 * even one picture comes back empty: lines of the round before do not.
 */
export const page = (hanji: Texture): SceneMatter => {
  const pen = writer();
  const foretold = foreteller();
  const drawn = drawing(hanji);
  let aspect = 16 / 9;
  let nowS = 0;
  let seenS = 0;
  let lifeS = 10;
  let haze = 0;
  let expects = false;
  return {
    uniforms: { uInk: { value: drawn.texture } },
    update({ look, dt, atS, movement }) {
      if (atS - seenS - dt > GAP_S) {
        pen.clear();
        foretold.clear();
      }
      seenS = atS;
      nowS += dt;
      lifeS = lineLifeS(look.trail ?? 0.6);
      haze = 1 - (look.focus ?? 0.6);
      const half = mix(0.006, 0.03, look.brush ?? 0.45) * mix(1, 1.3, look.weight ?? 0.3);
      if (dt > 0) pen.write(movement.frames, { aspect, wake: look.wake ?? 0.5, half }, nowS);
      pen.forget(nowS, lifeS);
      // Heard also while it is not drawn, so that what is drawn did not begin just now.
      if (dt > 0) foretold.write(movement.frames, { aspect, half: 0.5 * half }, nowS);
      foretold.forget(nowS, lifeS);
      expects = (look.expect ?? 0) > 0;
    },
    step(renderer) {
      const outline = expects ? foretold.points(nowS) : [];
      drawn.draw(renderer, { ink: pen.points, outline }, { nowS, lifeS }, haze);
    },
    resize(width, height) {
      aspect = width / Math.max(1, height);
      drawn.resize(width, height);
    },
    // The drawing is made anew from what was written at every picture.
    restart() {},
    dispose: () => drawn.dispose(),
  };
};
