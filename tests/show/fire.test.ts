import { describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import { resumePoint } from '../../conductor/show/director.ts';
import { light } from '../../conductor/show/preflight/light.ts';
import { conduct, cue, makeShow, T0 } from './support.ts';

const devices = { desk: { kind: 'osc', port: 53_000 } };
const list = [
  cue('1', 'a', { sounds: [{ do: 'play', sound: 'sea' }] }),
  cue('2', 'b', { fade: { seconds: 20, curve: 'linear' }, follow: 'follow', postWaitS: 5 }),
  cue('3', 'a', { preWaitS: 2 }),
];
const show = makeShow(list, { sounds: { sea: { file: 'sea.wav' } } });
const evening = (state: Extract<Intent, { do: 'evening' }>['state']): Intent => ({
  do: 'evening',
  state,
});

describe('fire', () => {
  it('SHOW-140 mutes all sound at once and lets the safe look be seen, whatever lay over it', () => {
    const d = conduct(show);
    d.go(0);
    d.to(3, [{ do: 'blackout' }, { do: 'master', level: 0, seconds: 0 }, { do: 'panic' }]);
    d.to(10, [{ do: 'freeze' }]);
    d.to(20, [{ do: 'fire', on: true }]);
    expect(d.sound(20).over.to).toBe(0);
    const seen = d.to(22);
    expect(seen).toMatchObject({ panic: 0, blackout: 0, frozen: false, cue: '1' });
    expect(seen.master).toBeCloseTo(0.25, 9);
    expect(d.desk(22)).toMatchObject({ fire: true, evening: 'stopped' });
  });

  it('SHOW-141 everything is refused but what is safe', () => {
    const d = conduct(show);
    d.go(0);
    d.to(2, [{ do: 'fire', on: true }]);
    expect(d.sound(2).over).toMatchObject({ to: 0, seconds: 0 });
    const wishes: Intent[] = [
      { do: 'go' },
      { do: 'go-cue', number: '2' },
      { do: 'back' },
      { do: 'jump', number: '2', afterS: 0 },
      evening('show'),
      { do: 'pause' },
      { do: 'panic' },
      { do: 'fade-all', seconds: 2 },
      { do: 'blackout', on: true },
      { do: 'freeze' },
      { do: 'master', level: 0, seconds: 0 },
    ];
    for (const [i, wish] of wishes.entries()) {
      d.to(3 + i, [wish]);
      expect(d.said()).toMatch(/^Fire stands/);
    }
    const lit = { cue: '1', frozen: false, panic: 0, blackout: 0, intendedBlack: false };
    expect(d.to(20)).toMatchObject({ ...lit, master: 0.25 });
    expect(d.desk(20)).toMatchObject({ evening: 'stopped', fire: true, paused: false });
    expect(d.notes.filter(({ text }) => /safe look stays lit/.test(text.en))).toHaveLength(4);
  });

  it('SHOW-141 the master goes up to what the safe look names and more, not below', () => {
    const dim = makeShow([cue('1', 'a')], {
      standing: { stopped: { scene: 'a', master: { level: 0.6, seconds: 0 } } },
    });
    const d = conduct(dim);
    d.to(0, [{ do: 'fire', on: true }]);
    expect(d.to(2, [{ do: 'master', level: 0.59, seconds: 0 }]).grandMaster).toBe(0.6);
    expect(d.said()).toMatch(/the master of test at 59 % is refused. The safe look needs 60 %/);
    expect(d.to(3, [{ do: 'master', level: 0.8, seconds: 0 }]).grandMaster).toBe(0.8);
  });

  it('SHOW-140 the master that the safe look names is there in 0.5 s, however slowly it is written and whoever moves it', () => {
    const slow = makeShow([cue('1', 'a')], {
      standing: { stopped: { scene: 'a', master: { level: 0.8, seconds: 30 } } },
    });
    const dark = () => {
      const d = conduct(slow);
      d.to(0, [{ do: 'master', level: 0, seconds: 0 }]);
      d.to(1, [{ do: 'fire', on: true }]);
      return d;
    };
    const d = dark();
    // A contact that says it again does not hold the master up.
    for (let i = 1; i < 5; i++) d.to(1 + i / 10, [{ do: 'fire', on: true }]);
    expect(d.to(1.5).grandMaster).toBe(0.8);
    for (let i = 0; i < 5; i++)
      expect(d.to(1.5 + i * 0.05, [{ do: 'fire', on: true }]).grandMaster).toBe(0.8);
    const hand = dark();
    for (let i = 1; i < 5; i++) hand.to(1 + i / 10, [{ do: 'master', level: 1, seconds: 600 }]);
    expect(hand.to(1.5).grandMaster).toBe(1);
    // From the safe look on it goes up as slowly as the hand wants; fire said again lets the look come again.
    d.to(2, [{ do: 'master', level: 1, seconds: 100 }]);
    expect(d.to(52).grandMaster).toBeCloseTo(0.9, 9);
    d.to(60, [{ do: 'fire', on: true }]);
    expect(d.to(60.5).grandMaster).toBe(0.8);
  });

  it('SHOW-140 fire lights a stage that PANIC or a black cue had left dark, and said again lights it again', () => {
    const black = makeShow([cue('1', 'a', { black: true })], {
      standing: { stopped: { osc: [{ to: 'desk', address: '/safe' }] } },
      devices,
    });
    const d = conduct(black);
    d.go(0);
    d.to(9, [{ do: 'panic' }]);
    expect(d.to(10)).toMatchObject({ panic: 1, master: 0 });
    d.to(11, [{ do: 'fire', on: true }]);
    expect(d.to(12)).toMatchObject({ panic: 0, master: 0.25, intendedBlack: false });
    d.to(13, [{ do: 'fire', on: true }]);
    expect(d.acts.map(({ atMs }) => atMs - T0)).toEqual([11_000, 13_000]);
    // A contact that says it again and again does not hold its fade up.
    for (let i = 0; i < 8; i++) d.to(14 + i / 10, [{ do: 'fire', on: true }]);
    expect(d.acts).toHaveLength(4);
    expect(d.to(16).master).toBe(0.25);
  });

  it('SHOW-143 what fire tells leaves the house in a rehearsal too, as what cannot wait', () => {
    const told = makeShow([cue('1', 'a', { osc: [{ to: 'desk', address: '/1' }] })], {
      standing: { stopped: { osc: [{ to: 'desk', address: '/safe' }] } },
      devices,
    });
    const d = conduct(told);
    d.to(0, [{ do: 'rehearse', on: true }]);
    d.go(1);
    d.to(5, [{ do: 'fire', on: true }]);
    expect(d.acts).toMatchObject([
      { cause: '1', suppressed: true },
      { cause: 'stopped', urgent: true },
    ]);
    expect(d.acts[1]).not.toHaveProperty('suppressed');
  });

  it('SHOW-94 preflight says where a safe look would be dark', () => {
    const found = (stopped: object) =>
      light(makeShow([cue('1', 'a')], { standing: { stopped } })).filter(
        ([code]) => code === 'show/dark-safe-look',
      );
    expect(found({ scene: 'b', levelCap: 0.3 })).toEqual([]);
    expect(found({ osc: [{ to: 'desk', address: '/safe' }] })).toEqual([]);
    expect(found({ scene: 'b', black: true })).toHaveLength(1);
    expect(found({ scene: 'b', levelCap: 0 })).toHaveLength(1);
    expect(found({ scene: 'b', master: { level: 0.01 } })).toHaveLength(1);
  });

  it('SHOW-70 a fire that comes back is lit, whatever lay over it', () => {
    const d = conduct(show);
    d.go(0);
    d.to(3, [{ do: 'fire', on: true }]);
    const point = resumePoint(show, d.state, T0 + 5000);
    const again = conduct(show, { ...point, panic: true, blackout: true });
    expect(again.to(1)).toMatchObject({ panic: 0, blackout: 0, master: 0.25 });
  });

  it('SHOW-142 taking it back leaves the show stopped; show goes on', () => {
    const d = conduct(show);
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    d.to(5, [{ do: 'fire' }]);
    d.to(100, [{ do: 'fire' }]);
    expect(d.desk(100)).toMatchObject({ fire: false, evening: 'stopped' });
    expect(d.sound(100).over).toMatchObject({ from: 0, to: 1, seconds: 1 });
    d.to(200, [evening('show')]);
    d.to(400);
    expect(d.started).toEqual([
      ['2', 0],
      ['3', 222],
    ]);
  });
});
