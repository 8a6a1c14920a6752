import { describe, expect, it, vi } from 'vitest';
import { KEYPOINTS } from '../../../conductor/contracts/sensor.ts';
import { body, GRID_HZ } from '../../../sensors/adapters/synthetic/body.ts';
import { STAGE } from '../../../sensors/adapters/synthetic/choreography.ts';
import { PHASES } from '../../../sensors/adapters/synthetic/dance.ts';
import { BONES, jointsOf } from '../../../sensors/adapters/synthetic/skeleton.ts';
import { norm, sub, type Vec } from '../../../sensors/adapters/synthetic/vector.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';

// Minutes of signal are computed here; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const dance = (options: string, ms: number, stepMs = ms) => {
  const heard = capture();
  void parseSource(`synthetic:${options}`).open(heard.context);
  for (let at = 0; at < ms; at += stepMs) heard.clock.advance(Math.min(stepMs, ms - at));
  return heard;
};

/** R peaks: local maxima above 0.5 mV, at least 0.25 s apart. */
const peaks = (ecg: readonly number[], rateHz: number): number[] => {
  const found: number[] = [];
  for (let i = 1; i + 1 < ecg.length; i++) {
    const v = ecg[i]!;
    const old = found.at(-1) ?? -rateHz;
    if (v > 0.5 && v >= ecg[i - 1]! && v > ecg[i + 1]! && i - old > rateHz / 4) found.push(i);
  }
  return found;
};

const variance = (values: readonly number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
};

