import { describe, expect, it } from 'vitest';
import type { Heard } from '../../conductor/show/director.ts';
import { nextDeadline } from '../../conductor/show/director.ts';
import { affect, conduct, cue, makeShow, QUIET, T0 } from './support.ts';

const felt = (arousal: number, confidence = 0.9): Heard => ({
  ...QUIET,
  affectOf: () => affect({ arousal, confidence, source: 'live' }),
});
const HIGH = felt(0.8);
const LOW = felt(0.2);
/** As the issue of a director: arousal over 0.7, sure, for 4 s, not before 30 s, else after 3 min. */
const when = {
  all: [{ signal: 'arousal', above: 0.7 }],
  forS: 4,
  notBeforeS: 30,
  elseAfterS: 180,
  announceS: 3,
};
const of = (more = {}) =>
  makeShow([cue('1', 'a'), cue('2', 'b', { when: { ...when, ...more } }), cue('3', 'a')]);

describe('cues on feeling', () => {
  it('SHOW-120 is announced when it has held so long, and calls itself then, once', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(10, [], HIGH);
    expect(d.desk(12).watching).toMatchObject({ number: '2', heldS: 2, forS: 4, firesInS: null });
    expect(nextDeadline(d.state)).toBe(T0 + 14_000);
    d.to(14, [], HIGH);
    expect(d.said()).toMatch(/Cue 2 Cue 2 will call itself in 3 s/);
    expect(d.desk(15).watching?.firesInS).toBe(2);
    expect(d.desk(15).coming).toEqual([{ number: '2', kind: 'feeling', inS: 2 }]);
    expect(nextDeadline(d.state)).toBe(T0 + 17_000);
    expect(d.to(16.99, [], HIGH).cue).toBe('1');
    expect(d.to(17, [], HIGH)).toMatchObject({ cue: '2', standby: '3' });
    d.to(300, [], HIGH);
    expect(d.started).toEqual([
      ['1', 0],
      ['2', 17],
    ]);
  });

  it('SHOW-120 not before its time', () => {
    const d = conduct(of());
    d.go(0);
    for (let s = 1; s < 30; s++) d.to(s, [], HIGH);
    expect(d.desk(29).watching).toMatchObject({ armedInS: 1, firesInS: null, heldS: 28 });
    d.to(30, [], HIGH);
    d.to(33, [], HIGH);
    expect(d.started.at(-1)).toEqual(['2', 33]);
  });

  it('SHOW-120 it never passes over a cue that is still in its pre-wait', () => {
    const d = conduct(
      makeShow([
        cue('1', 'a', { preWaitS: 20 }),
        cue('2', 'b', { when: { all: when.all, forS: 1, announceS: 1 } }),
      ]),
    );
    d.to(0, [{ do: 'go' }], HIGH);
    for (let s = 1; s <= 30; s++) d.to(s, [], HIGH);
    expect(d.started).toEqual([
      ['1', 20],
      ['2', 22],
    ]);
  });

  it('SHOW-120 a break begins anew', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(4.9, [], LOW);
    d.to(5, [], HIGH);
    expect(d.to(8.9, [], HIGH).cue).toBe('1');
    d.to(9, [], HIGH);
    d.to(12, [], HIGH);
    expect(d.started.at(-1)).toEqual(['2', 12]);
  });

  it('SHOW-121 what is not sure enough, or not heard, does not hold', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    for (let s = 1; s < 20; s++) d.to(s, [], felt(0.9, 0.6));
    expect(d.desk(19).watching).toMatchObject({
      heldS: 0,
      conditions: [{ value: null, confidence: 0.6, holds: false }],
    });
    const body = makeShow([
      cue('1', 'a', {
        when: { all: [{ signal: 'motionEnergy', below: 0.2 }], forS: 0, announceS: 1 },
      }),
    ]);
    const still = conduct(body);
    still.to(5);
    // Nobody is heard: that is not stillness.
    expect(still.desk(5).watching?.conditions).toEqual([
      { value: null, confidence: 0, holds: false },
    ]);
    expect(still.desk(5).watching?.firesInS).toBeNull();
  });

  it('SHOW-122 a break during the announcement takes it back and tells', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(5, [], HIGH);
    d.to(6, [], felt(0.9, 0.1));
    expect(d.said()).toMatch(/does not call itself/);
    expect(d.desk(6).watching?.firesInS).toBeNull();
    expect(d.to(8, [], HIGH).cue).toBe('1');
    d.to(12, [], HIGH);
    expect(d.to(15, [], HIGH).cue).toBe('2');
  });

  it('SHOW-122 a reading of the very moment counts before the call', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(5, [], HIGH);
    expect(d.to(8, [], LOW).cue).toBe('1');
  });

  it('SHOW-123 at the latest after so long, announced before, and no reading takes that back', () => {
    const d = conduct(of({ elseAfterS: 40 }));
    d.go(0);
    d.to(1, [], LOW);
    expect(nextDeadline(d.state)).toBe(T0 + 37_000);
    d.to(37, [], LOW);
    expect(d.said()).toMatch(/its time has come/);
    d.to(38, [], HIGH);
    d.to(39, [], LOW);
    d.to(50, [], LOW);
    expect(d.started.at(-1)).toEqual(['2', 40]);
  });

  it('SHOW-123 a feeling that breaks when the time is near stays announced for that', () => {
    const d = conduct(of({ notBeforeS: 0, elseAfterS: 10, forS: 5.5 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(6.5, [], HIGH);
    d.to(8, [], LOW);
    expect(d.said()).toMatch(/but its time has come/);
    d.to(20, [], LOW);
    expect(d.started.at(-1)).toEqual(['2', 10]);
  });

  it('SHOW-124 a veto holds it back until it stands by anew', () => {
    const d = conduct(of({ notBeforeS: 0, elseAfterS: 20 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(5, [], HIGH);
    d.to(6, [{ do: 'veto' }], HIGH);
    expect(d.desk(6).watching).toMatchObject({ vetoed: true, firesInS: null, elseInS: null });
    expect(nextDeadline(d.state)).toBeNull();
    expect(d.to(100, [], HIGH).cue).toBe('1');
    d.to(101, [{ do: 'standby', number: '2' }], HIGH);
    d.to(105, [], HIGH);
    expect(d.to(108, [], HIGH).cue).toBe('2');
  });

  it('SHOW-124 GO calls it all the same', () => {
    const d = conduct(of());
    d.go(0);
    d.to(1, [{ do: 'veto' }]);
    expect(d.go(2).cue).toBe('2');
  });

  it.each([
    ['pause', { do: 'pause', on: true }, { do: 'pause', on: false }],
    ['freeze', { do: 'freeze', on: true }, { do: 'freeze', on: false }],
    ['an interval', { do: 'evening', state: 'interval' }, { do: 'evening', state: 'show' }],
  ] as const)('SHOW-125 during %s its time stands', (_, hold, release) => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(3, [hold], HIGH);
    expect(nextDeadline(d.state)).toBeNull();
    d.to(500, [], LOW);
    expect(d.desk(500).watching?.heldS).toBe(2);
    d.to(1000, [release], HIGH);
    d.to(1002, [], HIGH);
    expect(d.desk(1002).watching?.firesInS).toBe(3);
    expect(d.to(1005, [], HIGH).cue).toBe('2');
  });

  it('SHOW-125 PANIC takes the announcement back, and nothing calls itself', () => {
    const d = conduct(of({ notBeforeS: 0, elseAfterS: 6 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(5, [], HIGH);
    d.to(5.5, [{ do: 'panic' }], HIGH);
    expect(d.desk(5.5).watching?.firesInS).toBeNull();
    expect(d.to(500, [], HIGH)).toMatchObject({ cue: '1', panic: 1 });
  });

  it('SHOW-110 a GO right after it has called itself was meant for it', () => {
    const d = conduct(of({ notBeforeS: 0 }));
    d.go(0);
    d.to(1, [], HIGH);
    d.to(5, [], HIGH);
    d.to(8, [], HIGH);
    expect(d.to(8.1, [{ do: 'go' }], HIGH).cue).toBe('2');
    expect(d.said()).toMatch(/ignored: cue 2 was called 100 ms before by itself/);
    expect(d.to(8.2, [{ do: 'go' }], HIGH).cue).toBe('3');
  });
});
