import { describe, expect, it } from 'vitest';
import { ResumePoint } from '#contracts/resume';
import { resumePoint } from '../../conductor/show/director.ts';
import { rounded, sounds } from './auto-show.ts';
import { affect, conduct, cue, expectSame, makeShow, QUIET, side, T0 } from './support.ts';

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
