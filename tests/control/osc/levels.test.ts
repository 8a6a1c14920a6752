import { describe, expect, it } from 'vitest';
import type { Asked, Intent } from '#contracts/intent';
import { levelGate } from '../../../conductor/control/osc/levels.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';

/** A level that the show does not take. */
const REFUSED = 0.123;

const setup = () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const now: unknown[] = [];
  const later: unknown[] = [];
  const word = ({ intent }: Asked): unknown => ('level' in intent ? intent.level : intent.do);
  const gate = levelGate(
    timing,
    (one) => {
      now.push(word(one));
      return null;
    },
    (one) => {
      if (word(one) === REFUSED) return { en: 'refused', ko: '거부' };
      later.push(word(one));
      return null;
    },
  );
  const ask = (intent: Intent): unknown =>
    gate.ask({ intent, atMs: clock.nowMs(), door: 'osc', from: 'here' });
  const master = (level: number): unknown => ask({ do: 'master', level, seconds: 0 });
  return { clock, ask, master, now, later };
};

describe('levels', () => {
  it('are set at once where they come alone, and with the next tick while a fader moves', () => {
    const { clock, master, now, later } = setup();
    for (let i = 0; i < 100; i++) {
      master(i / 100);
      clock.advance(1);
    }
    expect(now).toEqual([0]);
    expect(later).toHaveLength(99);
    clock.advance(100);
    master(1);
    expect(now).toEqual([0, 1]);
    expect(clock.pending).toBe(0);
  });

  it('are apart from each other, and nothing else waits', () => {
    const { ask, master, now, later } = setup();
    master(0.1);
    ask({ do: 'sound', level: 0.9, seconds: 0 });
    master(0.2);
    ask({ do: 'panic' });
    ask({ do: 'panic' });
    expect(now).toEqual([0.1, 0.9, 'panic', 'panic']);
    expect(later).toEqual([0.2]);
  });

  it('of a fader that moves are refused as truly as those that come alone', () => {
    const { master, later } = setup();
    expect(master(0.1)).toBeNull();
    expect(master(REFUSED)).toEqual({ en: 'refused', ko: '거부' });
    expect(master(0.3)).toBeNull();
    expect(later).toEqual([0.3]);
  });
});
