import { describe, expect, it } from 'vitest';
import { conduct, cue, makeShow, side } from './support.ts';

const devices = { desk: { kind: 'osc', port: 53_000 } };
const go = { to: 'desk', address: '/go' };
const follow = { follow: 'follow' };

describe('cues without a picture', () => {
  const show = makeShow(
    [
      cue('1', 'a', { palette: { accent: '#ff0000' }, levelCap: 0.5, fade: { seconds: 1 } }),
      side('2', { master: { level: 0.4, seconds: 3 }, osc: [go], follow: 'follow' }),
      side('3', { affect: { mode: 'hold', seconds: 2 }, ...follow }),
      cue('4', 'b'),
    ],
    { devices },
  );

  it('SHOW-100 leaves scene, colours and cap, and does the rest', () => {
    const d = conduct(show);
    d.go(0);
    const before = d.to(5);
    const after = d.go(5);
    expect(after).toMatchObject({ cue: '2', scene: 'a', standby: '3' });
    expect(after.palette).toEqual(before.palette);
    expect(d.to(6.5).grandMaster).toBeCloseTo(0.7, 9);
    expect(d.to(8).master).toBeCloseTo(0.2, 9);
  });

  it('SHOW-100 it settles when the longest of what it does has', () => {
    const d = conduct(show);
    d.go(0);
    d.go(5);
    d.to(30);
    expect(d.started).toEqual([
      ['1', 0],
      ['2', 5],
      ['3', 8],
      ['4', 10],
    ]);
    expect(d.affects).toEqual([{ mode: 'hold', seconds: 2 }]);
  });

  it('SHOW-101 what it tells goes out once, at the time that was due', () => {
    const late = makeShow([side('1', { preWaitS: 2, osc: [go] }), cue('2', 'a')], { devices });
    const d = conduct(late);
    d.go(0);
    d.to(9);
    d.to(10);
    expect(d.acts).toMatchObject([
      { cause: '1', atMs: 1_700_000_002_000, act: { kind: 'osc', address: '/go' } },
    ]);
    expect(d.acts[0]).not.toHaveProperty('suppressed');
  });

  it('SHOW-102 beats count at the tempo that is known then', () => {
    const beats = makeShow(
      [
        cue('1', 'a', { preWaitBeats: 4, preWaitS: 9, fade: { beats: 8, seconds: 9 }, ...follow }),
        cue('2', 'b'),
      ],
      { tempo: 120 },
    );
    const d = conduct(beats);
    d.go(0);
    d.to(20);
    expect(d.started).toEqual([
      ['1', 2],
      ['2', 6],
    ]);
    const slow = conduct(beats);
    slow.to(0, [{ do: 'tempo', bpm: 60, source: 'hand' }]);
    slow.go(0);
    slow.to(1, [{ do: 'tempo', bpm: 300, source: 'hand' }]);
    slow.to(30);
    // The pre-wait was counted when it was called, the fade when it started.
    expect(slow.started).toEqual([
      ['1', 4],
      ['2', 5.6],
    ]);
    const { tempo: _, ...unknown } = beats;
    const none = conduct(unknown as typeof beats);
    none.go(0);
    none.to(30);
    expect(none.started[0]).toEqual(['1', 9]);
  });
});

