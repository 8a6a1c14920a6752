import { afterEach, describe, expect, it } from 'vitest';
import { type TestRoad, testRoad } from '../support/road.ts';

let test: TestRoad | undefined;
afterEach(() => {
  expect(test?.errors ?? []).toEqual([]);
  test?.close();
  test = undefined;
});

/** A wrist that shakes hard: acceleration in m/s^2 at 50 Hz. */
const shake =
  (road: TestRoad) =>
  (atS: number): void =>
    road.osc(
      '/sensor/wrist/acc',
      6 * Math.sin(atS * 19),
      9.8 + 5 * Math.cos(atS * 23),
      4 * Math.sin(atS * 31),
    );

const wrist = (road: TestRoad) => road.road.sources().find((s) => s.id === 'wrist');

describe('a signal on the road', () => {
  it('moves the picture at once and the feeling within seconds', async () => {
    test = await testRoad('shows/minimal', ['osc']);
    const moved: number[] = [];
    test.road.events.movement.on(() => moved.push(test?.clock.nowMs() ?? 0));
    const at = test.clock.nowMs();
    shake(test)(0);
    expect(moved).toEqual([at]);
    const before = test.road.stage().affect.arousal;
    test.run(12, shake(test));
    const { affect } = test.road.stage();
    expect(affect.source).toBe('live');
    expect(affect.arousal).toBeGreaterThan(before + 0.1);
    expect(affect.confidence).toBeGreaterThan(0.1);
  });

  it('is missed within 2 s of its death, decays towards neutral, and is back within 10 s', async () => {
    test = await testRoad('shows/minimal', ['osc']);
    test.run(15, shake(test));
    const alive = test.road.stage().affect;
    test.run(2.2);
    expect(wrist(test)?.state).toBe('stale');
    test.run(30);
    const dead = test.road.stage().affect;
    expect(dead.source).toBe('held');
    expect(dead.confidence).toBeLessThan(0.05);
    expect(dead.arousal).toBeLessThan(alive.arousal);
    expect(Math.abs(dead.arousal - 0.3)).toBeLessThan(0.05);
    test.run(10, shake(test));
    expect(wrist(test)?.state).toBe('live');
    expect(test.road.stage().affect.source).toBe('live');
    expect(test.road.stage().affect.confidence).toBeGreaterThan(0.1);
  });

  it('lets a real dancer take the place of the synthetic one', async () => {
    test = await testRoad('shows/minimal', ['synthetic', 'osc']);
    test.run(5);
    const synthetic = () => test?.road.sources().find((s) => s.kind === 'synthetic')?.state;
    expect(synthetic()).toBe('live');
    test.run(5, shake(test));
    expect(synthetic()).toBe('standby');
  });

  it('survives numbers no body makes', async () => {
    test = await testRoad('shows/minimal', ['osc']);
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1e30, 1e30, 0];
    test.run(10, (atS) => {
      for (const kind of ['acc', 'ecg', 'eda', 'hr', 'ibi', 'pose', 'eeg', 'resp', 'temp'])
        test?.osc(`/sensor/odd/${kind}`, odd[Math.floor(atS * 50) % odd.length] ?? 0, 1, 2);
    });
    const { affect, layers, beats, breath } = test.road.stage();
    const numbers = [
      affect.positive,
      affect.negative,
      affect.arousal,
      affect.confidence,
      beats,
      breath,
    ];
    for (const n of [...numbers, ...layers.flatMap((l) => Object.values(l.look))])
      expect(Number.isFinite(n)).toBe(true);
  });

  it('breathes with the synthetic dancer, and her heart beats in the picture', async () => {
    test = await testRoad('shows/first-light', ['synthetic:seed=3']);
    test.run(30);
    const states = test.states().filter((_, i) => i % 6 === 0);
    const breaths = states.slice(-150).map((s) => s.breath);
    expect(Math.max(...breaths) - Math.min(...breaths)).toBeGreaterThan(0.3);
    const [first, last] = [states.at(-150), states.at(-1)];
    const bpm =
      ((last?.beats ?? 0) - (first?.beats ?? 0)) /
      (((last?.atMs ?? 0) - (first?.atMs ?? 0)) / 60_000);
    expect(bpm).toBeGreaterThan(45);
    expect(bpm).toBeLessThan(190);
  });

  it('gives the same states for the same seed', async () => {
    const once = async () => {
      const road = await testRoad('shows/first-light', ['synthetic:seed=11']);
      road.run(20);
      const text = JSON.stringify(road.states());
      road.close();
      return text;
    };
    expect(await once()).toBe(await once());
  });
});
