import { describe, expect, it } from 'vitest';
import { DeskStatus } from '#contracts/desk';
import { adopt, isSafeMoment, nextDeadline, step } from '../../conductor/show/director.ts';
import { affect, conduct, cue, makeShow, QUIET, T0 } from './support.ts';

const list = [cue('1', 'a'), cue('2', 'b', { preWaitS: 2 }), cue('3', 'a'), cue('4', 'b')];
const show = makeShow(list, { goGuardMs: 200 });

describe('calls of several hands', () => {
  it('SHOW-110 a GO within the guard is ignored, and both are named', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go' }], QUIET, { door: 'console', from: 'ana' });
    d.to(0.199, [{ do: 'go' }], QUIET, { door: 'osc', from: '10.0.0.7' });
    expect(d.started).toEqual([['1', 0]]);
    expect(d.said()).toBe(
      'GO of 10.0.0.7 (osc) is ignored: cue 1 was called 199 ms before by ana (console).',
    );
    // Ignored ones do not make the guard longer.
    d.to(0.2, [{ do: 'go' }]);
    expect(d.to(3).cue).toBe('2');
  });

  it('SHOW-110 the same number twice is once; another number is another wish', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go-cue', number: '3' }]);
    d.to(0.1, [{ do: 'go-cue', number: '3' }]);
    d.to(0.15, [{ do: 'go-cue', number: '4' }]);
    expect(d.started.map(([n]) => n)).toEqual(['3', '4']);
    d.to(1, [{ do: 'standby', number: '1' }]);
    d.go(2);
    // The number that GO has just called.
    d.to(2.1, [{ do: 'go-cue', number: '1' }]);
    expect(d.started.map(([n]) => n)).toEqual(['3', '4', '1']);
  });

  it('SHOW-110 a GO at the moment of a follow does not skip the next cue, and is told why', () => {
    const d = conduct(
      makeShow([
        cue('1', 'a', { follow: 'follow' }),
        cue('2', 'b', { follow: 'continue', postWaitS: 1 }),
        cue('3', 'a', { preWaitS: 2 }),
        cue('4', 'b'),
        cue('5', 'a'),
      ]),
    );
    d.go(0);
    d.to(4.149, [{ do: 'go' }], QUIET, { door: 'console', from: 'ana' });
    expect(d.said()).toMatch(
      /^GO of ana \(console\) is ignored: cue 2 began by itself 149 ms before/,
    );
    d.to(4.14, [{ do: 'go-cue', number: '2' }]);
    // At the call of 3, which has a pre-wait, and when it begins.
    d.go(5.1);
    d.go(7.1);
    expect(d.to(8)).toMatchObject({ cue: '3', standby: '4' });
    expect(d.started.map(([n]) => n)).toEqual(['1', '2', '3']);
    expect(d.go(8.5).cue).toBe('4');
  });

  it('SHOW-110 a loop that only GO leaves is left, however fast it goes round', () => {
    const quick = { follow: 'continue', postWaitS: 0.05 };
    const groups = { round: { from: '1', to: '2', times: 'until-go' } };
    const d = conduct(
      makeShow([cue('1', 'a', quick), cue('2', 'b', quick), cue('3', 'a')], { groups }),
    );
    d.go(0);
    d.to(3);
    expect(d.go(3.01).cue).toBe('3');
  });

  it('SHOW-110 a GO that did nothing does not guard', () => {
    const d = conduct(makeShow([cue('1', 'a')]));
    d.go(0);
    d.go(1);
    d.to(1.05, [{ do: 'standby', number: '1' }]);
    expect(d.go(1.1).cue).toBe('1');
    expect(d.started).toHaveLength(2);
  });

  it('SHOW-111 standby puts a cue in line and starts nothing', () => {
    const d = conduct(show);
    d.go(0);
    expect(d.to(1, [{ do: 'standby', number: '4' }])).toMatchObject({ cue: '1', standby: '4' });
    expect(d.go(2).cue).toBe('4');
    expect(d.to(3, [{ do: 'standby', number: '5' }]).standby).toBeNull();
    expect(d.said()).toContain('There is no cue "5"');
  });

  it('SHOW-112 pause holds waits and follows; the picture goes on', () => {
    const d = conduct(
      makeShow([cue('1', 'a', { follow: 'follow', postWaitS: 1 }), ...list.slice(1)]),
    );
    d.go(0);
    d.to(1, [{ do: 'pause' }]);
    expect(nextDeadline(d.state)).toBeNull();
    expect(d.to(60)).toMatchObject({ cue: '1', frozen: false });
    expect(d.desk(60)).toMatchObject({ paused: true, running: { sinceS: 1 } });
    d.to(61, [{ do: 'pause' }]);
    d.to(80);
    expect(d.started.at(-1)).toEqual(['2', 67]);
    d.to(90, [{ do: 'pause', on: true }]);
    expect(d.go(91).cue).toBe('3');
    expect(d.desk(91).paused).toBe(false);
  });

  it('SHOW-113 says who acted last, and not who was ignored', () => {
    const d = conduct(show);
    expect(d.desk(0).last).toBeNull();
    d.to(1, [{ do: 'go' }], QUIET, { door: 'console', from: 'ana' });
    d.to(1.1, [{ do: 'go' }], QUIET, { door: 'osc', from: 'bo' });
    expect(d.desk(2).last).toEqual({ atMs: T0 + 1000, door: 'console', from: 'ana', what: 'GO 1' });
    d.to(3, [{ do: 'master', level: 0.3, seconds: 5 }], QUIET, { door: 'midi', from: 'fader' });
    expect(d.desk(3).last).toMatchObject({ door: 'midi', what: 'master 30 % 5 s' });
    d.to(4, [{ do: 'tempo', bpm: 100, source: 'clock' }], QUIET, { door: 'midi', from: 'clock' });
    expect(d.desk(4).last?.what).toBe('master 30 % 5 s');
    d.to(5, [{ do: 'freeze', on: false }], QUIET, { door: 'osc', from: 'bo' });
    expect(d.desk(5).last?.what).toBe('master 30 % 5 s');
  });

  it('SHOW-114 lock changes nothing on stage; rehearsal marks what would leave the house', () => {
    const devices = { desk: { kind: 'osc', port: 1 } };
    const osc = [{ to: 'desk', address: '/x' }];
    const d = conduct(makeShow([cue('1', 'a', { osc }), cue('2', 'b', { osc })], { devices }));
    d.to(0, [{ do: 'lock' }, { do: 'rehearse', on: true }]);
    expect(d.desk(0)).toMatchObject({ locked: true, rehearsing: true });
    d.go(1);
    d.to(2, [
      { do: 'rehearse', on: false },
      { do: 'lock', on: false },
    ]);
    d.go(3);
    expect(d.acts.map((act) => act.suppressed)).toEqual([true, undefined]);
  });

  it('SHOW-160 taps: the median, and forgotten after 2 s', () => {
    const d = conduct(show);
    for (const s of [0, 0.5, 1, 1.55, 2]) d.to(s, [{ do: 'tap' }]);
    expect(d.desk(2).tempo).toEqual({ bpm: 120, source: 'tap' });
    d.to(2.1, [{ do: 'tap' }]);
    expect(d.desk(2.1).tempo?.bpm).toBe(120);
    d.to(5, [{ do: 'tap' }]);
    expect(d.desk(5).tempo?.bpm).toBe(120);
    d.to(6, [{ do: 'tap' }]);
    expect(d.desk(6).tempo?.bpm).toBeCloseTo(60, 9);
    d.to(7, [{ do: 'tempo', bpm: 90, source: 'clock' }]);
    expect(d.desk(7).tempo).toEqual({ bpm: 90, source: 'clock' });
  });

  it('SHOW-65 fade-all is a slow PANIC; a PANIC in it is the first press, the next is black at once', () => {
    const d = conduct(makeShow(list, { panicS: 1 }));
    d.go(0);
    d.to(0, [{ do: 'fade-all', seconds: 10 }]);
    expect(d.to(5).panic).toBeCloseTo(0.5, 9);
    expect(d.sound(5).over).toMatchObject({ from: 1, to: 0, seconds: 10 });
    d.to(5, [{ do: 'panic' }]);
    expect(d.to(5.5).panic).toBeCloseTo(0.75, 9);
    expect(d.to(5.5, [{ do: 'panic' }]).panic).toBe(1);
    const late = conduct(makeShow(list, { panicS: 3 }));
    late.to(0, [{ do: 'fade-all', seconds: 2 }]);
    late.to(1, [{ do: 'panic' }]);
    expect(late.to(2).panic).toBe(1);
    late.to(10, [{ do: 'go' }]);
    late.to(20, [{ do: 'panic' }]);
    late.to(21, [{ do: 'fade-all', seconds: 60 }]);
    expect(late.to(23).panic).toBe(1);
  });

  it('tells a desk that the contract knows', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go' }, { do: 'tap' }]);
    d.to(1, [{ do: 'go' }]);
    for (const s of [0, 1, 2.5, 9]) expect(() => DeskStatus.parse(d.desk(s))).not.toThrow();
  });
});

