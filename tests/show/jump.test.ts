import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DirectorState, playedTo } from '../../conductor/show/director.ts';
import { autoShow, devices, rounded, sounds } from './auto-show.ts';
import { conduct, cue, expectSame, makeShow, share, side, T0 } from './support.ts';

describe('a jump', () => {
  it('SHOW-115 gives the state that playing gives: picture, sound, desk', () => {
    const picks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        picks,
        fc.nat(8),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (list, which, afterS) => {
          const show = autoShow(list);
          const index = which % list.length;
          const played = conduct(show);
          played.to(0);
          played.to(200);
          // The first time the cue started.
          const started = played.started.find(([number]) => number === `${index + 1}`);
          const startS = started?.[1] ?? 0;
          const again = conduct(show);
          const atS = startS + afterS;
          const expected = again.to(atS);
          const jumped = conduct(show);
          const got = jumped.to(atS, [{ do: 'jump', number: `${index + 1}`, afterS }]);
          expectSame(got, expected);
          expect(got.grandMaster).toBeCloseTo(expected.grandMaster, 6);
          expect(rounded(jumped.sound(atS))).toEqual(rounded(again.sound(atS)));
          const { last: _, ...desk } = jumped.desk(atS);
          const { last: __, ...playing } = again.desk(atS);
          expect(rounded(desk)).toEqual(rounded(playing));
          // And it goes on alike.
          expectSame(jumped.to(atS + 7.3), again.to(atS + 7.3));
          expect(rounded(jumped.sound(atS + 7.3))).toEqual(rounded(again.sound(atS + 7.3)));
        },
      ),
      { numRuns: 120, seed: 17 },
    );
  });

  it('SHOW-115 cues that wait are called as the one before has settled; the rest goes by itself', () => {
    const show = makeShow(
      [
        cue('1', 'a'),
        side('2', { preWaitS: 1, sounds: [{ do: 'play', sound: 'sea', fadeS: 3 }] }),
        cue('3', 'b', { when: { all: [{ signal: 'arousal', above: 0.5 }] } }),
        cue('4', 'a', { follow: 'follow', postWaitS: 2 }),
        cue('5', 'b'),
      ],
      { sounds },
    );
    // 1 at 0, settled at 4; 2 called then, starts at 5, settled at 8; 3 at 8; 4 at 12.
    const sea = (s: DirectorState | null) => s?.sound.voices[0];
    const state = playedTo(show, '4', 1.5, T0);
    expect(state).toMatchObject({ cue: 3, standby: 4, cueAtMs: T0 - 1500 });
    expect(sea(state)?.atMs).toBe(T0 - 8500);
    expect(state?.waiting).toMatchObject([{ kind: 'trigger', index: 4, atMs: T0 + 4500 }]);
    expect(playedTo(show, '4', 7, T0)).toMatchObject({ cue: 4, cueAtMs: T0 - 1000 });
    expect(playedTo(show, '3', 60, T0)).toMatchObject({ cue: 2 });
    expect(playedTo(show, 'x', 0, T0)).toBeNull();
  });

  it('SHOW-115 groups before it are gone round once, also one that only GO leaves', () => {
    const show = makeShow(
      [
        cue('1', 'a', { follow: 'follow' }),
        cue('2', 'b', { follow: 'follow' }),
        cue('3', 'a'),
        cue('4', 'b'),
      ],
      { groups: { round: { from: '1', to: '2', times: 'until-go' } } },
    );
    expect(playedTo(show, '4', 0, T0)).toMatchObject({ cue: 3, loops: {} });
    // Inside it the round goes on.
    const d = conduct(show);
    d.to(0, [{ do: 'jump', number: '2', afterS: 1 }]);
    expect(d.to(3).cue).toBe('1');
    expect(d.to(3).standby).toBe('3');
  });

  it('SHOW-115 a cue of a group that is called together is reached in its time', () => {
    const show = makeShow(
      [
        cue('1', 'a'),
        side('1.1', { preWaitS: 3, master: { level: 0.5, seconds: 2 } }),
        cue('2', 'b'),
      ],
      { groups: { all: { from: '1', to: '1.1', mode: 'together' } } },
    );
    expect(playedTo(show, '1.1', 1, T0)).toMatchObject({ cue: 0, cueAtMs: T0 - 4000, standby: 2 });
  });

  it('SHOW-115 is a cut, and lets go of what held the show', () => {
    const show = makeShow([cue('1', 'a'), cue('2', 'b')]);
    const d = conduct(show);
    d.go(0);
    d.to(1, [{ do: 'panic' }]);
    d.to(2, [{ do: 'evening', state: 'interval' }]);
    d.to(3, [
      { do: 'pause', on: true },
      { do: 'freeze', on: true },
    ]);
    const jumped = d.to(9, [{ do: 'jump', number: '2', afterS: 30 }]);
    expect(jumped).toMatchObject({ cue: '2', cut: true, frozen: false });
    expect(share(jumped, 'b')).toBe(1);
    expect(d.desk(9)).toMatchObject({ evening: 'show', paused: false, running: { sinceS: 30 } });
    expect(d.to(20)).toMatchObject({ panic: 0, master: 1, cut: false });
  });

  it("SHOW-116 what hands hold stays; what a cue has moved is the list's", () => {
    const show = makeShow([
      cue('1', 'a'),
      cue('2', 'b'),
      cue('3', 'a', { master: { level: 0.5, seconds: 0 } }),
      cue('4', 'b'),
    ]);
    const d = conduct(show);
    d.to(0, [
      { do: 'master', level: 0.3, seconds: 0 },
      { do: 'sound', level: 0.6, seconds: 0 },
      { do: 'blackout', on: true },
      { do: 'lock', on: true },
    ]);
    expect(d.to(1, [{ do: 'jump', number: '2', afterS: 9 }])).toMatchObject({
      grandMaster: 0.3,
      blackout: 1,
    });
    expect(d.desk(1)).toMatchObject({ soundLevel: 0.6, locked: true });
    expect(d.to(2, [{ do: 'jump', number: '4', afterS: 9 }]).grandMaster).toBe(0.5);
    expect(d.to(3, [{ do: 'jump', number: '2', afterS: 9 }]).grandMaster).toBe(1);
  });

  it('SHOW-117 messages are not sent again, but shutters are put where the list left them', () => {
    const osc = [{ to: 'desk', address: '/x' }];
    const show = makeShow(
      [
        cue('1', 'a', { osc, shutters: [{ of: 'lamp', open: false }] }),
        cue('2', 'b', { osc, shutters: [{ of: 'lamp', open: true }] }),
        cue('3', 'a', { osc }),
      ],
      { devices },
    );
    const d = conduct(show);
    d.to(5, [{ do: 'jump', number: '3', afterS: 0 }]);
    expect(d.acts).toEqual([
      { atMs: T0 + 5000, cause: '2', act: { kind: 'shutter', of: 'lamp', open: true } },
    ]);
  });

  it('SHOW-116 takes what cues hold of the feeling into their hands, with what is left of it', () => {
    const show = makeShow([
      side('1', { affect: { mode: 'manual', arousal: 0.9, seconds: 4, backS: 60 } }),
      cue('2', 'a'),
    ]);
    const d = conduct(show);
    // 2 is called when 1 has settled, after 4 s.
    d.to(0, [{ do: 'jump', number: '2', afterS: 10 }]);
    const live = { mode: 'live', seconds: 0 };
    const manual = { mode: 'manual', arousal: 0.9, seconds: 4, backS: 60 };
    expect(d.affects).toEqual([live, { ...manual, agoS: 14 }]);
    d.to(1, [{ do: 'jump', number: '1', afterS: 1 }]);
    expect(d.affects.slice(2)).toEqual([live, { ...manual, agoS: 1 }]);
  });

  it('SHOW-117 a cue on feeling that then stands by is armed from the jump on', () => {
    const when = { all: [{ signal: 'arousal', above: 0.5 }], elseAfterS: 10, announceS: 2 };
    const show = makeShow([cue('1', 'a'), cue('2', 'b', { when })]);
    const d = conduct(show);
    d.to(0, [{ do: 'jump', number: '1', afterS: 500 }]);
    expect(d.desk(0).watching).toMatchObject({ number: '2', elseInS: 10 });
  });
});
