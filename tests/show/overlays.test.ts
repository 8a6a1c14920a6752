import { describe, expect, it } from 'vitest';
import { nextDeadline, panicStands } from '../../conductor/show/director.ts';
import { conduct, cue, makeShow, share, T0 } from './support.ts';

const list = [
  cue('1', 'a', { follow: 'follow' }),
  cue('2', 'b', { preWaitS: 5 }),
  cue('3', 'a', { fade: { seconds: 0.1, curve: 'linear' } }),
];

describe('overlays', () => {
  it('SHOW-60 master fades linearly from wherever it is', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'master', level: 0, seconds: 4 }]);
    expect(d.to(1)).toMatchObject({ master: 0.75, intendedBlack: true });
    d.to(2, [{ do: 'master', level: 1, seconds: 1 }]);
    expect(d.to(2.5).master).toBeCloseTo(0.75, 9);
    expect(d.to(3)).toMatchObject({ master: 1, intendedBlack: false });
    expect(d.to(4, [{ do: 'master', level: 0.3, seconds: 0 }]).master).toBe(0.3);
  });

  it('SHOW-61 blackout comes in 0.15 s, leaves in 0.6 s and toggles', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'blackout' }]);
    expect(d.to(0.075).blackout).toBeCloseTo(0.5, 9);
    expect(d.to(0.15)).toMatchObject({ blackout: 1, intendedBlack: true });
    d.to(1, [{ do: 'blackout', on: true }]);
    expect(d.to(1.1).blackout).toBe(1);
    d.to(2, [{ do: 'blackout' }]);
    expect(d.to(2.3).blackout).toBeCloseTo(0.5, 9);
    expect(d.to(2.7)).toMatchObject({ blackout: 0, intendedBlack: false });
  });

  it('SHOW-61 cues go on under blackout, which stays', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'blackout', on: true }]);
    expect(d.go(1)).toMatchObject({ cue: '1', blackout: 1 });
  });

  it('SHOW-66 PANIC and fade-all tell devices what the show says, each time, also when much was sent', () => {
    const show = makeShow(list, {
      devices: { qlab: { kind: 'osc', port: 53_000 }, synth: { kind: 'midi', port: 'Synth' } },
      onPanic: {
        osc: [{ to: 'qlab', address: '/panic' }],
        midi: [{ to: 'synth', send: { type: 'cc', channel: 1, controller: 123, value: 0 } }],
      },
    });
    const d = conduct(show);
    d.go(0);
    d.to(1, [{ do: 'panic' }]);
    const said = { cause: 'panic', urgent: true, atMs: T0 + 1000 };
    expect(d.acts).toMatchObject([
      { ...said, act: { kind: 'osc', to: 'qlab', address: '/panic' } },
      { ...said, act: { kind: 'midi', to: 'synth' } },
    ]);
    d.to(1.2, [{ do: 'panic' }]);
    expect(d.acts).toHaveLength(4);
    d.go(5);
    d.to(9, [{ do: 'rehearse', on: true }]);
    d.to(10, [{ do: 'fade-all', seconds: 5 }]);
    expect(d.acts.slice(4)).toMatchObject([{ suppressed: true }, { suppressed: true }]);
  });

  it('SHOW-62 PANIC fades to black and holds follows; GO brings the light back slowly', () => {
    const d = conduct(makeShow(list, { panicS: 2 }));
    d.go(0);
    d.to(1, [{ do: 'panic' }]);
    expect(panicStands(d.state)).toBe(true);
    expect(nextDeadline(d.state)).toBeNull();
    expect(d.to(2).panic).toBeCloseTo(0.5, 9);
    expect(d.to(100)).toMatchObject({ panic: 1, cue: '1', standby: '2', intendedBlack: true });
    const back = d.go(100);
    expect(back).toMatchObject({ cue: '2', panic: 1 });
    expect(share(back, 'b')).toBe(1);
    expect(panicStands(d.state)).toBe(false);
    expect(d.to(102).panic).toBeCloseTo(0.5, 9);
    expect(d.to(104)).toMatchObject({ panic: 0, intendedBlack: false });
  });

  it('SHOW-62 the light returns over at least half a second', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'panic' }]);
    d.to(5, [{ do: 'go-cue', number: '3' }]);
    expect(d.to(5.25).panic).toBeCloseTo(0.5, 9);
  });

  it('SHOW-62 a second PANIC is black at once', () => {
    const d = conduct(makeShow(list, { panicS: 5 }));
    d.to(0, [{ do: 'panic' }]);
    expect(d.to(0.5, [{ do: 'panic' }]).panic).toBe(1);
  });

  it('SHOW-62 GO before PANIC has arrived turns round without a jump', () => {
    const d = conduct(makeShow(list, { panicS: 2 }));
    d.to(0, [{ do: 'panic' }]);
    expect(d.to(1, [{ do: 'go' }]).panic).toBeCloseTo(0.5, 9);
    expect(d.to(3).panic).toBeCloseTo(0.25, 9);
  });

  it('SHOW-62 a cue in its pre-wait stands by again', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(d.to(1, [{ do: 'panic' }])).toMatchObject({ cue: null, standby: '2' });
    expect(d.to(60).cue).toBeNull();
    expect(d.go(61).cue).toBe('2');
  });

  it('SHOW-62 GO with nothing left, and back before the first cue, return to the running cue', () => {
    const d = conduct(makeShow([cue('1', 'a')]));
    d.go(0);
    d.to(5, [{ do: 'panic' }]);
    expect(d.to(10, [{ do: 'go' }]).cue).toBe('1');
    expect(d.to(20).panic).toBe(0);
    d.to(21, [{ do: 'panic' }]);
    d.to(25, [{ do: 'back' }]);
    expect(d.to(40)).toMatchObject({ panic: 0, cue: '1' });
  });

  it('SHOW-62 an unknown cue does not lift PANIC', () => {
    const d = conduct(makeShow(list));
    d.to(0, [{ do: 'panic' }]);
    expect(d.to(5, [{ do: 'go-cue', number: 'x' }]).panic).toBe(1);
    expect(panicStands(d.state)).toBe(true);
  });

  it('SHOW-63 freeze holds fades, follows and pre-waits; freeze again goes on from there', () => {
    const d = conduct(makeShow(list));
    d.go(0);
    d.to(1, [{ do: 'freeze' }]);
    expect(nextDeadline(d.state)).toBeNull();
    expect(d.to(50)).toMatchObject({ frozen: true, cue: '1' });
    d.to(51, [{ do: 'freeze' }]);
    expect(nextDeadline(d.state)).toBe(T0 + 54_000);
    expect(d.to(53.9).standby).toBe('2');
    expect(d.to(54).standby).toBe('3');
    d.to(55, [{ do: 'freeze', on: true }]);
    d.to(70, [{ do: 'freeze', on: false }]);
    expect(d.to(73.9).cue).toBe('1');
    expect(d.to(74).cue).toBe('2');
  });

  it('SHOW-63 GO lets go of freeze; master, blackout and PANIC pass through it', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('2', 'b'), cue('3', 'a')]));
    d.go(0);
    d.go(4);
    const held = d.to(6, [{ do: 'freeze', on: true }]);
    expect(share(d.to(20), 'b')).toBe(share(held, 'b'));
    expect(d.to(20, [{ do: 'master', level: 0.5, seconds: 0 }]).master).toBe(0.5);
    d.to(20, [{ do: 'blackout' }]);
    expect(d.to(21).blackout).toBe(1);
    const gone = d.go(30);
    expect(gone).toMatchObject({ frozen: false, cue: '3' });
    expect(share(gone, 'b')).toBeCloseTo(0.5, 9);
    expect(share(d.to(32), 'b')).toBeCloseTo(0.25, 9);
  });
});
