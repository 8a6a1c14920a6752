import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playedTo } from '../../conductor/show/director.ts';
import { autoShow, rounded, sounds } from './auto-show.ts';
import { conduct, cue, expectSame, makeShow, side, T0 } from './support.ts';

describe('a jump into a loop', () => {
  it('SHOW-115 far into a loop gives what playing all its rounds gives', () => {
    const times = fc.constantFrom(3, 40, 'until-go' as const);
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 2, maxLength: 5 }),
        times,
        fc.boolean(),
        fc.nat(2000),
        (list, outer, isNested, tenths) => {
          const to = `${list.length}`;
          const all = { from: '1', to, times: outer };
          const inner = { from: to, to, times: 3 };
          const show = autoShow(list, isNested ? { all, inner } : { all });
          const afterS = tenths / 10;
          const startS = (show.cues[0]?.preWaitS ?? 0) + afterS;
          const played = conduct(show);
          for (let s = 0; s < startS; s++) played.to(s);
          const expected = played.to(startS);
          const jumped = conduct(show);
          const got = jumped.to(startS, [{ do: 'jump', number: '1', afterS }]);
          expectSame(got, expected);
          expect(rounded(jumped.sound(startS))).toEqual(rounded(played.sound(startS)));
          const { last: _, ...desk } = jumped.desk(startS);
          const { last: __, ...playing } = played.desk(startS);
          expect(rounded(desk)).toEqual(rounded(playing));
          expectSame(jumped.to(startS + 31), played.to(startS + 31));
        },
      ),
      // The last round of a group is followed by something else than those before it.
      { numRuns: 40, seed: 5, examples: [[[0, 622], 3, true, 23]] },
    );
  });

  it('SHOW-115 a loop of fades that never arrive comes as near as by playing it', () => {
    const curves = fc.constantFrom('linear', 'smooth', 'ease-in', 'ease-out');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 3, max: 120 }), curves, fc.nat(9)), {
          minLength: 2,
          maxLength: 3,
        }),
        fc.integer({ min: 20, max: 90 }),
        (list, afterS) => {
          const show = makeShow(
            list.map(([seconds, curve, light], i) =>
              cue(`${i + 1}`, i % 2 ? 'b' : 'a', {
                follow: 'continue',
                postWaitS: 0.2 + i / 10,
                fade: { seconds, curve },
                look: { light: light / 9 },
                levelCap: light > 6 ? 0.5 : 1,
                sounds: [
                  { do: i === 0 ? 'play' : 'level', sound: 'sea', level: 0.5, fadeS: seconds },
                ],
              }),
            ),
            { sounds, groups: { all: { from: '1', to: `${list.length}`, times: 'until-go' } } },
          );
          const played = conduct(show);
          played.go(0);
          for (let s = 1; s < afterS; s++) played.to(s);
          const jumped = conduct(show);
          const got = jumped.to(afterS, [{ do: 'jump', number: '1', afterS }]);
          expectSame(got, played.to(afterS), 1e-5);
          expectSame(jumped.to(afterS + 7), played.to(afterS + 7), 1e-5);
        },
      ),
      { numRuns: 25, seed: 6 },
    );
  });

  it('SHOW-115 a day in a loop is no more work than a few rounds of it', () => {
    const quick = { follow: 'continue', postWaitS: 0.1, fade: { seconds: 0.5, curve: 'smooth' } };
    const show = makeShow([cue('1', 'a', quick), cue('2', 'b', quick)], {
      groups: { round: { from: '1', to: '2', times: 'until-go' } },
    });
    // 432,000 rounds: played one by one they would be more starts than are ever played.
    expect(playedTo(show, '1', 86_400, T0)).toMatchObject({ cue: 0, loops: { round: 432_001 } });
    expect(playedTo(show, '1', 86_399.95, T0)).toMatchObject({ cue: 1, cueAtMs: T0 - 50 });
  });

  const short = (n: number) => ({
    follow: 'continue',
    postWaitS: 0.1 + n / 10,
    fade: { seconds: 0.5, curve: 'smooth' },
    look: { light: n / 9 },
  });

  it('SHOW-115 loops that begin at the same cue, also three of them, are no more work', () => {
    const list = [0, 1, 2, 3].map((n) => cue(`${n + 1}`, n % 2 ? 'b' : 'a', short(n)));
    const inner = { from: '1', to: '1', times: 2 };
    const far = (groups: object) => playedTo(makeShow(list, { groups }), '1', 86_400, T0);
    expect(far({ all: { from: '1', to: '2', times: 'until-go' }, inner })).not.toBeNull();
    const groups = {
      all: { from: '1', to: '4', times: 999 },
      some: { from: '1', to: '3', times: 7 },
      inner: { from: '1', to: '2', times: 5 },
    };
    expect(far(groups)).not.toBeNull();
    const show = makeShow(list, { groups });
    for (const afterS of [21.3, 64.75, 139]) {
      const played = conduct(show);
      played.go(0);
      for (let s = 1; s < afterS; s++) played.to(s);
      const jumped = conduct(show);
      expectSame(jumped.to(afterS, [{ do: 'jump', number: '1', afterS }]), played.to(afterS), 1e-5);
      expect(jumped.state.loops).toEqual(played.state.loops);
      expectSame(jumped.to(afterS + 7), played.to(afterS + 7), 1e-5);
    }
  });

  it.each([
    [1, 0],
    [0, 1],
    [0.8, 0.1],
  ])('SHOW-115 a slow fade of the master from %d to %d before a fast loop', (from, to) => {
    const lead = (seconds: number) =>
      makeShow(
        [
          side('0', { master: { level: from, seconds: 0 }, follow: 'continue' }),
          side('1', { master: { level: to, seconds }, follow: 'continue', postWaitS: 0.1 }),
          cue('2', 'a', short(1)),
          cue('3', 'b', short(2)),
        ],
        { groups: { all: { from: '2', to: '3', times: 'until-go' } } },
      );
    expect(playedTo(lead(80_000), '1', 79_000, T0)).not.toBeNull();
    expect(playedTo(lead(80_000), '1', 86_400, T0)).not.toBeNull();
    // While it comes or goes, and where it has gone.
    const show = lead(40);
    for (const afterS of [12.3, 39.9, 40.2, 55]) {
      const played = conduct(show);
      played.go(0);
      for (let s = 1; s < afterS; s++) played.to(s);
      const jumped = conduct(show);
      expectSame(jumped.to(afterS, [{ do: 'jump', number: '1', afterS }]), played.to(afterS), 1e-5);
    }
  });

  it('SHOW-115 what goes round and is never alike is not played for ever, and the note says so', () => {
    const last = 14;
    const list = Array.from({ length: last }, (_, i) => cue(`${i + 1}`, 'a', short(1)));
    const groups = Object.fromEntries(
      list.slice(1).map((_, i) => [`g${i}`, { from: '1', to: `${i + 2}`, times: 2 }]),
    );
    const d = conduct(makeShow(list, { groups }));
    expect(d.to(0, [{ do: 'jump', number: '1', afterS: 3000 }]).cue).toBeNull();
    expect(d.said()).toMatch(/^No jump to cue 1, 3000 s in: .* more than is played at once/);
    expect(d.to(1, [{ do: 'jump', number: '1', afterS: 60 }]).cue).not.toBeNull();
  });
});
