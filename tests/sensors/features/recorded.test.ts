import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { extractorFor } from '../../../sensors/features/index.ts';
import { biosppy, blocksOf, e4File, hasBiosppy, hasE4 } from './recordings.ts';

const of = (values: readonly FeatureValue[], name: FeatureName) =>
  values.filter((v) => v.name === name);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const hear = (
  kind: 'ecg' | 'ppg' | 'resp' | 'eda' | 'eeg',
  values: Float64Array,
  rateHz: number,
) => {
  const extractor = extractorFor(kind, 'test', 'dancer', rateHz, 1)!;
  return [...blocksOf(kind, values, rateHz)].flatMap((b) => extractor.push(b));
};

describe.skipIf(!hasBiosppy)('recorded biosignals of BioSPPy', () => {
  it('finds the R peaks of a resting ECG', () => {
    const found = hear('ecg', biosppy('ecg'), 1000);
    // Intervals between the peaks of the trace filtered without phase (SciPy sosfiltfilt, find_peaks), ms.
    const expected = [921, 954, 1030, 1023, 977, 1012, 1032, 968, 957, 999, 1042, 961, 980, 1023];
    const ibis = of(found, 'ibi').map((v) => 1000 * v.value);
    expect(ibis).toHaveLength(expected.length);
    for (const [i, ibi] of ibis.entries()) expect(Math.abs(ibi - expected[i]!)).toBeLessThan(5);
    expect(of(found, 'heartRate').at(-1)!.confidence).toBeGreaterThan(0.6);
    expect(of(found, 'rmssd').at(-1)!.value).toBeLessThan(150);
  });

  it('finds the same rate in ECG that its beats were counted from', () => {
    const found = hear('ecg', biosppy('ecg'), 1000);
    const ibis = of(found, 'ibi').map((v) => v.value);
    const mean = ibis.reduce((a, b) => a + b, 0) / ibis.length;
    expect(of(found, 'heartRate').at(-1)!.value).toBeCloseTo(60 / mean, -1);
  });

  it('counts breaths and fills between them', () => {
    const found = hear('resp', biosppy('resp'), 1000);
    const rate = of(found, 'breathRate').at(-1)!;
    expect(rate.value).toBeGreaterThan(5);
    expect(rate.value).toBeLessThan(30);
    const breath = of(found, 'breath')
      .slice(400)
      .map((v) => v.value);
    expect(Math.max(...breath)).toBeGreaterThan(0.9);
    expect(Math.min(...breath)).toBeLessThan(0.1);
  });

  it('splits skin conductance and counts its responses', () => {
    // BITalino's 10 bit formula, widened to 12 bit: microsiemens = adc / 4096 * 3.3 / 0.132.
    const found = hear(
      'eda',
      biosppy('eda').map((adc) => ((adc / 4096) * 3.3) / 0.132),
      1000,
    );
    const tonic = of(found, 'edaTonic').map((v) => v.value);
    const phasic = of(found, 'edaPhasic').map((v) => v.value);
    expect(median(tonic)).toBeGreaterThan(5);
    expect(Math.min(...phasic)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...phasic)).toBeGreaterThan(0.1);
    expect(of(found, 'scrRate').at(-1)!.value).toBeGreaterThan(0);
    expect(of(found, 'scrRate').at(-1)!.value).toBeLessThan(30);
  });

  it('finds more alpha with closed eyes', () => {
    const [open, closed] = ['eeg_eo', 'eeg_ec'].map((name) =>
      median(of(hear('eeg', biosppy(name), 125), 'eegAlpha').map((v) => v.value)),
    );
    expect(closed!).toBeGreaterThan(open! + 0.1);
  });
});

describe.skipIf(!hasE4)('an Empatica wrist', () => {
  it('agrees with the device on a clean stretch of blood volume pulse', () => {
    const bvp = e4File('S34', 'BVP');
    const device = e4File('S34', 'HR').values.subarray(180, 230);
    const found = hear('ppg', bvp.values.subarray(0, 64 * 240), bvp.rateHz);
    const last = of(found, 'heartRate').at(-1)!;
    expect(Math.abs(last.value - median([...device]))).toBeLessThan(5);
    expect(last.confidence).toBeGreaterThan(0.5);
  });
});