describe('groups', () => {
  const together = makeShow(
    [
      cue('1', 'a'),
      cue('2', 'b', { fade: { seconds: 2 } }),
      side('2.1', { preWaitS: 1, master: { level: 0.5, seconds: 4 } }),
      side('2.2', { preWaitS: 3, osc: [go], follow: 'follow', postWaitS: 1 }),
      cue('3', 'a'),
    ],
    { devices, groups: { hit: { from: '2', to: '2.2', mode: 'together' } } },
  );

  it('SHOW-105 the call of the first calls all, each after its own pre-wait', () => {
    const d = conduct(together);
    d.go(0);
    expect(d.go(10)).toMatchObject({ cue: '2', standby: '3' });
    expect(d.desk(10).coming).toEqual([
      { number: '2.1', kind: 'pre-wait', inS: 1 },
      { number: '2.2', kind: 'pre-wait', inS: 3 },
      // The longest ends with the fade of the master, 5 s after the call.
      { number: '3', kind: 'follow', inS: 6 },
    ]);
    expect(d.to(14)).toMatchObject({ cue: '2' });
    expect(d.desk(14).running).toEqual({ number: '2', sinceS: 4, leftS: 2 });
    expect(d.desk(14).group).toEqual({ id: 'hit', title: null, pass: 1, of: 1 });
    d.to(30);
    expect(d.started).toEqual([
      ['1', 0],
      ['2', 10],
      ['2.1', 11],
      ['2.2', 13],
      ['3', 16],
    ]);
  });

  it('SHOW-105 continue counts from the last start', () => {
    const cues = together.cues.map((c) => (c.number === '2.2' ? { ...c, follow: 'continue' } : c));
    const d = conduct(makeShow(cues as never, { devices, groups: together.groups }));
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    d.to(30);
    expect(d.started.at(-1)).toEqual(['3', 4]);
  });

  it('SHOW-105 a call of another of them calls it alone', () => {
    const d = conduct(together);
    d.to(0, [{ do: 'go-cue', number: '2.1' }]);
    d.to(20);
    expect(d.started).toEqual([['2.1', 1]]);
    expect(d.to(20).standby).toBe('2.2');
  });

  it('SHOW-62 PANIC in the middle: what has not started stands by', () => {
    const d = conduct(together);
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(d.to(2, [{ do: 'panic' }])).toMatchObject({ cue: '2', standby: '2.2' });
    expect(d.desk(2).coming).toEqual([]);
    d.go(9);
    expect(d.started.at(-1)).toEqual(['2.2', 9]);
  });

  const short = { fade: { seconds: 1 }, follow: 'follow' };
  const loop = (times: number | 'until-go', tail = [cue('9', 'a')]) =>
    makeShow([cue('1', 'a', short), cue('2', 'b', short), cue('3', 'a', short), ...tail], {
      groups: { round: { from: '2', to: '3', times } },
    });

  it('SHOW-106 goes round so many times, and says which round it is', () => {
    const d = conduct(loop(3));
    d.go(0);
    d.to(3.5);
    expect(d.desk(3.5).group).toEqual({ id: 'round', title: null, pass: 2, of: 3 });
    d.to(60);
    expect(d.started.map(([n]) => n).join(' ')).toBe('1 2 3 2 3 2 3 9');
  });

  it('SHOW-106 GO counts as a round too, and a call from outside begins anew', () => {
    const manual = makeShow([cue('1', 'a'), cue('2', 'b'), cue('3', 'a')], {
      groups: { round: { from: '1', to: '2', times: 2 } },
    });
    const d = conduct(manual);
    const seen = Array.from({ length: 5 }, (_, i) => d.go(i).cue);
    expect(seen).toEqual(['1', '2', '1', '2', '3']);
    d.to(6, [{ do: 'go-cue', number: '1' }]);
    expect([7, 8, 9, 10].map((s) => d.go(s).cue)).toEqual(['2', '1', '2', '3']);
  });

  it('SHOW-106 a loop inside a loop begins anew with each round', () => {
    const d = conduct(
      makeShow([cue('1', 'a', short), cue('2', 'b', short), cue('3', 'a', short), cue('4', 'b')], {
        groups: {
          outer: { from: '1', to: '3', times: 2 },
          inner: { from: '2', to: '2', times: 2 },
        },
      }),
    );
    d.go(0);
    d.to(60);
    expect(d.started.map(([n]) => n).join(' ')).toBe('1 2 2 3 1 2 2 3 4');
  });

  it('SHOW-107 until-go: round and round, and GO leaves for the cue after it', () => {
    const d = conduct(loop('until-go'));
    d.go(0);
    d.to(10.5);
    expect(d.to(10.5)).toMatchObject({ cue: '3', standby: '9' });
    expect(d.go(10.6).cue).toBe('9');
    d.to(60);
    expect(d.started.at(-1)).toEqual(['9', 10.6]);
  });

  it('SHOW-107 with no cue after it GO ends the round where it is', () => {
    const d = conduct(loop('until-go', []));
    d.go(0);
    expect(d.to(10.5)).toMatchObject({ cue: '3', standby: null });
    expect(d.go(10.5).cue).toBe('3');
    expect(d.said()).toMatch(/loop is left/);
    expect(d.to(60).cue).toBe('3');
  });
});
