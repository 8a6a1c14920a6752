import { describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import { testRoad } from '../support/road.ts';

const opened = async () => {
  const house = await testRoad('shows/minimal', []);
  const heard: unknown[] = [];
  let steps = 0;
  house.road.events.stages.on(() => steps++);
  house.road.events.asked.on(({ intent }) =>
    heard.push('level' in intent ? intent.level : intent.do),
  );
  const asked = (intent: Intent) => ({
    intent,
    atMs: house.clock.nowMs(),
    door: 'osc' as const,
    from: 'here',
  });
  const master = (level: number): void =>
    house.road.askSoon(asked({ do: 'master', level, seconds: 0 }));
  return { ...house, asked, master, heard, steps: () => steps };
};

describe('what may wait for the next tick', () => {
  it('is asked with it, the newest of each kind, without a step of its own', async () => {
    const { road, clock, master, heard, steps, close } = await opened();
    clock.advance(90);
    const before = steps();
    for (let i = 0; i <= 50; i++) master(i / 100);
    expect(steps()).toBe(before);
    expect(road.stage().master).toBe(1);
    clock.advance(17);
    expect(steps()).toBe(before + 1);
    expect(road.stage().master).toBe(0.5);
    expect(heard).toEqual([0.5]);
    clock.advance(100);
    expect(heard).toEqual([0.5]);
    close();
  });

  it('is asked before anything else that is asked, in the same step', async () => {
    const { road, clock, asked, master, heard, steps, close } = await opened();
    clock.advance(90);
    const before = steps();
    master(0.25);
    road.ask(asked({ do: 'sound', level: 0.5, seconds: 0 }));
    expect(steps()).toBe(before + 1);
    expect(road.stage().master).toBe(0.25);
    expect(road.desk().soundLevel).toBe(0.5);
    expect(heard).toEqual([0.25, 0.5]);
    close();
  });
});
