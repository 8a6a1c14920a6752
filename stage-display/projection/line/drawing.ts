import type { Texture, WebGLRenderer } from 'three';
import line from '../glsl/line.frag.glsl?raw';
import outline from '../glsl/outline.frag.glsl?raw';
import { halfFloatTarget, textureOf } from '../targets.ts';
import type { Age } from './ribbon.ts';
import { type RibbonMesh, ribbonMesh } from './ribbon-mesh.ts';
import type { InkPoint } from './writer.ts';

/** What lies on the page. */
export interface Drawn {
  /** The lines that were written. */
  readonly ink: readonly InkPoint[];
  /** The contours of what is expected: `ink` how much of them is there, `dry` how far they were filled. */
  readonly outline: readonly InkPoint[];
}

/**
 * The drawing as light: a texture over the whole stage. R the line and what fills a contour, G what the paper took
 * up beside it, B the contours.
 */
export interface Drawing {
  readonly texture: Texture;
  draw(renderer: WebGLRenderer, drawn: Drawn, age: Age, haze: number): void;
  resize(width: number, height: number): void;
  dispose(): void;
}

/** Lines of the picture the drawing is kept at: finer is not seen through its soft edge. */
const MOST_LINES = 1080;

export const drawing = (hanji: Texture): Drawing => {
  const target = halfFloatTarget(1, 1);
  const ink = ribbonMesh(hanji, line);
  // Most pieces never draw what they expect.
  let contours: RibbonMesh | null = null;
  let ratio = 16 / 9;
  return {
    texture: textureOf(target),
    draw(renderer, drawn, age, haze) {
      renderer.setRenderTarget(target);
      renderer.clear(true, false, false);
      ink.draw(renderer, drawn.ink, age, haze);
      if (drawn.outline.length === 0) return;
      contours ??= ribbonMesh(hanji, outline);
      contours.aspect(ratio);
      contours.draw(renderer, drawn.outline, age, haze);
    },
    resize(width, height) {
      const k = Math.min(1, MOST_LINES / Math.max(1, height));
      target.setSize(Math.max(1, Math.round(width * k)), Math.max(1, Math.round(height * k)));
      ratio = width / Math.max(1, height);
      ink.aspect(ratio);
    },
    dispose() {
      target.dispose();
      ink.dispose();
      contours?.dispose();
    },
  };
};
