import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playedTo } from '../../conductor/show/director.ts';
import { autoShow, rounded, sounds } from './auto-show.ts';
import { conduct, cue, expectSame, makeShow, T0 } from './support.ts';

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
});
