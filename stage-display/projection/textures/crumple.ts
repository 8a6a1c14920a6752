import { baked, fbm, normalise, pack, slope, textureRandom, tile } from './noise.ts';

export const CRUMPLE_SIZE = 256;
const FOLDS = 14;

/**
 * A sheet that was crushed and opened again, as RGBA8 on a torus: R height, G slope along x,
 * B slope along y (0.5 is level), A nearness to a fold. Flat facets between sharp folds: a sum of
 * folds along whole-numbered directions, so that it tiles, each bent a little.
 */
export const crumpleTexture = (seed: number): Uint8Array => {
  const size = CRUMPLE_SIZE;
  const random = textureRandom(seed + 41);
  const bend = baked(fbm(seed + 42, 3, 3, 3), 64);
  const folds = Array.from({ length: FOLDS }, () => ({
    kx: Math.round((random() - 0.5) * 9),
    ky: Math.round((random() - 0.5) * 9) || 1,
    phase: random(),
    bend: 0.12 + 0.35 * random(),
    amount: 0.3 + random(),
  }));
  const ridge = new Float32Array(size * size);
  let at = 0;
  const heights = tile(size, (x, y) => {
    const b = bend(x, y);
    let sum = 0;
    let near = 0;
    for (const f of folds) {
      const turn = f.kx * x + f.ky * y + f.phase + f.bend * b;
      const saw = Math.abs(turn - Math.floor(turn) - 0.5) * 2;
      const reach = Math.hypot(f.kx, f.ky);
      sum += (f.amount * saw) / reach;
      near = Math.max(near, (1 - Math.min(1, (Math.min(saw, 1 - saw) * 42) / reach)) * f.amount);
    }
    ridge[at++] = near;
    return sum;
  });
  const height = normalise(heights);
  return pack([
    height,
    slope(height, size, 1, 0, 0.032),
    slope(height, size, 0, 1, 0.032),
    ridge.map((v) => Math.min(1, v)),
  ]);
};
