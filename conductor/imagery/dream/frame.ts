import { AIR, AIR_WIDE } from './air.ts';
import { BEND, BEND_WIDE } from './bend.ts';
import { type Cast, newCast } from './cast.ts';
import { MATTER_WIDE } from './matter.ts';
import { bytes, floats } from './shared.ts';

/** Everything that a picture of one size is worked out in; made once a size, seen by every hand. */
export interface Frame {
  readonly lines: number;
  readonly cast: Cast;
  readonly air: Float32Array;
  readonly bend: Float32Array;
  readonly horizon: Float32Array;
  /** Matter of every pixel, [n, 4], and its height alone. */
  readonly matter: Float32Array;
  readonly height: Float32Array;
  /** What is lit, without what the air carries; and all of it, as it is developed. */
  readonly lit: Float32Array;
  readonly light: Float32Array;
  /** The finished picture: sRGB, [n, 3], and how near or high matter stands. */
  readonly rgb: Uint8Array;
  readonly relief: Uint8Array;
}

export const newFrame = (lines: number): Frame => {
  const n = lines * lines;
  return {
    lines,
    cast: newCast(lines),
    air: floats(AIR * AIR * AIR_WIDE),
    bend: floats(BEND * BEND * BEND_WIDE),
    horizon: floats(lines),
    matter: floats(n * MATTER_WIDE),
    height: floats(n).fill(0.5),
    lit: floats(n * 3),
    light: floats(n * 3),
    rgb: bytes(n * 3),
    relief: bytes(n),
  };
};
