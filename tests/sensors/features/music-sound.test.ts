import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { FeatureName, FeatureValue } from '../../../conductor/contracts/feature.ts';
import { FeatureValue as FeatureSchema } from '../../../conductor/contracts/feature.ts';
import type { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { extractorFor } from '../../../sensors/features/index.ts';
import { soundAnalyser } from '../../../sensors/features/music/analyser.ts';
import { midiOf } from '../../../sensors/features/music/sung.ts';
import { dice, lastOf, scaleOf, wander } from './music-support.ts';

// Seconds of sound are made and analysed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const RATE = 32_000;
const hzOf = (midi: number) => 440 * 2 ** ((midi - 69) / 12);

interface Tone {
  readonly midi: number;
  readonly atS: number;
  readonly lastsS: number;
  readonly gain?: number;
  /** Time in which it falls by e; 0: it holds. */
  readonly fadesS?: number;
  /** Semitones of vibrato at 5.5 Hz. */
  readonly vibrato?: number;
}

/** Harmonic tones over a soft room. */
const sound = (lengthS: number, tones: readonly Tone[], noise = 1e-4, rate = RATE) => {
  const out = new Float32Array(lengthS * rate);
  const next = dice(9);
  for (let i = 0; i < out.length; i++) out[i] = noise * (2 * next() - 1);
  for (const { midi, atS, lastsS, gain = 0.3, fadesS = 0, vibrato = 0 } of tones) {
    let phase = 0;
    for (let i = 0; i < lastsS * rate; i++) {
      const t = i / rate;
      const bent = midi + vibrato * Math.sin(2 * Math.PI * 5.5 * t);
      phase += (2 * Math.PI * hzOf(bent)) / rate;
      const edge = Math.min(1, t / 0.005, (lastsS - t) / 0.02);
      const body = fadesS > 0 ? Math.exp(-t / fadesS) : 1;
      const wave = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase);
      const at = Math.round(atS * rate) + i;
      if (at < out.length) out[at] = out[at]! + 0.6 * gain * edge * body * wave;
    }
  }
  return out;
};

const analysed = (pcm: Float32Array, rate = RATE) => soundAnalyser(rate).push(pcm);

/** What is drawn from sound, in blocks of `frames`. */
const drawn = (pcm: Float32Array, frames = 2): FeatureValue[] => {
  const all = analysed(pcm);
  const rateHz = RATE / 1024;
  const extractor = extractorFor('sound', 'mic', 'mina', rateHz)!;
  const out: FeatureValue[] = [];
  for (let i = 0; i + frames <= all.length; i += frames) {
    const data = Float32Array.from(all.slice(i, i + frames).flatMap((f) => [...f]));
    const block: SampleBlock = {
      sourceId: 'mic',
      bodyId: 'mina',
      stream: 'sound',
      kind: 'sound',
      channels: 5,
      rateHz,
      atMs: 1e6 + ((i + frames) * 1000) / rateHz,
      data,
      recorded: false,
    };
    out.push(...extractor.push(block));
  }
  return out;
};
const namesOf = (values: readonly FeatureValue[]) => new Set(values.map((v) => v.name));
const plucked = (notes: readonly number[], stepS: number): Tone[] =>
  notes.map((midi, i) => ({ midi, atS: 0.5 + i * stepS, lastsS: stepS, fadesS: 0.25 }));

describe('the analyser of sound', () => {
  it('gives one frame of five values a hop, however the samples come', () => {
    const pcm = sound(1, [{ midi: 69, atS: 0, lastsS: 1 }]);
    const whole = analysed(pcm);
    expect(whole).toHaveLength(Math.floor(RATE / 1024));
    expect(whole.every((f) => f.length === 5 && f.every(Number.isFinite))).toBe(true);
    const pieces = soundAnalyser(RATE);
    const next = dice(4);
    const frames: Float32Array[] = [];
    for (let from = 0; from < pcm.length; ) {
      const to = from + 1 + Math.floor(next() * 700);
      frames.push(...pieces.push(pcm.subarray(from, to)));
      from = to;
    }
    expect(frames).toEqual(whole);
  });

  it.each([
    [40, 48_000],
    [55, 44_100],
    [69, 48_000],
    [84, 16_000],
    [96, 96_000],
  ])('finds the pitch of tone %i at %i samples a second', (midi, rate) => {
    const frame = analysed(sound(0.5, [{ midi, atS: 0, lastsS: 0.5 }], 1e-4, rate), rate).at(-2)!;
    expect(midiOf(frame[2]!)).toBeCloseTo(midi, 1);
    expect(frame[3]).toBeGreaterThan(0.95);
  });

  it('gives a sine of full scale 0 dBFS, and half of it 6 dB less', () => {
    const sine = Float32Array.from({ length: RATE }, (_, i) => Math.sin(i * 0.131));
    expect(analysed(sine).at(-1)![0]).toBeCloseTo(0, 1);
    expect(analysed(sine.map((x) => x / 2)).at(-1)![0]).toBeCloseTo(-6.02, 1);
  });

  it('of silence gives the floor and nothing else', () => {
    for (const frame of analysed(new Float32Array(RATE)))
      expect([...frame]).toEqual([-120, 0, 0, 0, 0]);
  });

  it('of noise gives no pitch, and a centroid in its middle', () => {
    const next = dice(5);
    const noise = Float32Array.from({ length: RATE }, () => 0.5 * (2 * next() - 1));
    const frames = analysed(noise).slice(2);
    expect(frames.filter((f) => f[2]! > 0).length / frames.length).toBeLessThan(0.05);
    const centroid = frames.reduce((s, f) => s + f[4]!, 0) / frames.length;
    expect(centroid / RATE).toBeGreaterThan(0.22);
    expect(centroid / RATE).toBeLessThan(0.28);
  });

  it('of a chord does not tell the low pitch at which it repeats', () => {
    const chord = [60, 64, 67].map((midi) => ({ midi, atS: 0, lastsS: 1, gain: 0.15 }));
    const low = analysed(sound(1, chord)).filter((f) => f[2]! > 0 && midiOf(f[2]!) < 55);
    expect(low).toHaveLength(0);
  });

  it('rises in flux where a string is plucked and stays low while it sounds, also with vibrato', () => {
    const tones: Tone[] = [
      { midi: 57, atS: 0.5, lastsS: 1.5, fadesS: 0.5 },
      { midi: 60, atS: 2, lastsS: 2, vibrato: 0.4 },
    ];
    const frames = analysed(sound(4, tones));
    const flux = (fromS: number, toS: number) =>
      Math.max(...frames.slice((fromS * RATE) / 1024, (toS * RATE) / 1024).map((f) => f[1]!));
    expect(flux(0.48, 0.6)).toBeGreaterThan(0.5);
    expect(flux(0.7, 1.9)).toBeLessThan(0.15);
    expect(flux(1.98, 2.1)).toBeGreaterThan(0.3);
    expect(flux(2.3, 3.9)).toBeLessThan(0.2);
  });

  it('takes samples that are no numbers, and refuses a rate that is none', () => {
    const odd = Float32Array.from({ length: 8192 }, (_, i) => [Number.NaN, 1e30, -1e30][i % 3]!);
    for (const frame of analysed(odd)) expect(frame.every(Number.isFinite)).toBe(true);
    for (const rate of [0, Number.NaN, 1e9]) expect(() => soundAnalyser(rate)).toThrow(RangeError);
  });
});

