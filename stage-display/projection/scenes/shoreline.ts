import type { Texture, WebGLRenderer } from 'three';
import frag from '../glsl/shoreline.frag.glsl?raw';
import { fullscreenPass } from '../pass.ts';
import { pingPong, textureOf } from '../targets.ts';
import type { SceneMatter } from './shader-scene.ts';

const CELLS = { width: 384, height: 216 };
/** A line that is drawn becomes a shore within a few seconds, and one that is taken back is left as slowly. */
const COMES_S = 0.9;
/** A drawing counts as there with this share of it. */
const ENOUGH = 0.12;

/**
 * Where the water ends: how far the nearest shore is and on which side of it the water lies. It goes over to the
 * lines of the drawing as they come, each in its own time.
 */
export const shoreline = (): SceneMatter => {
  const targets = pingPong(CELLS.width, CELLS.height);
  const seen = { uShore: { value: textureOf(targets.read) } };
  const pass = fullscreenPass(frag, {
    uBefore: { value: null as Texture | null },
    uFar: { value: null as Texture | null },
    uAspect: { value: 16 / 9 },
    uDrawn: { value: 0 },
    uLine: { value: 0.5 },
    uShare: { value: 1 },
    uFresh: { value: 1 },
  });
  const u = pass.uniforms;
  let fresh = true;
  return {
    uniforms: seen,
    update({ look, drawing, dt }) {
      u.uFar.value = drawing.far;
      u.uDrawn.value = Math.min(1, drawing.there / ENOUGH);
      u.uLine.value = 0.3 + 0.36 * (look.horizon ?? 0.5) - 0.05 * (look.weight ?? 0.3);
      u.uShare.value = 1 - Math.exp(-dt / COMES_S);
    },
    step(renderer: WebGLRenderer) {
      u.uBefore.value = textureOf(targets.read);
      u.uFresh.value = fresh ? 1 : 0;
      pass.draw(renderer, targets.write);
      targets.swap();
      fresh = false;
      seen.uShore.value = textureOf(targets.read);
    },
    resize(width, height) {
      u.uAspect.value = width / Math.max(1, height);
    },
    restart() {
      fresh = true;
    },
    dispose() {
      targets.dispose();
      pass.dispose();
    },
  };
};
