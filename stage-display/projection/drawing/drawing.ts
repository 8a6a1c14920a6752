import {
  CanvasTexture,
  DataTexture,
  LinearFilter,
  NoColorSpace,
  RedFormat,
  type Texture,
} from 'three';
import type { Sketch } from '#contracts/picture';
import { farTexture } from './far-texture.ts';
import { strokes } from './strokes.ts';
import { NOTHING_DRAWN, shareOf, turned } from './turn.ts';

/** What scenes see of the drawing that the show remembers with: lines in the red of a texture, and how much of it is there. */
export interface DrawingMask {
  readonly lines: Texture;
  /** How far the nearest line is: far-texture.ts. Made when it is first asked for. */
  readonly far: Texture;
  /** 0..1 */
  readonly there: number;
}

export interface StageDrawing extends DrawingMask {
  /** The drawing of what is remembered now; empty: none. The same array is the same drawing. */
  set(lines: Sketch): void;
  step(dt: number): void;
  dispose(): void;
}

const blank = (): DataTexture => {
  const texture = new DataTexture(new Uint8Array(1), 1, 1, RedFormat);
  texture.needsUpdate = true;
  return texture;
};

export const stageDrawing = (): StageDrawing => {
  const none = blank();
  let turning = NOTHING_DRAWN;
  let texture: Texture | null = null;
  let far: { readonly of: Sketch; readonly texture: Texture } | null = null;
  let strength = 1;

  const take = (lines: Sketch): void => {
    texture?.dispose();
    texture = null;
    if (lines.length === 0) return;
    const drawn = strokes(lines);
    strength = drawn.strength;
    const made = new CanvasTexture(drawn.canvas);
    made.colorSpace = NoColorSpace;
    made.generateMipmaps = false;
    made.minFilter = LinearFilter;
    texture = made;
  };

  return {
    get lines() {
      return texture ?? none;
    },
    get far() {
      if (far?.of !== turning.shown) {
        far?.texture.dispose();
        far = { of: turning.shown, texture: farTexture(turning.shown) };
      }
      return far.texture;
    },
    get there() {
      return texture ? shareOf(turning) * strength : 0;
    },
    set(lines) {
      if (lines !== turning.asked) turning = { ...turning, asked: lines };
    },
    step(dt) {
      const next = turned(turning, dt);
      if (next.shown !== turning.shown) take(next.shown);
      turning = next;
    },
    dispose() {
      texture?.dispose();
      far?.texture.dispose();
      none.dispose();
    },
  };
};
