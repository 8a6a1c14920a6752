import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SampleBlock, StreamKind } from '../../../conductor/contracts/sensor.ts';
import { openExpectation } from '../../../sensors/expectation/index.ts';
import { inertialModel, poseModel } from '../../../sensors/expectation/models.ts';
import { track } from '../../../sensors/expectation/track.ts';
import { movementTracker } from '../../../sensors/features/index.ts';
import { random } from '../../../sensors/random.ts';
import { HZ, poseBlock, take } from './support.ts';
import { hasWalking, scoreOf, spreadOf, walk, walkers } from './walking.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('bounded work', () => {
  it('one block moves the grid by ten steps at most, however late or large it is', () => {
    const one = track(inertialModel());
    const values = Float64Array.of(1, 2, 3);
    const rng = random(1, 'times');
    let atMs = 0;
    for (let n = 0; n < 3000; n++) {
      atMs += rng.next() < 0.1 ? rng.range(0, 5000) : rng.range(0, 60);
      const before = one.steps;
      one.push(rng.next() < 0.5 ? 0 : 1, values, atMs, 1);
      expect(one.steps - before).toBeLessThanOrEqual(20);
    }
  });

  it('nothing is allocated by a step: what it shows are the same arrays', () => {
    const one = track(poseModel());
    const { expected, errors, moved, seen, readout } = one.forecast;
    const arrays = [expected, errors, moved, seen, readout.weights, readout.inverse];
    const places = new Float64Array(26).fill(0.5);
    for (let n = 0; n < 100; n++) one.push(0, places, (n * 1000) / 30, 0.17);
    const after = one.forecast;
    expect(
      [
        after.expected,
        after.errors,
        after.moved,
        after.seen,
        after.readout.weights,
        after.readout.inverse,
      ].every((a, i) => a === arrays[i]),
    ).toBe(true);
    expect(one.steps).toBe(100);
  });

  it('a hundred bodies do not make it grow', () => {
    const expectation = openExpectation();
    const at = take(1).at;
    for (let b = 0; b < 100; b++)
      for (let n = 0; n < 45; n++)
        expectation.see(poseBlock(at(n / HZ), n / HZ, { bodyId: `b${b}` }), null);
    expect(expectation.save().size).toBeLessThanOrEqual(32);
  });
});

describe('garbage', () => {
  const number = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: -2, max: 2, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 1e30, -1e30, Number.POSITIVE_INFINITY, 0) },
  );
  const garbage = fc.record({
    sourceId: fc.constantFrom('a', 'b'),
    bodyId: fc.constantFrom('x', 'y'),
    stream: fc.constantFrom('pose', 'acc', 'gyro', 'acc-wrist', ''),
    kind: fc.constantFrom<StreamKind[]>('pose', 'acc', 'gyro', 'ecg'),
    channels: fc.constantFrom(51, 3, 6, 1, 0, -1, 2.5),
    rateHz: fc.constantFrom(0, 25, 50, 200, 10_000, -5, Number.NaN),
    atMs: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.constantFrom(Number.NaN, -1e9, 1e15)),
    data: fc.array(number, { maxLength: 160 }).map((a) => Float32Array.from(a)),
    recorded: fc.boolean(),
  });

  it('never throws, and what it says stays within 0..1', () => {
    const expectation = openExpectation();
    const tracker = movementTracker();
    const check = (block: SampleBlock): void => {
      const { frame, values } = expectation.see(
        block,
        block.channels > 0 ? tracker.push(block) : null,
      );
      for (const x of [...values.flatMap((v) => [v.value, v.confidence]), frame?.surprise ?? 0])
        expect(x >= 0 && x <= 1).toBe(true);
      for (const point of frame?.points ?? [])
        expect(point.surprise >= 0 && point.surprise <= 1).toBe(true);
    };
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 30 }), (blocks) => blocks.forEach(check)),
      {
        numRuns: 150,
      },
    );
  });

  it('poisons nothing: after wild frames she is expected as before', () => {
    const expectation = openExpectation();
    const at = take(3).at;
    const rng = random(9, 'wild');
    for (let n = 0; n < 40 * HZ; n++) {
      const wild = n > 20 * HZ && n < 25 * HZ && n % 3 === 0;
      const frame = wild ? at(n / HZ).map(() => rng.range(-1e3, 1e3)) : at(n / HZ);
      const { values } = expectation.see(poseBlock(frame, n / HZ), null);
      for (const v of values) expect(Number.isFinite(v.value)).toBe(true);
    }
    const joints = expectation.expected('dancer')!.ahead.flatMap((a) => a.joints);
    expect(joints.every((j) => j.x > -0.5 && j.x < 1.5 && j.y > -0.5 && j.y < 1.5)).toBe(true);
  });
});

describe.skipIf(!hasWalking)('recorded walks', () => {
  it('are foreseen half a second ahead, better than stillness, steadiness and the mean', () => {
    const people = walkers(4);
    const [tally] = walk(people[0]!, 0.9998, [[0.1, 0.3]]);
    expect(tally!.n).toBeGreaterThan(1000);
    const { overStill, overSpeed, overMean } = scoreOf(tally!, spreadOf(people.slice(1)));
    expect(overStill).toBeGreaterThan(0.2);
    expect(overSpeed).toBeGreaterThan(0.2);
    expect(overMean).toBeGreaterThan(0);
  });
});
