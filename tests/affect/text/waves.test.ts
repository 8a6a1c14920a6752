import { describe, expect, it } from 'vitest';
import { random } from '../../../sensors/random.ts';
import { randomWaves, unscaledWaves, wavesOf } from '../../../training/text-en/waves.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);

describe('randomWaves', () => {
  const weights = [1, 0.5, 0];
  const waves = randomWaves(weights, 0.3, 8_192, 1);

  it('come near the Gaussian kernel', () => {
    const chance = random(2, 'rows');
    for (let i = 0; i < 10; i++) {
      const [a, b] = [0, 1].map(() => weights.map(() => chance.normal())) as [number[], number[]];
      const distance = weights.reduce((sum, w, k) => sum + w * ((a[k] ?? 0) - (b[k] ?? 0)) ** 2, 0);
      const near = (2 / waves.count) * dot(wavesOf(waves, a), wavesOf(waves, b));
      expect(near).toBeCloseTo(Math.exp(-0.3 * distance), 1);
    }
  });

  it('leave out what has no weight', () => {
    expect(wavesOf(waves, [0, 0, 5])).toEqual(wavesOf(waves, [0, 0, -5]));
  });

  it('are the same for inputs as they come', () => {
    const [mean, sd] = [
      [3, -2, 1],
      [2, 0.5, 1],
    ];
    const raw = [4, -2.5, 0];
    const scaled = raw.map((v, k) => (v - (mean[k] ?? 0)) / (sd[k] ?? 1));
    const a = wavesOf(waves, scaled);
    const b = wavesOf(unscaledWaves(waves, mean, sd), raw);
    a.forEach((v, w) => {
      expect(b[w]).toBeCloseTo(v, 4);
    });
  });
});
