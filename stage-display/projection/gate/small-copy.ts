import { type Texture, Vector2, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import { fullscreenPass } from '../pass.ts';
import { floatTarget, halfFloatTarget, textureOf } from '../targets.ts';
import { CELLS, type Cells, emptyCells } from './cells.ts';
import shrinkFrag from './glsl/shrink.frag.glsl?raw';

/** Makes the small copy of a picture and reads it back, in the same task. */
export interface SmallCopy {
  /** The cells of a picture; the same array at every call. */
  of(renderer: WebGLRenderer, picture: WebGLRenderTarget): Cells;
  resize(width: number, height: number): void;
  dispose(): void;
}

/** The shader's loop ends there. */
const MOST_TAPS = 6;
/** The step between has at most so many texels for a cell, each way. */
const MOST_BETWEEN = 5;

/** How a picture of this size is made smaller: texels between for a cell, and taps of the first step, each way. */
export const shrinkSteps = (width: number, height: number): { between: number; taps: number } => {
  const perCell = Math.max(width / CELLS.width, height / CELLS.height);
  const between = Math.min(MOST_BETWEEN, Math.max(1, Math.floor(perCell / 2)));
  const share = perCell / between;
  // A tap in the middle of two texels is their mean. Few texels that do not pair are tapped closely instead.
  const isPaired = between > 1 || Number.isInteger(share / 2);
  const taps = Math.ceil(isPaired ? share / 2 : 2 * share);
  return { between, taps: Math.min(MOST_TAPS, Math.max(1, taps)) };
};

export const smallCopy = (): SmallCopy => {
  const between = halfFloatTarget(1, 1);
  const small = floatTarget(CELLS.width, CELLS.height);
  const cells = emptyCells();
  const uniforms = () => ({
    uPicture: { value: null as Texture | null },
    uTexel: { value: new Vector2(1 / CELLS.width, 1 / CELLS.height) },
    uTaps: { value: 1 },
  });
  const first = fullscreenPass(shrinkFrag, uniforms());
  const second = fullscreenPass(shrinkFrag, uniforms());
  second.uniforms.uPicture.value = textureOf(between);

  return {
    of(renderer, picture) {
      first.uniforms.uPicture.value = textureOf(picture);
      first.draw(renderer, between);
      second.draw(renderer, small);
      renderer.readRenderTargetPixels(small, 0, 0, CELLS.width, CELLS.height, cells);
      return cells;
    },
    resize(width, height) {
      const steps = shrinkSteps(width, height);
      between.setSize(CELLS.width * steps.between, CELLS.height * steps.between);
      first.uniforms.uTexel.value.set(1 / between.width, 1 / between.height);
      first.uniforms.uTaps.value = steps.taps;
      second.uniforms.uTaps.value = steps.between;
    },
    dispose() {
      between.dispose();
      small.dispose();
      first.dispose();
      second.dispose();
    },
  };
};
