import { describe, expect, it } from 'vitest';
import { MovementFrame } from '#contracts/movement';
import { KEYPOINTS, type SampleBlock } from '#contracts/sensor';
import { extractorFor, movementTracker } from '../../../sensors/features/index.ts';
import { blocksOf } from './recordings.ts';

const G = 9.81;
const shaken = (hz: number, size: number, seconds: number, rateHz: number) => {
  const out = new Float64Array(seconds * rateHz * 3);
  for (let i = 0; i < seconds * rateHz; i++) {
    out[3 * i] = size * Math.sin((2 * Math.PI * hz * i) / rateHz);
    out[3 * i + 2] = G;
  }
  return out;
};
const hear = (values: Float64Array, rateHz = 50) => {
  const extractor = extractorFor('acc', 's', 'dancer', rateHz)!;
  return [...blocksOf('acc', values, rateHz, { channels: 3, frames: 2 })].flatMap((b) =>
    extractor.push(b),
  );
};
const last = (found: ReturnType<typeof hear>, name: string) =>
  found.filter((f) => f.name === name).at(-1)!;

const pose = (atMs: number, x: number, confidence = 1): SampleBlock => ({
  sourceId: 'cam',
  bodyId: 'dancer',
  stream: 'pose',
  kind: 'pose',
  channels: 51,
  rateHz: 0,
  atMs,
  data: Float32Array.from({ length: 51 }, (_, i) => [x, 0.5, confidence][i % 3]!),
  recorded: false,
});

describe('motion features', () => {
  it('is still where only gravity acts', () => {
    const found = hear(shaken(1, 0, 10, 50));
    expect(last(found, 'motionEnergy').value).toBeLessThan(0.01);
    expect(last(found, 'motionCentroid')?.confidence ?? 0).toBe(0);
  });

  it.each([1, 2, 4])('finds the centroid of shaking at %i Hz', (hz) => {
    expect(Math.abs(last(hear(shaken(hz, 5, 10, 50)), 'motionCentroid').value - hz)).toBeLessThan(
      0.6,
    );
  });

  it('has more energy and jerk the harder it moves, and never above one', () => {
    const [soft, hard] = [2, 60].map((size) => hear(shaken(3, size, 10, 50)));
    for (const name of ['motionEnergy', 'motionJerk']) {
      expect(last(hard!, name).value).toBeGreaterThan(last(soft!, name).value);
      expect(last(hard!, name).value).toBeLessThanOrEqual(1);
    }
  });
});

describe('movement on arrival', () => {
  it('answers an acceleration with a valid frame in the same call', () => {
    const tracker = movementTracker();
    const frames = [...blocksOf('acc', shaken(2, 8, 4, 50), 50, { channels: 3, frames: 1 })].map(
      (b) => tracker.push(b),
    );
    for (const frame of frames) MovementFrame.parse(frame);
    expect(Math.max(...frames.map((f) => f!.energy))).toBeGreaterThan(0.4);
    expect(Math.max(...frames.map((f) => f!.dx))).toBeGreaterThan(0.3);
    expect(Math.min(...frames.map((f) => f!.dx))).toBeLessThan(-0.3);
  });

  it('gives joints their velocity', () => {
    const tracker = movementTracker();
    let frame = null;
    for (let i = 0; i < 30; i++) frame = tracker.push(pose(i * 33, 0.2 + 0.01 * i));
    MovementFrame.parse(frame);
    expect(frame!.points).toHaveLength(KEYPOINTS.length);
    expect(frame!.points[9]!.vx).toBeCloseTo(0.01 / 0.033, 1);
    expect(frame!.dx).toBeGreaterThan(0.1);
  });

  it('lets joints that are not believed stand still with confidence 0', () => {
    const tracker = movementTracker();
    tracker.push(pose(0, 0.5));
    const half = pose(33, 0.5);
    for (const i of [9, 10]) {
      half.data[3 * i] = Number.NaN;
      half.data[3 * i + 2] = 0.9;
    }
    half.data[3 * 15 + 2] = 0.1;
    const frame = MovementFrame.parse(tracker.push(half));
    for (const i of [9, 10, 15]) {
      expect(frame.points[i]).toMatchObject({ x: 0.5, vx: 0, confidence: 0 });
    }
    expect(tracker.push(pose(66, 0.5, 0))).toBeNull();
  });

  it('does not take a gap for a leap', () => {
    const tracker = movementTracker();
    for (let i = 0; i < 10; i++) tracker.push(pose(i * 33, 0.2));
    expect(tracker.push(pose(5000, 0.9))!.energy).toBe(0);
  });

  it('has nothing to say about other kinds and about no numbers', () => {
    const tracker = movementTracker();
    const block = { ...pose(0, 0.5), kind: 'eda' as const, stream: 'eda' };
    expect(tracker.push(block)).toBeNull();
    const nan = { ...pose(0, 0), kind: 'acc' as const, stream: 'acc', channels: 3 };
    expect(tracker.push({ ...nan, data: new Float32Array(3).fill(Number.NaN) })).toBeNull();
  });
});
