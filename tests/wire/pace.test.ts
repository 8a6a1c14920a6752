import { expect, it } from 'vitest';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { pace } from '../../conductor/wire/pace.ts';

const setUp = () => {
  const clock = manualClock(0);
  const out: [string, number, number][] = [];
  const paced = pace<number>(
    scheduler(clock, (error) => {
      throw error;
    }),
    100,
    (key, value) => out.push([key, value, clock.nowMs()]),
  );
  return { clock, out, paced };
};

it('WIRE-11 lets the first through at once and the newest of the rest when due', () => {
  const { clock, out, paced } = setUp();
  paced.push('a', 1);
  clock.advance(4);
  paced.push('a', 2);
  paced.push('b', 7);
  clock.advance(4);
  paced.push('a', 3);
  clock.advance(20);
  paced.push('a', 4);
  expect(out).toEqual([
    ['a', 1, 0],
    ['b', 7, 4],
    ['a', 3, 10],
    ['a', 4, 28],
  ]);
});

it('WIRE-11 keeps the rate under a flood, and always ends on the newest', () => {
  const { clock, out, paced } = setUp();
  for (let i = 0; i < 1000; i++) {
    paced.push('a', i);
    clock.advance(1);
  }
  clock.advance(20);
  expect(out.length).toBeLessThanOrEqual(102);
  expect(out.length).toBeGreaterThan(90);
  expect(out.at(-1)?.[1]).toBe(999);
});

it('says nothing more once stopped', () => {
  const { clock, out, paced } = setUp();
  paced.push('a', 1);
  paced.push('a', 2);
  paced.stop();
  clock.advance(100);
  expect(out).toHaveLength(1);
  expect(clock.pending).toBe(0);
});
