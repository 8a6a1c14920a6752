import {
  LinearMipmapLinearFilter,
  type Texture,
  Vector2,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { PicturePair } from '../../net/index.ts';
import mixFrag from '../glsl/film-mix.frag.glsl?raw';
import plateFrag from '../glsl/film-plate.frag.glsl?raw';
import { fullscreenPass } from '../pass.ts';
import { halfFloatTarget, pingPong, textureOf } from '../targets.ts';
import { NO_WAY, type OwnWay, stepOwnWay } from './own-way.ts';
import { pictureSlots } from './slots.ts';
import { mixLines, plateLines, stepThere } from './there.ts';

/** The painted film as scenes get it: textures in linear light over a square, y up, alpha the relief 0..1. */
export interface FilmPlate {
  /** The picture of this moment, rebuilt. */
  readonly now: Texture;
  /** What stays of the pictures before it. */
  readonly stay: Texture;
  /** The picture at its own size with mipmaps, for what is seen through paper. */
  readonly soft: Texture;
  /** How much of a film there is: 0 is a light in haze that needs nobody .. 1. */
  readonly there: number;
}

export interface FilmStep {
  /** What is heard of the film; null: nothing. */
  readonly pair: PicturePair | null;
  /** False: no scene shows it, and nothing is drawn. */
  readonly isSeen: boolean;
  /** How long its light stays, 0..1. */
  readonly trail: number;
  readonly dt: number;
}

export interface Film extends FilmPlate {
  step(renderer: WebGLRenderer, step: FilmStep): void;
  /** Fits the plate to a picture of so many lines. */
  resize(lines: number): void;
  reseed(seed: number): void;
  /** After a lost GPU context. */
  restart(): void;
  dispose(): void;
}

const RISE_S = 0.9;
/** How far what stays drifts down a slope of 1, plate widths a second. */
const DRIFT = 0.004;

/** Seconds in which what stays has fallen to 1/e, for a scene's `trail` 0..1. */
export const stayS = (trail: number): number => 4 + 20 * Math.min(1, Math.max(0, trail));

const mipmapped = (lines: number): WebGLRenderTarget => {
  const target = halfFloatTarget(lines, lines);
  target.texture.generateMipmaps = true;
  target.texture.minFilter = LinearMipmapLinearFilter;
  return target;
};

/** Makes stage material of the painted film: uploads, dissolves, rebuilds, remembers. */
export const filmPlate = (firstSeed: number): Film => {
  const slots = pictureSlots();
  const mixed = mipmapped(mixLines(0));
  const plates = pingPong(1, 1, 2);
  let there = 0;
  let own: OwnWay = NO_WAY;
  let isFresh = true;
  const mix = fullscreenPass(mixFrag, {
    uFrom: { value: null as Texture | null },
    uTo: { value: null as Texture | null },
    uHas: { value: new Vector2() },
    uBlend: { value: 0 },
    uThere: { value: 0 },
    uFlow: { value: 0 },
    uShift: { value: new Vector2() },
    uOwn: { value: new Vector2() },
  });
  const plate = fullscreenPass(plateFrag, {
    uMixed: { value: textureOf(mixed) },
    uBefore: { value: null as Texture | null },
    uRise: { value: 0 },
    uFall: { value: 0 },
    uDrift: { value: 0 },
    uFresh: { value: 1 },
  });

  const reseed = (seed: number): void => {
    mix.uniforms.uShift.value.set((seed % 53) * 1.7, (seed % 31) * 2.3);
  };
  reseed(firstSeed);

  const drawMixed = (renderer: WebGLRenderer, blend: number): void => {
    const { from, to } = slots;
    const u = mix.uniforms;
    const lines = mixLines(Math.max(from?.picture.height ?? 0, to?.picture.height ?? 0));
    mixed.setSize(lines, lines);
    u.uFrom.value = from?.texture ?? null;
    u.uTo.value = to?.texture ?? null;
    u.uHas.value.set(from?.picture.hasRelief ? 1 : 0, to?.picture.hasRelief ? 1 : 0);
    u.uBlend.value = blend;
    u.uOwn.value.set(own.tauS, own.share);
    u.uThere.value = from ? there * there * (3 - 2 * there) : 0;
    mix.draw(renderer, mixed);
  };

  const drawPlate = (renderer: WebGLRenderer, { trail, dt }: FilmStep): void => {
    const u = plate.uniforms;
    u.uBefore.value = textureOf(plates.read, 1);
    u.uRise.value = 1 - Math.exp(-dt / RISE_S);
    u.uFall.value = 1 - Math.exp(-dt / stayS(trail));
    u.uDrift.value = DRIFT * dt;
    u.uFresh.value = isFresh ? 1 : 0;
    plate.draw(renderer, plates.write);
    plates.swap();
    isFresh = false;
  };

  return {
    get now() {
      return textureOf(plates.read, 0);
    },
    get stay() {
      return textureOf(plates.read, 1);
    },
    get soft() {
      return textureOf(mixed);
    },
    get there() {
      return there;
    },
    step(renderer, step) {
      there = stepThere(there, step.pair, step.dt);
      own = stepOwnWay(own, step.pair, step.dt);
      mix.uniforms.uFlow.value += step.dt;
      if (!step.isSeen) {
        // What is shown next begins anew: nothing of the last time stays on the plate.
        isFresh = true;
        return;
      }
      if (step.pair) slots.take(renderer, step.pair.from, step.pair.to);
      drawMixed(renderer, step.pair?.blend ?? 0);
      drawPlate(renderer, step);
    },
    resize(lines) {
      const size = plateLines(lines);
      plates.resize(size, size);
      isFresh = true;
    },
    reseed,
    restart() {
      slots.forget();
      isFresh = true;
    },
    dispose() {
      slots.forget();
      mixed.dispose();
      plates.dispose();
      mix.dispose();
      plate.dispose();
    },
  };
};
