import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CRUMPLE_SIZE,
  crumpleTexture,
} from '../../../stage-display/projection/textures/crumple.ts';
import { HANJI_SIZE, hanjiTexture } from '../../../stage-display/projection/textures/hanji.ts';
import { fbm, gradientNoise } from '../../../stage-display/projection/textures/noise.ts';
import { SILT_SIZE, siltTexture } from '../../../stage-display/projection/textures/silt.ts';
import { WATER_SIZE, waterTexture } from '../../../stage-display/projection/textures/water.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const TEXTURES = [
  ['silt', siltTexture, SILT_SIZE],
  ['water', waterTexture, WATER_SIZE],
  ['hanji', hanjiTexture, HANJI_SIZE],
  ['crumple', crumpleTexture, CRUMPLE_SIZE],
] as const;

/** Mean step between neighbours across a row boundary and within the tile, of one channel. */
const steps = (bytes: Uint8Array, size: number, c: number) => {
  let seam = 0;
  let inside = 0;
  const at = (i: number, j: number) => bytes[(j * size + i) * 4 + c] ?? 0;
  for (let j = 0; j < size; j++) {
    seam += Math.abs(at(size - 1, j) - at(0, j)) + Math.abs(at(j, size - 1) - at(j, 0));
    const k = size >> 1;
    inside += Math.abs(at(k - 1, j) - at(k, j)) + Math.abs(at(j, k - 1) - at(j, k));
  }
  return { seam: seam / size / 2, inside: inside / size / 2 };
};

describe.each(TEXTURES)('%s', (_name, make, size) => {
  const bytes = make(7);

  it('is the same for the same seed and another for another', () => {
    expect(bytes).toHaveLength(size * size * 4);
    expect(digest(make(7))).toBe(digest(bytes));
    expect(digest(make(8))).not.toBe(digest(bytes));
  });

  it('tiles: its seam is no rougher than its inside', () => {
    for (let c = 0; c < 4; c++) {
      const { seam, inside } = steps(bytes, size, c);
      expect(seam).toBeLessThan(inside * 2 + 1.5);
    }
  });

  it('has something to say in every channel', () => {
    for (let c = 0; c < 4; c++) {
      let low = 255;
      let high = 0;
      for (let i = c; i < bytes.length; i += 4) {
        low = Math.min(low, bytes[i] ?? 0);
        high = Math.max(high, bytes[i] ?? 0);
      }
      expect(high - low).toBeGreaterThan(100);
    }
  });
});

describe('gradient noise', () => {
  it('repeats exactly after its period and is zero on its lattice', () => {
    const noise = gradientNoise(3, 4, 6);
    expect(noise(0.13, 0.7)).toBeCloseTo(noise(1.13, -0.3), 5);
    expect(noise(0.25, 0.5)).toBeCloseTo(0, 9);
  });

  it('keeps its octaves in bounds', () => {
    const f = fbm(1, 3, 3, 5);
    for (let i = 0; i < 500; i++) expect(Math.abs(f(i * 0.0137, i * 0.0291))).toBeLessThan(1.5);
  });
});
