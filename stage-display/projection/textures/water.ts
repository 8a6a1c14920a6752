import { baked, fbm, normalise, pack, slope, tile } from './noise.ts';

export const WATER_SIZE = 256;

/**
 * Moving water and moving air as RGBA8 on a torus: R broad swell, G slope along x, B slope along y,
 * A drifting haze (long in x). 0.5 is level.
 */
export const waterTexture = (seed: number): Uint8Array => {
  const size = WATER_SIZE;
  const swell = baked(fbm(seed + 11, 5, 7, 4, 0.55), 256);
  const warp = baked(fbm(seed + 12, 3, 3, 3), 64);
  const heights = normalise(tile(size, (x, y) => swell(x + 0.06 * warp(x, y), y)));
  const haze = baked(fbm(seed + 13, 2, 5, 5, 0.5), 256);
  return pack([
    heights,
    slope(heights, size, 1, 0, 0.05),
    slope(heights, size, 0, 1, 0.05),
    normalise(tile(size, (x, y) => haze(x + 0.1 * warp(x, y), y + 0.04 * warp(y, x)))),
  ]);
};
