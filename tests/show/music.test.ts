import { describe, expect, it } from 'vitest';
import { resumePoint } from '../../conductor/show/director.ts';
import { musicOf } from '../../conductor/show/music-desk.ts';
import { conduct, cue, makeShow, T0 } from './support.ts';

const show = makeShow(
  [
    cue('1', 'a', { music: { play: true, seconds: 4 } }),
    cue('2', 'b', { music: { level: 0.5, seconds: 2 } }),
    cue('3', 'a', { music: { play: false } }),
  ],
  { music: { level: 0.8 }, panicS: 2, standing: { house: { music: { play: true, level: 0.25 } } } },
);

const begun = (of = show) => {
  const d = conduct(of);
  return { ...d, music: (s: number) => musicOf(of, d.state, T0 + s * 1000), state: () => d.state };
};

describe('music that answers', () => {
  it('SHOW-190 begins, turns its level and ends as cues say', () => {
    const d = begun();
    expect(d.music(0)?.plays).toBe(false);
    d.go(5);
    expect(d.music(6)).toMatchObject({ plays: true, isHeld: false });
    expect(d.music(6)?.level).toMatchObject({ from: 0, to: 0.8, seconds: 4, startMs: T0 + 5000 });
    d.go(20);
    expect(d.music(21)?.level).toMatchObject({ from: 0.8, to: 0.4, seconds: 2 });
    d.go(30);
    expect(d.music(31)).toMatchObject({ plays: false, level: { to: 0.4 } });
  });

  it('SHOW-190 a show without music has none', () => {
    expect(begun(makeShow([cue('1', 'a')])).music(3)).toBeNull();
  });

  it.each(['freeze', 'panic', 'fire'] as const)('SHOW-192 %s holds it, and it goes on', (what) => {
    const d = begun();
    d.go(5);
    d.to(10, [{ do: what }]);
    expect(d.music(15)).toMatchObject({ plays: true, isHeld: true });
    if (what !== 'panic') d.to(20, [{ do: what }]);
    d.to(21, [{ do: 'evening', state: 'show' }]);
    expect(d.music(30)).toMatchObject({ plays: true, isHeld: false });
  });

  it('SHOW-192 a state of the evening plays its own and gives that of the list back', () => {
    const d = begun();
    d.go(5);
    d.to(20, [{ do: 'evening', state: 'house' }]);
    expect(d.music(30)).toMatchObject({ plays: true, isHeld: false });
    expect(d.music(30)?.level.to).toBeCloseTo(0.2, 9);
    d.to(40, [{ do: 'evening', state: 'show' }]);
    expect(d.music(60)).toMatchObject({ plays: true, isHeld: false });
    expect(d.music(60)?.level.to).toBeCloseTo(0.8, 9);
  });

  it('SHOW-192 plays on after a restart and after a jump', () => {
    const d = begun();
    d.go(5);
    d.to(20);
    const again = conduct(show, resumePoint(show, d.state(), T0 + 20_000));
    expect(musicOf(show, again.state, T0)).toMatchObject({ plays: true, level: { to: 0.8 } });
    const jumped = begun();
    jumped.to(3, [{ do: 'jump', number: '2', afterS: 10 }]);
    expect(jumped.music(4)).toMatchObject({ plays: true, level: { to: 0.4 } });
  });
});