describe('the synthetic dancer', () => {
  it('is the same dance for the same seed and clock, and another for another seed', () => {
    const a = dance('seed=7', 20_000);
    const b = dance('seed=7', 20_000);
    const c = dance('seed=8', 20_000);
    expect(a.blocks).toEqual(b.blocks);
    expect(c.values('pose')).not.toEqual(a.values('pose'));
  });

  it('does not depend on how often the clock is looked at', () => {
    const smooth = dance('seed=7', 10_000);
    const rough = dance('seed=7', 10_000, 137);
    for (const { name, channels } of smooth.announced[0]!.streams)
      for (let c = 0; c < channels.length; c++)
        expect(rough.values(name, c)).toEqual(smooth.values(name, c));
  });

  it.each(['130', '250'])('has the heart rate in its ECG that it was given (%s Hz)', (ecg) => {
    const { values } = dance(`seed=3,ecg=${ecg}`, 120_000);
    const truth = body(3);
    const rateHz = Number(ecg);
    const at = peaks(values('ecg'), rateHz);
    for (let fromS = 5; fromS + 15 < 120; fromS += 15) {
      const inside = at.filter((i) => i / rateHz >= fromS && i / rateHz < fromS + 15);
      const measured = (60 * (inside.length - 1) * rateHz) / (inside.at(-1)! - inside[0]!);
      const beats = (s: number) => truth.at(Math.round(s * GRID_HZ)).vitals.beats;
      const firstBeats = beats(inside[0]! / rateHz);
      const given =
        (60 * (beats(inside.at(-1)! / rateHz) - firstBeats) * rateHz) /
        (inside.at(-1)! - inside[0]!);
      expect(Math.abs(measured - given)).toBeLessThan(3);
    }
  });

  it('lets heart and breath follow effort, with a lag', () => {
    const rest = body(5, 'rest');
    const burst = body(5, 'burst');
    const at = (who: typeof rest, s: number) => who.at(s * GRID_HZ).vitals;
    const early = at(burst, 2).heartRate;
    const [restful, worked] = [at(rest, 90), at(burst, 90)];
    expect(worked.heartRate).toBeGreaterThan(restful.heartRate + 50);
    expect(early).toBeLessThan(worked.heartRate - 20);
    expect(worked.breaths / restful.breaths).toBeGreaterThan(1.5);
  });

  it('has a heart that is faster while breathing in (respiratory sinus arrhythmia)', () => {
    const calm = body(11, 'rest');
    const rates = { full: [] as number[], empty: [] as number[] };
    for (let n = 30 * GRID_HZ; n < 150 * GRID_HZ; n += 15) {
      const { lungs, heartRate } = calm.at(n).vitals;
      if (lungs > 0.8) rates.full.push(heartRate);
      if (lungs < 0.2) rates.empty.push(heartRate);
    }
    const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    expect(mean(rates.full) - mean(rates.empty)).toBeGreaterThan(3);
  });

  it('keeps every limb at its length and the body on the stage, in every phase', () => {
    const length = (a: Vec, b: Vec): number => norm(sub(a, b));
    for (const phase of PHASES) {
      const dancer = body(21, phase);
      let stretched = 0;
      const low = [9, 9];
      const high = [0, 0];
      for (let n = 0; n < 40 * GRID_HZ; n += 5) {
        const j = jointsOf(dancer.at(n).stance);
        const off = (a: Vec, b: Vec, bone: number) => {
          stretched = Math.max(stretched, Math.abs(length(a, b) - bone));
        };
        off(j.shoulders[0], j.shoulders[1], 2 * BONES.shoulderHalf);
        for (const side of [0, 1] as const) {
          off(j.shoulders[side], j.elbows[side], BONES.upperArm);
          off(j.elbows[side], j.wrists[side], BONES.forearm);
          off(j.hips[side], j.knees[side], BONES.thigh);
          off(j.knees[side], j.ankles[side], BONES.shank);
          for (const p of [j.elbows, j.wrists, j.knees, j.ankles, j.hips]) {
            for (const axis of [0, 1] as const) {
              low[axis] = Math.min(low[axis]!, p[side][axis]);
              high[axis] = Math.max(high[axis]!, p[side][axis]);
            }
          }
        }
      }
      expect(stretched, phase).toBeLessThan(1e-9);
      expect(low[0], phase).toBeGreaterThan(0);
      expect(low[1], phase).toBeGreaterThan(-0.02);
      expect(high[0], phase).toBeLessThan(STAGE.widthM);
      expect(high[1], phase).toBeLessThan(STAGE.heightM);
    }
  });

  it('shows her own left on the right of an audience that she faces', () => {
    const { blocks } = dance('seed=1,phase=rest', 8000);
    const pose = blocks.filter((b) => b.stream === 'pose').at(-1)!;
    const x = (name: (typeof KEYPOINTS)[number]) => pose.data[3 * KEYPOINTS.indexOf(name)]!;
    expect(pose.rateHz).toBe(0);
    expect(pose.data.length).toBe(51);
    expect(x('leftShoulder')).toBeGreaterThan(x('rightShoulder'));
  });

  it('feels one g at rest and several in a burst, but never leaves the sensor’s range', () => {
    const size = (h: ReturnType<typeof dance>) => {
      const [x, y, z] = [0, 1, 2].map((c) => h.values('acc-wrist', c));
      return x!.map((v, i) => Math.hypot(v, y![i]!, z![i]!));
    };
    const rest = size(dance('seed=2,phase=rest', 20_000));
    expect(rest.reduce((a, b) => a + b, 0) / rest.length).toBeCloseTo(9.8, 0);
    const burst = size(dance('seed=2,phase=burst', 40_000));
    expect(Math.sqrt(variance(burst))).toBeGreaterThan(8 * Math.sqrt(variance(rest)));
    expect(Math.max(...burst)).toBeLessThan(160);
  });

  it('sweats more, and more often, in a burst than at rest', () => {
    const rest = dance('seed=4,phase=rest', 120_000).values('eda');
    const burst = dance('seed=4,phase=burst', 120_000).values('eda');
    expect(Math.min(...rest, ...burst)).toBeGreaterThan(0);
    const rises = (v: number[]) => v.filter((x, i) => i > 3 && x - v[i - 4]! > 0.05).length;
    expect(rises(burst)).toBeGreaterThan(2 * rises(rest));
    expect(burst.at(-1)!).toBeGreaterThan(rest.at(-1)!);
  });

  it('has more alpha at rest and more beta in a burst', () => {
    const band = (phase: string, low: number, high: number): number => {
      const eeg = dance(`seed=6,phase=${phase}`, 16_000).values('eeg', 3);
      let power = 0;
      for (let hz = low; hz <= high; hz += 0.25) {
        const [c, s] = eeg.reduce(
          ([re, im], v, i) => {
            const a = (2 * Math.PI * hz * i) / 256;
            return [re + v * Math.cos(a), im + v * Math.sin(a)];
          },
          [0, 0] as [number, number],
        );
        power += c * c + s * s;
      }
      return power;
    };
    expect(band('rest', 9, 11)).toBeGreaterThan(3 * band('burst', 9, 11));
    expect(band('burst', 17, 23)).toBeGreaterThan(1.5 * band('rest', 17, 23));
  });

  it('moves on through phases of 8 to 25 s', () => {
    const dancer = body(9);
    const changes: number[] = [];
    let phase = dancer.at(0).phase;
    const seen = new Set([phase]);
    for (let n = 0; n < 600 * GRID_HZ; n++) {
      const now = dancer.at(n).phase;
      if (now !== phase) changes.push(n / GRID_HZ);
      phase = now;
      seen.add(now);
    }
    expect(seen).toEqual(new Set(PHASES));
    const lengths = changes.slice(1).map((s, i) => s - changes[i]!);
    expect(Math.min(...lengths)).toBeGreaterThan(7.9);
    expect(Math.max(...lengths)).toBeLessThan(25.1);
  });

  it('goes on where it was after the machine slept, without a flood', () => {
    const heard = capture();
    let nowMs = 1_000_000;
    let beat: (due: number) => void = () => {};
    const timing = {
      nowMs: () => nowMs,
      at: () => () => {},
      every: (_: number, fn: (due: number) => void) => {
        beat = fn;
        return () => {};
      },
    };
    void parseSource('synthetic').open({ ...heard.context, timing });
    nowMs += 20;
    beat(nowMs);
    const before = heard.blocks.length;
    nowMs += 3_600_000;
    beat(nowMs);
    const after = heard.blocks.slice(before);
    expect(after.reduce((n, b) => n + b.data.length, 0)).toBeLessThan(500);
    for (const block of after) expect(block.atMs).toBeLessThanOrEqual(nowMs);
  });
});
