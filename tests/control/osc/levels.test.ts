import { describe, expect, it } from 'vitest';
import type { Asked, Intent } from '#contracts/intent';
import { levelGate } from '../../../conductor/control/osc/levels.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';

const setup = () => {
  const clock = manualClock();
  const asked: Asked[] = [];
  const gate = levelGate(
    scheduler(clock, (error) => {
      throw error;
    }),
    (one) => {
      asked.push(one);
      return null;
    },
  );
  const ask = (intent: Intent): void =>
    void gate.ask({ intent, atMs: clock.nowMs(), door: 'osc', from: 'here' });
  const master = (level: number): void => ask({ do: 'master', level, seconds: 0 });
  const intents = (): unknown[] =>
    asked.map(({ intent }) => ('level' in intent ? intent.level : intent.do));
  return { clock, gate, ask, master, intents };
};

describe('levels', () => {
  it('are set at once, and then at most every 10 ms, the newest last', () => {
    const { clock, master, intents } = setup();
    for (let i = 0; i <= 100; i++) {
      master(i / 100);
      clock.advance(0.1);
    }
    expect(intents()[0]).toBe(0);
    expect(intents().length).toBeLessThanOrEqual(2);
    clock.advance(10);
    expect(intents().at(-1)).toBe(1);
    clock.advance(10);
    expect(clock.pending).toBe(0);
  });

  it('that come slowly are each set at once', () => {
    const { clock, master, intents } = setup();
    for (const level of [0.1, 0.2, 0.3]) {
      master(level);
      clock.advance(11);
    }
    expect(intents()).toEqual([0.1, 0.2, 0.3]);
  });

  it('are apart from each other, and never overtaken', () => {
    const { ask, master, intents, clock } = setup();
    master(0.1);
    ask({ do: 'sound', level: 0.9, seconds: 0 });
    master(0.2);
    master(0.3);
    ask({ do: 'panic' });
    expect(intents()).toEqual([0.1, 0.9, 0.3, 'panic']);
    clock.advance(30);
    expect(intents()).toHaveLength(4);
  });

  it('keep no deadline once closed', () => {
    const { clock, gate, master } = setup();
    master(0.1);
    master(0.2);
    gate.close();
    expect(clock.pending).toBe(0);
  });
});
