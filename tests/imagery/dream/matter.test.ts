import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURES, NOISE_SEED, openNoise } from '../../../conductor/imagery/dream/noise.ts';
import { MatterCard } from '../../../training/dream/card.ts';

const file = (name: string): Buffer =>
  readFileSync(new URL(`../../../conductor/imagery/models/${name}`, import.meta.url));
const json = (name: string): unknown => JSON.parse(file(name).toString('utf8'));
const sha256 = (name: string): string => createHash('sha256').update(file(name)).digest('hex');

const CODE = 12;
const card = MatterCard.parse(json('dream-matter.card.json'));
const codes = json('dream-matter.codes.json') as Record<string, number[]>;
const grain = json('dream-matter.grain.json') as Record<string, number[]>;
const noise = openNoise();
let session: ort.InferenceSession;

beforeAll(async () => {
  session = await ort.InferenceSession.create(file('dream-matter.onnx'), { intraOpNumThreads: 1 });
});

/** Matter of one code at n scattered places, [n, 4]. */
const painted = async (code: readonly number[], n: number, drift = 0): Promise<Float32Array> => {
  const features = new Float32Array(n * FEATURES);
  const places = {
    x: Float32Array.from({ length: n }, (_, k) => ((k * 0.618034) % 1) * 7),
    y: Float32Array.from({ length: n }, (_, k) => k / n),
    footprint: new Float32Array(n).fill(1 / 128),
  };
  noise.fill(places, drift, 0, n, features);
  const repeated = Float32Array.from({ length: n * CODE }, (_, k) => code[k % CODE] as number);
  const { matter } = await session.run({
    noise: new ort.Tensor('float32', features, [n, FEATURES]),
    code: new ort.Tensor('float32', repeated, [n, CODE]),
  });
  expect(matter?.dims).toEqual([n, 4]);
  return matter?.data as Float32Array;
};

const column = (of: Float32Array, k: number): number[] => [...of].filter((_, i) => i % 4 === k);
const mean = (of: readonly number[]): number => of.reduce((sum, v) => sum + v, 0) / of.length;
const spread = (of: readonly number[]): number => {
  const middle = mean(of);
  return Math.sqrt(mean(of.map((v) => (v - middle) ** 2)));
};

describe('dream-matter', () => {
  it('is the file its card describes, with a code and a grain for every matter', () => {
    expect(sha256('dream-matter.onnx')).toBe(card.sha256);
    expect(sha256('dream-matter.codes.json')).toBe(card.codesSha256);
    expect(file('dream-matter.onnx').length).toBe(card.bytes);
    expect(card.training.noiseSeed).toBe(NOISE_SEED);
    const names = card.matters.map(({ name }) => name);
    expect(Object.keys(codes)).toEqual(names);
    expect(Object.keys(grain)).toEqual(names);
    for (const name of names) {
      expect(codes[name]).toHaveLength(CODE);
      expect(codes[name]?.every(Number.isFinite)).toBe(true);
      expect(grain[name]?.every((stretch) => stretch > 0)).toBe(true);
    }
  });

  it('fits into 200 kB', () => {
    expect(card.bytes).toBeLessThan(200_000);
  });

  it('takes noise and code, any number of rows', () => {
    expect(session.inputNames).toEqual(['noise', 'code']);
    expect(session.outputNames).toEqual(['matter']);
  });

  it('gives numbers within 0..1 for every matter, and structure, not one tone', async () => {
    for (const [name, code] of Object.entries(codes)) {
      const matter = await painted(code, 600);
      expect(
        matter.every((v) => v >= 0 && v <= 1),
        name,
      ).toBe(true);
      expect(spread(column(matter, 3)), name).toBeGreaterThan(0.015);
    }
  });

  it('stays within 0..1 for noise and codes far outside of what it learned', async () => {
    const wild = Array.from({ length: CODE }, (_, k) => (k % 2 ? 1e4 : -1e4));
    const matter = await painted(wild, 100);
    expect(matter.every((v) => v >= 0 && v <= 1)).toBe(true);
  });

  it('knows its matters apart by colour', async () => {
    const tone = async (name: string): Promise<number[]> => {
      const matter = await painted(codes[name] as number[], 800);
      return [0, 1, 2].map((k) => mean(column(matter, k)));
    };
    const [snow, asphalt, moss, rust, water] = (await Promise.all(
      ['snow', 'asphalt', 'moss', 'rust', 'water'].map(tone),
    )) as [number[], number[], number[], number[], number[]];
    expect(mean(snow) - mean(asphalt)).toBeGreaterThan(0.4);
    expect((moss[1] as number) - (moss[0] as number)).toBeGreaterThan(0.05);
    expect((rust[0] as number) - (rust[2] as number)).toBeGreaterThan(0.15);
    expect((water[2] as number) - (water[0] as number)).toBeGreaterThan(0);
  });

  it('changes calmly as time drifts: never more than a tenth in a thirtieth of a second', async () => {
    for (const name of ['water', 'snow', 'moss', 'paper']) {
      const code = codes[name] as number[];
      const [before, after] = [
        await painted(code, 600, 1),
        await painted(code, 600, 1 + 0.02 / 30),
      ];
      const moved = after.map((v, i) => Math.abs(v - (before[i] as number)));
      expect(Math.max(...moved), name).toBeLessThan(0.1);
    }
  });
});
