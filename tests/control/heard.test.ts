import { describe, expect, it } from 'vitest';
import { Heard } from '#contracts/desk';
import { heardTeller, TOLD_PER_S } from '../../conductor/control/heard.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';

const setup = () => {
  const clock = manualClock();
  const beats = scheduler(clock, (error) => {
    throw error;
  });
  const told: Heard[] = [];
  const teller = heardTeller('osc', beats, (list) => told.push(...list));
  let asked = 0;
  const hear = (times: number): void => {
    for (let i = 0; i < times; i++)
      teller.heard(() => {
        asked++;
        return { from: 'here', said: `/m ${i}`, did: { en: 'x', ko: 'x' }, why: null };
      });
  };
  return { clock, told, teller, hear, asked: () => asked };
};

describe('what is heard', () => {
  it('is told at once, as its contract says', () => {
    const { told, hear, clock } = setup();
    hear(1);
    expect(told).toEqual([
      {
        atMs: clock.nowMs(),
        door: 'osc',
        from: 'here',
        said: '/m 0',
        did: { en: 'x', ko: 'x' },
        why: null,
      },
    ]);
    expect(Heard.safeParse(told[0]).success).toBe(true);
  });

  it('is told fifty times a second; the rest is counted in one record', () => {
    const { told, hear, clock, asked } = setup();
    for (let second = 0; second < 3; second++) {
      hear(5000);
      clock.advance(1000);
    }
    expect(told).toHaveLength(3 * (TOLD_PER_S + 1));
    expect(told[TOLD_PER_S]).toMatchObject({ said: '+ 4950' });
    // Words for what is only counted are never made.
    expect(asked()).toBe(3 * TOLD_PER_S);
    expect(clock.pending).toBe(0);
  });

  it('is cut to the length that a list shows', () => {
    const { told, teller } = setup();
    teller.heard(() => ({ from: 'x'.repeat(999), said: 'y'.repeat(999), did: null, why: null }));
    expect(Heard.safeParse(told[0]).success).toBe(true);
  });

  it('keeps no deadline once it is closed', () => {
    const { hear, teller, clock } = setup();
    hear(60);
    teller.close();
    teller.close();
    expect(clock.pending).toBe(0);
  });
});
