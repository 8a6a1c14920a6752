import { AIR, AIR_WIDE } from './air.ts';
import { BEND, BEND_WIDE } from './bend.ts';
import { type Cast, newCast } from './cast.ts';
import { CODE, MATTER_WIDE } from './matter.ts';
import { FEATURES } from './noise.ts';

/** Everything that a picture of one size is worked out in; made once a size. */
export interface Frame {
  readonly lines: number;
  readonly cast: Cast;
  readonly air: Float32Array;
  readonly bend: Float32Array;
  readonly horizon: Float32Array;
  /** Matter of every pixel, [n, 4], and its height alone. */
  readonly matter: Float32Array;
  readonly height: Float32Array;
  /** What the network is asked in one go, [asked, ...]. */
  readonly places: { x: Float32Array; y: Float32Array; footprint: Float32Array };
  readonly noise: Float32Array;
  readonly code: Float32Array;
  /** What is lit, without what the air carries; and all of it, as it is developed. */
  readonly lit: Float32Array;
  readonly light: Float32Array;
  readonly spare: Float32Array;
  /** False until all matter has been asked once. */
  full: boolean;
}

export const newFrame = (lines: number): Frame => {
  const n = lines * lines;
  return {
    lines,
    cast: newCast(lines),
    air: new Float32Array(AIR * AIR * AIR_WIDE),
    bend: new Float32Array(BEND * BEND * BEND_WIDE),
    horizon: new Float32Array(lines),
    matter: new Float32Array(n * MATTER_WIDE),
    height: new Float32Array(n).fill(0.5),
    places: { x: new Float32Array(n), y: new Float32Array(n), footprint: new Float32Array(n) },
    noise: new Float32Array(n * FEATURES),
    code: new Float32Array(n * CODE),
    lit: new Float32Array(n * 3),
    light: new Float32Array(n * 3),
    spare: new Float32Array(n * 3),
    full: false,
  };
};
