import { baked, fbm, gradientNoise, normalise, pack, slope, tile } from './noise.ts';

export const SILT_SIZE = 512;

/**
 * A tidal flat as RGBA8 on a torus: R height of the banks and runnels, G their slope along y,
 * B height of the ripples the last tide left, A their slope along y (0.5 is level).
 * Ripples run across (along x), lean, fork and fade, as current ripples in silt do.
 */
export const siltTexture = (seed: number): Uint8Array => {
  const size = SILT_SIZE;
  const bend = baked(fbm(seed + 1, 2, 2, 3), 64);
  const bank = baked(fbm(seed + 2, 3, 2, 5, 0.52), 256);
  const runnel = baked(gradientNoise(seed + 3, 4, 2), 64);
  const banks = normalise(
    tile(size, (x, y) => {
      const w = 0.16 * bend(x, y);
      const cut = 1 - Math.abs(runnel(x + w, y + 0.5 * w)) * 2.4;
      return bank(x + w, y) - 0.42 * Math.max(0, cut) ** 2;
    }),
  );
  const lean = baked(fbm(seed + 4, 3, 3, 4), 128);
  const patch = baked(fbm(seed + 5, 4, 3, 3), 128);
  const ripples = normalise(
    tile(size, (x, y) => {
      const phase = 22 * y + 1.5 * lean(x, y) + 2.2 * bend(x, y);
      const crest = 0.5 + 0.5 * Math.cos(phase * 2 * Math.PI);
      const strength = 0.45 + 0.55 * Math.min(1, Math.max(0, 0.5 + 1.6 * patch(x, y)));
      return crest * Math.sqrt(crest) * strength + 0.22 * bank(y, x);
    }),
  );
  return pack([banks, slope(banks, size, 0, 1, 0.03), ripples, slope(ripples, size, 0, 1, 0.14)]);
};
