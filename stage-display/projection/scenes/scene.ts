import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import type { Look, Palette } from '#contracts/look';
import type { MovementFrame } from '#contracts/movement';
import type { Zone } from '../body-zone.ts';
import type { DrawingMask } from '../drawing/drawing.ts';
import type { FilmPlate } from '../film/plate.ts';
import type { MovementField } from '../movement-field.ts';
import type { Library } from '../textures/library.ts';
import type { WallView } from '../wall/wall.ts';

/** The body's own slow movement as the picture gets it. */
export interface Pulse {
  readonly breath: number;
  readonly beats: number;
  /** How much of a heart is there: 0 where nobody is heard. */
  readonly heart: number;
}

/** Everything a scene may follow at one moment. */
export interface SceneInput {
  readonly look: Look;
  readonly palette: Palette;
  readonly pulse: Pulse;
  readonly movement: {
    readonly field: MovementField;
    readonly zones: readonly Zone[];
    /** What came since the last picture, in the order it came; bounded, the newest are kept. */
    readonly frames: readonly MovementFrame[];
  };
  /** What the engine paints, for scenes whose record says `pictures`. */
  readonly film: FilmPlate;
  /** The drawing of what is remembered. */
  readonly drawing: DrawingMask;
  /** The kept memories. */
  readonly wall: WallView;
  /** Seconds since the last update; 0 while frozen. */
  readonly dt: number;
  /** Seconds of all pictures of this stage: more than `dt` after the last update where a scene was away. */
  readonly atS: number;
}

/** One scene of the stage. It draws its share of the picture into a mixture: colour times share, and the share. */
export interface Scene {
  /** True: the movement field is kept going for it. */
  readonly needs: { readonly movement: boolean };
  update(input: SceneInput): void;
  /** Adds to `target`, which holds what other layers gave; `share` is 0..1. */
  render(renderer: WebGLRenderer, target: WebGLRenderTarget, share: number): void;
  resize(width: number, height: number): void;
  /** The GPU forgot what was drawn: a scene with a memory begins it anew. */
  restart(): void;
  /** Where its own times stand, for a scene of the same seed that goes on from here; absent: it has none. */
  carried?(): readonly number[];
  carry?(numbers: readonly number[]): void;
  dispose(): void;
}

/** Makes a scene; textures come from the library, which outlives it. */
export type SceneMaker = (seed: number, library: Library) => Scene;
