import { describe, expect, it } from 'vitest';
import { OutputLevels } from '#contracts/output';
import { cueSheet } from '../../conductor/show/cue-sheet.ts';
import { adopt, begin, outputsOf, resumePoint } from '../../conductor/show/director.ts';
import { levelAt } from '../../stage-display/level-fade.ts';
import { conduct, cue, makeShow, side, T0 } from './support.ts';

const left = (level: number, seconds = 4) => ({ display: 'left', level, seconds });
const show = makeShow(
  [
    cue('1', 'a', { outputs: [left(0.2)] }),
    side('2', { outputs: [left(1, 2), { display: 'floor', level: 0, seconds: 0 }] }),
    cue('3', 'b'),
  ],
  { standing: { house: {}, interval: { outputs: [left(0.5, 1)] } } },
);
type Conducted = ReturnType<typeof conduct>;

/** How much light a display has at a second, as it works it out itself. */
const light = (d: Pick<Conducted, 'state'>, display: string, s: number): number => {
  const fade = OutputLevels.parse(outputsOf(d.state))[display];
  return fade ? levelAt(fade, T0 + s * 1000) : 1;
};

describe('displays apart', () => {
  it('SHOW-170 fades one display, holds it over the cues that say nothing of it, and leaves the others', () => {
    const d = conduct(show);
    d.go(10);
    expect(light(d, 'left', 10)).toBe(1);
    expect(light(d, 'left', 12)).toBeCloseTo(0.6, 6);
    expect(light(d, 'left', 14)).toBe(0.2);
    expect(light(d, 'right', 14)).toBe(1);
    d.go(20);
    expect(light(d, 'floor', 20)).toBe(0);
    expect(light(d, 'left', 21)).toBeCloseTo(0.6, 6);
    d.go(30);
    expect([light(d, 'left', 40), light(d, 'floor', 40)]).toEqual([1, 0]);
  });

  it('SHOW-170 stands while the show is frozen, and goes on after', () => {
    const d = conduct(show);
    d.go(0);
    d.to(2, [{ do: 'freeze', on: true }]);
    expect(light(d, 'left', 9)).toBeCloseTo(0.6, 6);
    d.to(12, [{ do: 'freeze', on: false }]);
    expect(light(d, 'left', 12)).toBeCloseTo(0.6, 6);
    expect(light(d, 'left', 14)).toBe(0.2);
  });

  it('SHOW-171 is lent to a state of the evening and taken back', () => {
    const d = conduct(show);
    d.go(0);
    d.to(10, [{ do: 'evening', state: 'house' }]);
    expect(light(d, 'left', 20)).toBe(1);
    d.to(20, [{ do: 'evening', state: 'interval' }]);
    expect(light(d, 'left', 30)).toBe(0.5);
    d.to(30, [{ do: 'evening', state: 'show' }]);
    expect(light(d, 'left', 40)).toBe(0.2);
  });

  it('SHOW-171 is lit for the safe look of a fire, whatever that takes from it', () => {
    for (const stopped of [undefined, { outputs: [{ display: 'floor', level: 0 }] }]) {
      const d = conduct({
        ...show,
        standing: makeShow([cue('1', 'a')], { standing: { stopped } }).standing,
      });
      d.go(0);
      d.go(1);
      d.to(10, [{ do: 'fire', on: true }]);
      expect(light(d, 'floor', 20)).toBe(1);
    }
  });

  it('comes out of a jump as it comes out of playing', () => {
    const played = conduct(show);
    for (const s of [0, 10, 20]) played.go(s);
    const jumped = conduct(show);
    jumped.to(20, [{ do: 'jump', number: '3', afterS: 0 }]);
    for (const id of ['left', 'floor']) expect(light(jumped, id, 40)).toBe(light(played, id, 40));
  });

  it('goes on where it was after a restart, and when the show is changed under it', () => {
    const d = conduct(show);
    d.go(0);
    d.to(2);
    const nowMs = T0 + 2000;
    const again = begin(show, nowMs, resumePoint(show, d.state, nowMs));
    expect(light({ state: again }, 'left', 3)).toBeCloseTo(light(d, 'left', 3), 9);
    const changed = adopt(show, d.state, makeShow([cue('1', 'b')]), nowMs);
    expect(light({ state: changed }, 'left', 9)).toBe(0.2);
  });

  it('stands on the cue sheet', () => {
    expect(cueSheet(show)).toContain('left → 20 %');
  });
});