describe('features from sound', () => {
  it('tell the pitch that sounds, its level and its colour', () => {
    const values = drawn(sound(2, [{ midi: 62, atS: 0, lastsS: 2 }]));
    const pitch = lastOf(values, 'pitch')!;
    expect(pitch.value).toBeCloseTo(62, 0);
    expect(pitch.confidence).toBeGreaterThan(0.7);
    expect(lastOf(values, 'soundLevel')!.value).toBeGreaterThan(-20);
    expect(lastOf(values, 'soundCentroid')!.value).toBeGreaterThan(250);
  });

  it('count plucked strings: density, evenness and tempo', () => {
    const values = drawn(sound(7, plucked(wander(scaleOf([0, 2, 4, 7, 9]), 12), 0.5)));
    const density = values.filter((v) => v.name === 'noteDensity' && v.atMs > 1e6 + 4600);
    for (const { value } of density.slice(0, 8)) expect(value).toBeCloseTo(2, 0);
    const last = (name: FeatureName) =>
      values.filter((v) => v.name === name && v.atMs < 1e6 + 6500).at(-1)!;
    expect(last('onsetRegularity').value).toBeGreaterThan(0.7);
    expect(last('tempo').value).toBeCloseTo(120, -0.7);
    expect(last('register').value).toBeGreaterThan(50);
  });

  it('fall to a density of nothing when it is silent', () => {
    const values = drawn(sound(7.5, plucked([60, 62, 64, 65, 67, 69], 0.4)));
    expect(
      Math.max(...values.filter((v) => v.name === 'noteDensity').map((v) => v.value)),
    ).toBeGreaterThan(1.5);
    expect(lastOf(values, 'noteDensity')!.value).toBe(0);
  });

  it('of a sung vibrato count one onset, not one a swing', () => {
    const values = drawn(sound(4, [{ midi: 64, atS: 0.5, lastsS: 3, vibrato: 0.5 }]));
    const most = Math.max(...values.filter((v) => v.name === 'noteDensity').map((v) => v.value));
    expect(most).toBeLessThanOrEqual(1);
  });

  it('hear the mode of a melody, less surely than from notes', () => {
    const line = [60, 62, 64, 65, 67, 69, 71, 72, 67, 64, 60, 65, 69, 67, 71, 72, 67, 64, 62, 60];
    const values = drawn(sound(7, plucked(line, 0.3)));
    const mode = lastOf(values, 'mode')!;
    expect(mode.value).toBeGreaterThan(0.3);
    expect(mode.confidence).toBeGreaterThan(0.1);
    expect(mode.confidence).toBeLessThanOrEqual(0.6);
    expect(lastOf(values, 'key')!.value).toBe(0);
  });

  it('of an empty room say only how quiet it is', () => {
    const values = drawn(sound(2, [], 3e-4));
    expect([...namesOf(values)].sort()).toEqual(['soundCentroid', 'soundLevel']);
    expect(lastOf(values, 'soundCentroid')!.confidence).toBe(0);
  });

  it('are only what the contract allows, whatever the frames hold (fuzz)', () => {
    const number = fc.oneof(fc.float(), fc.integer({ min: -200, max: 5000 }), fc.constant(0));
    const frame = fc.array(number, { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (all, n) => {
        const extractor = extractorFor('sound', 'mic', 'mina', 46.9)!;
        let atMs = 1e6;
        for (const data of all) {
          atMs += 21;
          const block: SampleBlock = {
            sourceId: 'mic',
            bodyId: 'mina',
            stream: 'sound',
            kind: 'sound',
            channels: n,
            rateHz: 46.9,
            atMs,
            data: Float32Array.from(data),
            recorded: false,
          };
          for (const v of extractor.push(block)) FeatureSchema.parse(v);
        }
      }),
      { numRuns: 300 },
    );
  });
});