describe('a safe moment', () => {
  it('is none in a fade, in a pre-wait, or while a cue is announced', () => {
    const d = conduct(show);
    const safe = (s: number) => isSafeMoment(show, d.state, T0 + s * 1000);
    expect(safe(0)).toBe(true);
    d.go(1);
    expect([safe(1), safe(4.9), safe(5)]).toEqual([false, false, true]);
    d.go(6);
    expect(safe(7)).toBe(false);
    d.to(8);
    expect([safe(9), safe(12)]).toEqual([false, true]);
  });

  it('SHOW-7 a cue that is edited while it runs finishes as it began', () => {
    const before = makeShow([
      cue('1', 'a', {
        fade: { seconds: 4, curve: 'linear' },
        look: { light: 1 },
        follow: 'follow',
      }),
      cue('2', 'b'),
    ]);
    const after = makeShow([
      cue('1', 'a', { fade: { seconds: 40 }, look: { light: 0 } }),
      cue('1.5', 'a'),
      cue('2', 'b'),
    ]);
    const d = conduct(before);
    d.go(0);
    d.to(2);
    let state = adopt(before, d.state, after, T0 + 2000);
    const at = (s: number) => {
      const inputs = { ...QUIET, affectOf: () => affect(), asked: [] };
      const out = step(after, state, inputs, T0 + s * 1000);
      state = out.state;
      return out.stage;
    };
    // A change at the very start of a cue is meant for it.
    const begun = conduct(before);
    begun.go(0);
    const early = adopt(before, begun.state, after, T0);
    expect(early.picture.looks.a).toMatchObject({ to: { light: 0 }, seconds: 4 });
    expect(at(3).layers[0]?.look.light).toBeCloseTo(0.875, 9);
    expect(at(3.99)).toMatchObject({ cue: '1', standby: '2' });
    expect(at(4).cue).toBe('2');
  });
});
