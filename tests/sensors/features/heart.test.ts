import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { StreamKind } from '#contracts/sensor';
import { extractorFor } from '../../../sensors/features/index.ts';
import { blocksOf } from './recordings.ts';

const of = (values: readonly FeatureValue[], name: FeatureName) =>
  values.filter((v) => v.name === name);
const hear = (kind: StreamKind, values: ArrayLike<number>, rateHz: number, frames?: number) => {
  const extractor = extractorFor(kind, 'test', 'dancer', rateHz)!;
  const blocks = blocksOf(kind, values, rateHz, frames ? { frames } : {});
  return [...blocks].flatMap((b) => extractor.push(b));
};
const noise = (i: number) => (((Math.sin(i * 12.9898) * 43758.5453) % 1) + 1) % 1;

/** A spike train with a wave, one beat each `ibiS`. */
const ecg = (ibiS: number, seconds: number, rateHz: number) =>
  Float64Array.from({ length: seconds * rateHz }, (_, i) => {
    const t = (i / rateHz) % ibiS;
    return Math.exp(-(((t - 0.2) / 0.012) ** 2)) + 0.2 * Math.exp(-(((t - 0.45) / 0.05) ** 2));
  });
const pulse = (bpm: number, seconds: number, rateHz: number) =>
  Float64Array.from({ length: seconds * rateHz }, (_, i) => {
    const p = (2 * Math.PI * bpm * i) / rateHz / 60;
    return 50 * Math.sin(p) + 15 * Math.sin(2 * p + 1) + 4 * noise(i);
  });

describe('ECG', () => {
  it.each([130, 250, 512])('tells the interval within 4 ms at %i Hz', (rateHz) => {
    const ibis = of(hear('ecg', ecg(0.8, 30, rateHz), rateHz), 'ibi').slice(3);
    expect(ibis.length).toBeGreaterThan(28);
    for (const { value } of ibis) expect(Math.abs(value - 0.8)).toBeLessThan(0.004);
  });

  it('reads a lead that is worn upside down', () => {
    const upside = ecg(0.7, 30, 250).map((x) => -x);
    const ibis = of(hear('ecg', upside, 250), 'ibi').slice(8);
    for (const { value } of ibis) expect(value).toBeCloseTo(0.7, 2);
  });

  it('goes on after not-a-number and infinity', () => {
    const trace = ecg(0.8, 40, 250);
    for (let i = 2500; i < 2600; i++) trace[i] = i % 2 ? Number.NaN : Number.POSITIVE_INFINITY;
    const found = hear('ecg', trace, 250);
    for (const v of found) expect(Number.isFinite(v.value)).toBe(true);
    expect(of(found, 'heartRate').at(-1)!.value).toBeCloseTo(75, 0);
  });

  it('gives a phase on each block that rises, and falls only to start again', () => {
    const phases = of(hear('ecg', ecg(0.8, 30, 250), 250, 10), 'heartPhase').slice(300);
    let turns = 0;
    for (const [i, { value }] of phases.entries()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      const before = phases[i - 1]?.value ?? 0;
      if (value < before) {
        turns++;
        expect(before - value).toBeGreaterThan(0.5);
      }
    }
    // 450 blocks of 40 ms are 18 s: 22 or 23 beats of 0.8 s.
    expect(Math.abs(turns - (phases.length * 0.04) / 0.8)).toBeLessThanOrEqual(1);
  });

  it('leaves a missed beat out of heart rate and RMSSD', () => {
    const trace = ecg(0.8, 40, 250);
    trace.fill(0, 250 * 24, 250 * 24 + 200);
    const found = hear('ecg', trace, 250);
    expect(of(found, 'rmssd').at(-1)!.value).toBeLessThan(10);
    expect(of(found, 'heartRate').at(-1)!.value).toBeCloseTo(75, 0);
  });
});

describe('PPG', () => {
  it.each([50, 72, 110, 160])('tells %i beats a minute', (bpm) => {
    const found = hear('ppg', pulse(bpm, 90, 64), 64);
    const last = of(found, 'heartRate').at(-1)!;
    expect(Math.abs(last.value - bpm)).toBeLessThan(3);
    expect(last.confidence).toBeGreaterThan(0.5);
    const ibis = of(found, 'ibi').slice(-10);
    for (const { value } of ibis) expect(Math.abs(60 / value - bpm)).toBeLessThan(0.1 * bpm);
  });

  it('is not sure of noise', () => {
    const hiss = Float64Array.from({ length: 64 * 90 }, (_, i) => 100 * (noise(i) - 0.5));
    expect(of(hear('ppg', hiss, 64), 'heartRate').at(-1)!.confidence).toBeLessThan(0.5);
  });

  it('is not sure of a sensor that lies on the table', () => {
    const found = hear('ppg', new Float64Array(64 * 60).fill(3), 64);
    for (const v of found) expect(Number.isFinite(v.value)).toBe(true);
    expect(of(found, 'heartRate').at(-1)!.confidence).toBeLessThan(0.5);
  });

  it('gives the same values for the same samples', () => {
    const trace = pulse(70, 20, 64);
    expect(hear('ppg', trace, 64)).toEqual(hear('ppg', trace, 64));
  });
});

describe('streams of intervals and rates', () => {
  const one = (kind: StreamKind, value: number, atMs: number) => ({
    sourceId: 's',
    bodyId: 'dancer',
    stream: kind,
    kind,
    channels: 1,
    rateHz: 0,
    atMs,
    data: Float32Array.of(value),
    recorded: false,
  });

  it('makes RMSSD of intervals as its definition has it', () => {
    const extractor = extractorFor('ibi', 's', 'dancer', 0)!;
    const ibis = Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.82 : 0.8));
    let atMs = 0;
    const found = ibis.flatMap((ibi) => {
      atMs += 1000 * ibi;
      return extractor.push(one('ibi', ibi, atMs));
    });
    expect(of(found, 'rmssd').at(-1)!.value).toBeCloseTo(20, 1);
    expect(of(found, 'heartRate').at(-1)!.value).toBeCloseTo(60 / 0.81, 0);
  });

  it('hands a heart rate on and refuses one that no heart has', () => {
    const extractor = extractorFor('hr', 's', 'dancer', 0)!;
    expect(extractor.push(one('hr', 88, 0))[0]).toMatchObject({ name: 'heartRate', value: 88 });
    expect(extractor.push(one('hr', 0, 1000))).toEqual([]);
    expect(extractor.push(one('hr', Number.NaN, 2000))).toEqual([]);
  });
});
