import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CYCLES,
  FEATURES,
  NOISE_SEED,
  type NoisePlaces,
  openNoise,
} from '../../../conductor/imagery/dream/noise.ts';

interface Fixture {
  readonly seed: number;
  readonly x: number[];
  readonly y: number[];
  readonly footprint: number[];
  readonly drifts: number[];
  readonly features: number[][];
}

const fixture = JSON.parse(
  readFileSync(new URL('noise-fixture.json', import.meta.url), 'utf8'),
) as Fixture;

const noise = openNoise();

const line = (count: number, step: number, footprint: number): NoisePlaces => ({
  x: Float32Array.from({ length: count }, (_, k) => k * step),
  y: Float32Array.from({ length: count }, (_, k) => k * step * 0.61 + 3),
  footprint: new Float32Array(count).fill(footprint),
});

const features = (places: NoisePlaces, drift: number): Float32Array => {
  const out = new Float32Array(places.x.length * FEATURES);
  noise.fill(places, drift, 0, places.x.length, out);
  return out;
};

const column = (out: Float32Array, k: number): number[] =>
  Array.from({ length: out.length / FEATURES }, (_, i) => out[i * FEATURES + k] as number);

const spread = (values: readonly number[]): { mean: number; sd: number } => {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / values.length) };
};

describe('noise', () => {
  it('gives the numbers the network was trained on', () => {
    const places = {
      x: Float32Array.from(fixture.x),
      y: Float32Array.from(fixture.y),
      footprint: Float32Array.from(fixture.footprint),
    };
    expect(fixture.seed).toBe(NOISE_SEED);
    for (const [k, drift] of fixture.drifts.entries()) {
      const expected = fixture.features[k] as number[];
      const off = features(places, drift).map((v, i) => Math.abs(v - (expected[i] as number)));
      expect(Math.max(...off)).toBeLessThan(1e-4);
    }
  });

  it('has mean 0 and a standard deviation near 1 in every column', () => {
    const out = features(line(20_000, 0.37, 1 / 128), 0.5);
    for (let k = 0; k < FEATURES; k += 1) {
      const { mean, sd } = spread(column(out, k));
      expect(Math.abs(mean)).toBeLessThan(0.1);
      expect(sd).toBeGreaterThan(0.75);
      expect(sd).toBeLessThan(1.1);
    }
  });

  it('writes only the rows it was asked for, across the borders of its blocks', () => {
    const places = line(5000, 0.013, 1 / 128);
    const whole = features(places, 2);
    const parts = new Float32Array(5000 * FEATURES).fill(9);
    noise.fill(places, 2, 100, 3000, parts);
    expect([...new Set(parts.subarray(0, 100 * FEATURES))]).toEqual([9]);
    expect([...new Set(parts.subarray(3000 * FEATURES))]).toEqual([9]);
    noise.fill(places, 2, 0, 100, parts);
    noise.fill(places, 2, 3000, 5000, parts);
    expect(Buffer.from(parts.buffer).equals(Buffer.from(whole.buffer))).toBe(true);
  });

  it('moves slowly with its drift and never leaps', () => {
    const places = line(400, 0.11, 1 / 128);
    let before = features(places, 0);
    for (let step = 1; step <= 60; step += 1) {
      const now = features(places, step * 0.0005);
      const leaps = now.map((v, i) => Math.abs(v - (before[i] as number)));
      expect(Math.max(...leaps)).toBeLessThan(0.15);
      expect(spread([...leaps]).mean).toBeGreaterThan(1e-4);
      before = now;
    }
  });

  it('fades octaves that are finer than the pixels, the finest first', () => {
    const size = (octave: number, footprint: number): number => {
      const out = features(line(500, 0.37, footprint), 1);
      return spread(column(out, 4 * octave)).sd;
    };
    for (const [octave, cycles] of CYCLES.entries()) {
      expect(size(octave, 0.19 / cycles)).toBeGreaterThan(0.7);
      expect(size(octave, 0.46 / cycles)).toBe(0);
    }
  });

  it('gives numbers even where a place is none', () => {
    const places = { ...line(3, 1, 1 / 128), x: Float32Array.from([1, Number.NaN, 2]) };
    const out = features(places, 0);
    expect([...out.subarray(0, FEATURES)].every(Number.isFinite)).toBe(true);
    expect([...out.subarray(2 * FEATURES)].every(Number.isFinite)).toBe(true);
  });
});
