import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { type DirectorState, playedTo, resumePoint } from '../../conductor/show/director.ts';
import { affect, conduct, cue, expectSame, makeShow, QUIET, share, side, T0 } from './support.ts';

const sounds = { sea: { file: 'sea.wav' }, bell: { file: 'bell.wav' } };
const devices = {
  lamp: { kind: 'projector', host: 'beamer' },
  desk: { kind: 'osc', port: 53_000 },
};
const more = { sounds, devices, start: 'auto', tempo: 100 };

/** A list that runs by itself: pictures, side cues, sounds, masters, groups and loops, from a handful of numbers. */
const autoShow = (picks: readonly number[], round?: object): Show => {
  const last = picks.length - 1;
  const cues = picks.map((p, i) => {
    const common = {
      preWaitS: p % 3 === 0 ? (p % 7) / 4 : 0,
      postWaitS: 0.2 + (p % 5) / 4,
      follow: p % 2 ? 'follow' : 'continue',
      ...(p % 11 === 0 ? { master: { level: 0.2 + (p % 8) / 10, seconds: p % 4 } } : {}),
      ...(p % 6 === 1
        ? { sounds: [{ do: 'play', sound: p % 4 ? 'sea' : 'bell', fadeS: 1, fromS: p % 9 }] }
        : {}),
      ...(p % 6 === 2 ? { sounds: [{ do: 'level', sound: 'sea', level: (p % 10) / 10 }] } : {}),
      ...(p % 6 === 3 ? { sounds: [{ do: 'stop', fadeS: 2 }] } : {}),
    };
    return p % 4 === 2 && i > 0
      ? side(`${i + 1}`, common)
      : cue(`${i + 1}`, p % 3 ? 'a' : 'b', {
          ...common,
          fade: { seconds: 0.5 + (p % 6), beats: p % 5 === 0 ? p % 9 : undefined, curve: 'smooth' },
          look: { light: (p % 10) / 10 },
          levelCap: p % 7 === 0 ? 0.5 : 1,
          ...(p % 9 === 0 ? { palette: { accent: '#ff8000' } } : {}),
        });
  });
  // Around the end, so that all that is played before it was gone round once.
  const groups =
    round ?? (last > 1 ? { round: { from: `${last}`, to: `${last + 1}`, times: 2 } } : {});
  return makeShow(cues, { ...more, groups });
};

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
      { numRuns: 40, seed: 5 },
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

describe('coming back', () => {
  const show = makeShow(
    [
      cue('1', 'a', { sounds: [{ do: 'play', sound: 'sea', fadeS: 4 }], fade: { seconds: 2 } }),
      cue('2', 'b', { preWaitS: 2, follow: 'follow', postWaitS: 3, fade: { seconds: 2 } }),
      side('3', { preWaitS: 1, affect: { mode: 'manual', arousal: 1, seconds: 2, backS: 30 } }),
      side('3.1', { preWaitS: 2, master: { level: 0.5, seconds: 2 }, follow: 'follow' }),
      cue('4', 'a', {
        when: { all: [{ signal: 'arousal', above: 0.5 }], forS: 4 },
        follow: 'follow',
      }),
      cue('5', 'b', { follow: 'follow', fade: { seconds: 1 } }),
    ],
    {
      sounds,
      groups: {
        both: { from: '3', to: '3.1', mode: 'together' },
        round: { from: '4', to: '5', times: 3 },
      },
      standing: { interval: { scene: 'b', levelCap: 0.4, master: { level: 0.7, seconds: 1 } } },
    },
  );
  const high = { ...QUIET, affectOf: () => affect({ arousal: 0.9, confidence: 1 }) };

  it.each([0.5, 2.5, 4, 9.5, 11, 12.2, 14, 16.5, 20, 21, 24.5, 28, 33, 40])(
    'SHOW-70 everything survives a restart at second %d',
    (at) => {
      const script = [
        [0, { do: 'go' }],
        [2, { do: 'go' }],
        [18, { do: 'evening', state: 'interval' }],
        [22, { do: 'evening', state: 'show' }],
        [26, { do: 'tap' }],
        [26.5, { do: 'tap' }],
        [27, { do: 'lock', on: true }],
      ] as const;
      const live = conduct(show);
      const run = (d: typeof live, fromS: number, toS: number, shiftS: number) => {
        for (let s = fromS; s <= toS; s += 0.25) {
          const due = script.filter(([t]) => t === s && s > fromS - 0.001).map(([, i]) => i);
          d.to(s - shiftS, due, high);
        }
      };
      run(live, 0, at, 0);
      const stored = ResumePoint.parse(
        JSON.parse(JSON.stringify(resumePoint(show, live.state, T0 + at * 1000))),
      );
      const again = conduct(show, stored);
      run(live, Math.floor(at * 4) / 4 + 0.25, 60, 0);
      run(again, Math.floor(at * 4) / 4 + 0.25, 60, at);
      expectSame(again.to(60 - at, [], high), live.to(60, [], high));
      const later = live.started.filter(([, s]) => s > at).map(([n, s]) => `${n} ${s.toFixed(3)}`);
      expect(again.started.map(([n, s]) => `${n} ${(s + at).toFixed(3)}`)).toEqual(later);
      const { last: _, ...desk } = again.desk(60 - at);
      const { last: __, ...playing } = live.desk(60);
      expect(rounded(desk)).toEqual(rounded(playing));
    },
  );

  it('SHOW-70 fire comes back as fire, and PANIC as PANIC, with their sound', () => {
    const d = conduct(show);
    d.go(0);
    d.to(5, [{ do: 'fire', on: true }]);
    const again = conduct(show, resumePoint(show, d.state, T0 + 6000));
    again.to(0);
    expect(again.desk(0)).toMatchObject({ fire: true, evening: 'stopped' });
    expect(again.sound(0).over.to).toBe(0);
    expect(again.to(1, [{ do: 'go' }]).cue).toBe('1');
    expect(again.said()).toMatch(/^Fire stands/);
  });
});

/** Numbers to the microsecond: floats of one moment come by two ways. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Math.round(v * 1e3) / 1e3 + 0 : v)),
  );
