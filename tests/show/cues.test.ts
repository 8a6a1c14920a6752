import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../conductor/show/director.ts';
import { conduct, cue, makeShow, share, T0 } from './support.ts';

const two = [cue('1', 'a'), cue('2', 'b')];

describe('cues', () => {
  it('SHOW-25 a manual show begins lit on the first scene with the first cue standing by', () => {
    const d = conduct(makeShow([cue('1', 'b', { black: true }), cue('2', 'a')]));
    const stage = d.to(0);
    expect(stage).toMatchObject({ cue: null, standby: '1', scene: 'b', master: 1 });
    expect(stage.intendedBlack).toBe(false);
    expect(share(stage, 'b')).toBe(1);
  });

  it('SHOW-25 start: auto calls the first cue at the beginning, pre-wait included', () => {
    const d = conduct(makeShow([cue('1', 'a', { preWaitS: 2 }), cue('2', 'b')], { start: 'auto' }));
    expect(d.to(0)).toMatchObject({ cue: null, standby: '2' });
    expect(d.to(1.999).cue).toBeNull();
    expect(d.to(2).cue).toBe('1');
  });

  it('SHOW-20 one GO calls one cue; at the end GO is a note and nothing else', () => {
    const d = conduct(makeShow(two));
    expect(d.go(1)).toMatchObject({ cue: '1', standby: '2' });
    expect(d.go(2)).toMatchObject({ cue: '2', standby: null });
    const before = d.to(10);
    const after = d.go(10);
    expect({ ...after, seq: 0 }).toEqual({ ...before, seq: 0 });
    expect(d.notes.at(-1)?.text.en).toMatch(/no cue stands by/);
    expect(d.notes.at(-1)?.text.ko).toMatch(/큐가 없습니다/);
  });

  it('SHOW-20 two GOs in one step are one GO', () => {
    const d = conduct(makeShow([...two, cue('3', 'a')]));
    expect(d.to(1, [{ do: 'go' }, { do: 'go' }])).toMatchObject({ cue: '1', standby: '2' });
  });

  it('SHOW-21 go-cue calls by number and the next one stands by', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('1.10', 'b'), cue('1.1', 'a')]));
    expect(d.to(1, [{ do: 'go-cue', number: '1.10' }])).toMatchObject({
      cue: '1.10',
      standby: '1.1',
    });
  });

  it('SHOW-21 an unknown number changes nothing and names the nearest', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('intro-a', 'b')]));
    const stage = d.to(1, [{ do: 'go-cue', number: 'intro-b' }]);
    expect(stage.cue).toBeNull();
    expect(d.notes[0]).toMatchObject({ level: 'warn' });
    expect(d.notes[0]?.text.en).toContain('"intro-a"');
    expect(d.notes[0]?.text.ko).toContain('"intro-a"');
  });

  it('SHOW-22 back calls the cue before the running one without its pre-wait', () => {
    const d = conduct(makeShow([cue('1', 'a', { preWaitS: 9 }), cue('2', 'b'), cue('3', 'a')]));
    d.to(1, [{ do: 'go-cue', number: '2' }]);
    expect(d.to(8, [{ do: 'back' }])).toMatchObject({ cue: '1', standby: '2' });
    expect(d.to(9, [{ do: 'back' }]).cue).toBe('1');
    expect(d.notes.at(-1)?.text.en).toMatch(/no cue before/);
  });

  it('SHOW-22 back from the first cue of a loop is the last one', () => {
    const d = conduct(makeShow(two, { loop: true }));
    d.go(1);
    expect(d.to(2, [{ do: 'back' }])).toMatchObject({ cue: '2', standby: '1' });
  });

  it('SHOW-23 a called cue starts after its pre-wait, and its standby moves on at once', () => {
    const d = conduct(makeShow([cue('1', 'a', { preWaitS: 3 }), cue('2', 'b')]));
    expect(d.go(1)).toMatchObject({ cue: null, standby: '2' });
    expect(nextDeadline(d.state)).toBe(T0 + 4000);
    expect(d.to(3.9).cue).toBeNull();
    expect(d.to(4).cue).toBe('1');
  });

  it('SHOW-23 another call during a pre-wait takes its place, with a note', () => {
    const d = conduct(makeShow([cue('1', 'a', { preWaitS: 3 }), cue('2', 'b')]));
    d.go(1);
    expect(d.go(2).cue).toBe('2');
    expect(d.notes.some((n) => n.level === 'warn' && /passed over/.test(n.text.en))).toBe(true);
    expect(d.to(60).cue).toBe('2');
  });

  it('SHOW-24 follow calls the next cue after the fade and the post-wait', () => {
    const d = conduct(makeShow([cue('1', 'a', { follow: 'follow', postWaitS: 2 }), cue('2', 'b')]));
    d.go(0);
    expect(d.to(5.999)).toMatchObject({ cue: '1', standby: '2' });
    expect(d.to(6)).toMatchObject({ cue: '2', standby: null });
    expect(share(d.to(7), 'b')).toBeCloseTo(0.25, 9);
  });

  it('SHOW-24 continue counts from the start; the next pre-wait comes on top', () => {
    const cues = [
      cue('1', 'a', { follow: 'continue', postWaitS: 1 }),
      cue('2', 'b', { preWaitS: 1.5 }),
    ];
    const d = conduct(makeShow(cues));
    d.go(0);
    expect(d.to(2.4).cue).toBe('1');
    expect(d.to(2.5).cue).toBe('2');
  });

  it('SHOW-24 a continue without a wait starts the next cue at the same moment', () => {
    const d = conduct(makeShow([cue('1', 'a', { follow: 'continue' }), cue('2', 'b')]));
    expect(d.go(0).cue).toBe('2');
  });

  it('SHOW-24 GO during an armed follow calls that cue once', () => {
    const cues = [cue('1', 'a', { follow: 'follow' }), cue('2', 'b'), cue('3', 'a')];
    const d = conduct(makeShow(cues));
    d.go(0);
    expect(d.go(1).cue).toBe('2');
    expect(d.to(100)).toMatchObject({ cue: '2', standby: '3' });
  });

  it('SHOW-24 a cut counts as no fade', () => {
    const cues = [cue('1', 'a', { follow: 'follow', cut: true, postWaitS: 1 }), cue('2', 'b')];
    const d = conduct(makeShow(cues));
    d.go(0);
    expect(d.to(1).cue).toBe('2');
  });

  it('SHOW-25 a loop goes round; a list without one stops', () => {
    const cues = [cue('1', 'a', { follow: 'follow' }), cue('2', 'b', { follow: 'follow' })];
    const round = conduct(makeShow(cues, { loop: true, start: 'auto' }));
    expect(round.to(8).cue).toBe('1');
    expect(round.to(12).cue).toBe('2');
    const once = conduct(makeShow(cues, { start: 'auto' }));
    expect(once.to(1000)).toMatchObject({ cue: '2', standby: null });
    expect(nextDeadline(once.state)).toBeNull();
  });

  it('SHOW-10 deadlines inside one long step happen in order at their own times', () => {
    const cues = [
      cue('1', 'a', { follow: 'follow' }),
      cue('2', 'b', { follow: 'follow', postWaitS: 1 }),
      cue('3', 'a'),
    ];
    const d = conduct(makeShow(cues));
    d.go(0);
    const stage = d.to(10);
    expect(stage.cue).toBe('3');
    expect(share(stage, 'a')).toBeCloseTo(0.25, 9);
    expect(d.notes.map((n) => n.text.en)).toEqual(['Cue 1 Cue 1', 'Cue 2 Cue 2', 'Cue 3 Cue 3']);
  });

  it('SHOW-10 a machine that slept through thousands of follows wakes without hanging', () => {
    const cues = [
      cue('1', 'a', { follow: 'continue', postWaitS: 0.01 }),
      cue('2', 'b', { follow: 'continue', postWaitS: 0.01 }),
    ];
    const d = conduct(makeShow(cues, { loop: true, start: 'auto' }));
    d.to(0);
    d.to(3600);
    expect(d.notes.at(-1)?.text.en).toMatch(/left out/);
    const deadline = nextDeadline(d.state);
    expect(deadline).toBe(T0 + 3_600_000);
  });

  it('SHOW-11 a time that steps back counts as no time', () => {
    const d = conduct(makeShow(two));
    d.go(1);
    const before = d.to(3);
    const after = d.to(2);
    expect({ ...after, seq: 0 }).toEqual({ ...before, seq: 0 });
    expect(after.seq).toBe(before.seq + 1);
  });
});
