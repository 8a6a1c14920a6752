import { describe, expect, it } from 'vitest';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';

const START = 1000;
const make = (errors: unknown[] = []) => {
  const clock = manualClock(START);
  return { clock, beats: [] as number[], s: scheduler(clock, (e) => errors.push(e)) };
};

describe('scheduler', () => {
  it('fires deadlines in the order of their times, and in order of asking where they tie', () => {
    const { clock, s } = make();
    const order: string[] = [];
    s.at(START + 20, () => order.push('late'));
    s.at(START + 10, () => order.push('early'));
    s.at(START + 10, () => order.push('early too'));
    clock.advance(30);
    expect(order).toEqual(['early', 'early too', 'late']);
  });

  it('beats on a fixed grid', () => {
    const { clock, beats, s } = make();
    s.every(10, (due) => beats.push(due - START));
    clock.advance(45);
    expect(beats).toEqual([10, 20, 30, 40]);
  });

  it('leaves missed beats out, counts them and stays on the grid', () => {
    const { clock, beats, s } = make();
    const stop = s.every(10, (due) => {
      beats.push(due - START);
      if (beats.length === 1) clock.advance(35);
    });
    clock.advance(100);
    expect(beats.slice(0, 3)).toEqual([10, 50, 60]);
    expect(stop.stats().late).toBe(3);
  });

  it('goes on beating after an error, and hands the error over', () => {
    const errors: unknown[] = [];
    const { clock, beats, s } = make(errors);
    s.every(10, (due) => {
      beats.push(due);
      throw new Error('once more');
    });
    clock.advance(30);
    expect(beats).toHaveLength(3);
    expect(errors).toHaveLength(3);
  });

  it('stops, twice if asked twice, even from within its own beat', () => {
    const { clock, beats, s } = make();
    const stop = s.every(10, (due) => {
      beats.push(due);
      stop();
      stop();
    });
    clock.advance(100);
    expect(beats).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});
