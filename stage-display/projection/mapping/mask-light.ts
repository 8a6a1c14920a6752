import {
  DataTexture,
  FloatType,
  NearestFilter,
  RGBAFormat,
  type Texture,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { Mask, Slice } from '#contracts/output';
import { fullscreenPass } from '../pass.ts';
import { halfFloatTarget, textureOf } from '../targets.ts';
import masksFrag from './glsl/masks.frag.glsl?raw';
import { MOST_SLICES } from './names.ts';

const MASKS = 16;
const POINTS = 32;
const ROW = (POINTS + 1) * 4;
const FOUR = 4;
/** A mask that changed is there after a few of these: light does not jump. */
const TAU_S = 0.08;
const DONE_S = 0.6;

/** What masks leave of the light of each slice, at every pixel of the canvas: drawn when they change, kept otherwise. */
export interface MaskLight {
  /** The first four slices, and the others. */
  readonly textures: readonly [Texture, Texture];
  step(renderer: WebGLRenderer, slices: readonly Slice[], dt: number): void;
  resize(width: number, height: number): void;
  /** What was drawn is gone. */
  restart(): void;
  dispose(): void;
}

/** Rows as glsl/masks.frag reads them. */
const write = (data: Float32Array, slices: readonly Slice[]): void => {
  data.fill(0);
  for (const [s, { masks }] of slices.slice(0, MOST_SLICES).entries())
    for (const [m, mask] of masks.slice(0, MASKS).entries())
      writeMask(data.subarray((s * MASKS + m) * ROW, (s * MASKS + m + 1) * ROW), mask);
};

const writeMask = (row: Float32Array, { points, feather, hide }: Mask): void => {
  const shown = points.slice(0, POINTS);
  row.set([shown.length, feather, hide ? 1 : 0, 0]);
  for (const [i, [x, y]] of shown.entries()) row.set([x, y], (i + 1) * 4);
};

export const maskLight = (): MaskLight => {
  const data = new Float32Array(ROW * MASKS * MOST_SLICES);
  const points = new DataTexture(data, POINTS + 1, MASKS * MOST_SLICES, RGBAFormat, FloatType);
  points.minFilter = NearestFilter;
  points.magFilter = NearestFilter;
  const targets = [halfFloatTarget(1, 1), halfFloatTarget(1, 1)] as const;
  const pass = fullscreenPass(
    masksFrag,
    { uPoints: { value: points }, uFirst: { value: 0 }, uAspect: { value: 16 / 9 } },
    { blend: 'mix' },
  );
  let drawn = '';
  let sinceS = Number.POSITIVE_INFINITY;
  let isFresh = true;

  const draw = (renderer: WebGLRenderer, target: WebGLRenderTarget, group: number): void => {
    pass.uniforms.uFirst.value = group * FOUR * MASKS;
    pass.draw(renderer, target);
  };

  return {
    textures: [textureOf(targets[0]), textureOf(targets[1])],
    step(renderer, slices, dt) {
      const now = JSON.stringify(slices.map(({ masks }) => masks));
      if (now !== drawn) {
        drawn = now;
        sinceS = 0;
        write(data, slices);
        points.needsUpdate = true;
      }
      if (sinceS > DONE_S) return;
      sinceS += dt;
      pass.share = isFresh || sinceS > DONE_S ? 1 : 1 - Math.exp(-dt / TAU_S);
      isFresh = false;
      draw(renderer, targets[0], 0);
      if (slices.length > FOUR) draw(renderer, targets[1], 1);
    },
    resize(width, height) {
      for (const target of targets) target.setSize(width, height);
      pass.uniforms.uAspect.value = width / Math.max(1, height);
      this.restart();
    },
    restart() {
      drawn = '';
      isFresh = true;
    },
    dispose() {
      for (const target of targets) target.dispose();
      points.dispose();
      pass.dispose();
    },
  };
};
