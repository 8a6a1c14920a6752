import { describe, expect, it } from 'vitest';
import { conduct, cue, look, makeShow, share } from './support.ts';

const dark = [
  cue('1', 'a'),
  cue('2', 'b', { black: true }),
  cue('3', 'a', { look: { light: 0.9 } }),
];

describe('picture', () => {
  it('SHOW-30 a cue fades to its entry with its curve', () => {
    const d = conduct(makeShow([cue('1', 'b', { fade: { seconds: 4, curve: 'ease-in' } })]));
    d.go(0);
    expect(share(d.to(2), 'b')).toBe(1);
    const e = conduct(
      makeShow([cue('1', 'a'), cue('2', 'b', { fade: { seconds: 4, curve: 'ease-in' } })]),
    );
    e.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(share(e.to(1), 'b')).toBeCloseTo(1 / 16, 9);
    expect(share(e.to(2), 'b')).toBeCloseTo(0.25, 9);
    expect(e.to(4).layers).toHaveLength(1);
  });

  it('SHOW-30 GO in the middle of a fade goes on from there', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('2', 'b'), cue('3', 'a')]));
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    const middle = d.to(2);
    const turned = d.to(2, [{ do: 'go' }]);
    expect(share(turned, 'b')).toBeCloseTo(share(middle, 'b'), 12);
    expect(share(d.to(4), 'b')).toBeCloseTo(0.25, 9);
  });

  it('SHOW-30 the palette fades from wherever it is', () => {
    const palette = { accent: '#ff0000' };
    const d = conduct(
      makeShow([cue('1', 'a', { palette }), cue('2', 'a')], { palette: { accent: '#000000' } }),
    );
    d.go(0);
    expect(d.to(2).palette.accent[0]).toBeCloseTo(0.5, 9);
    d.go(2);
    expect(d.to(4).palette.accent[0]).toBeCloseTo(0.25, 9);
    expect(d.to(6).palette.accent).toEqual([0, 0, 0]);
  });

  it('SHOW-31 a cue that asks for a cut jumps and marks that one state', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('2', 'b', { cut: true })]));
    d.to(0, [{ do: 'go-cue', number: '1' }]);
    const stage = d.go(5);
    expect(share(stage, 'b')).toBe(1);
    expect(stage.cut).toBe(true);
    expect(d.to(5.01).cut).toBe(false);
  });

  it('SHOW-31 a fade of no length is stretched instead of cutting', () => {
    const d = conduct(
      makeShow([cue('1', 'a'), cue('2', 'b', { fade: { seconds: 0, curve: 'linear' } })]),
    );
    const stage = d.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(share(stage, 'a')).toBe(1);
    expect(stage.cut).toBe(false);
    expect(share(d.to(0.25), 'b')).toBeCloseTo(0.5, 9);
  });

  it('SHOW-32 the look of an entry without a share arrives at once', () => {
    const d = conduct(makeShow([cue('1', 'a'), cue('2', 'b', { look: { light: 1 } })]));
    d.to(0, [{ do: 'go-cue', number: '2' }]);
    expect(look(d.to(0.1), 'b', 'light')).toBe(1);
  });

  it('SHOW-33 what a cue sets holds for that cue alone', () => {
    const cues = [cue('1', 'a', { look: { light: 0.9 } }), cue('2', 'a', { look: { band: 0.1 } })];
    const scenes = { a: { scene: 'tide', look: { light: 0.2 }, listen: false } };
    const d = conduct(makeShow(cues, { scenes }));
    expect(look(d.to(0), 'a', 'light')).toBe(0.2);
    d.go(0);
    expect(look(d.to(2), 'a', 'light')).toBeCloseTo(0.55, 9);
    expect(look(d.to(4), 'a', 'light')).toBe(0.9);
    d.go(4);
    expect(look(d.to(8), 'a', 'light')).toBe(0.2);
    expect(look(d.to(8), 'a', 'band')).toBe(0.1);
  });

  it('SHOW-34 a black cue goes dark over its fade and means it from its start', () => {
    const d = conduct(makeShow(dark));
    d.go(0);
    const start = d.go(4);
    expect(start).toMatchObject({ master: 1, intendedBlack: true });
    expect(d.to(6).master).toBeCloseTo(0.5, 9);
    expect(d.to(8)).toMatchObject({ master: 0, intendedBlack: true });
  });

  it('SHOW-32 out of black the next picture is there at once and the light rises over its fade', () => {
    const d = conduct(makeShow(dark));
    d.go(0);
    d.go(4);
    const stage = d.go(10);
    expect(share(stage, 'a')).toBe(1);
    expect(look(stage, 'a', 'light')).toBe(0.9);
    expect(stage).toMatchObject({ master: 0, intendedBlack: true });
    expect(d.to(12)).toMatchObject({ intendedBlack: false });
    expect(d.to(12).master).toBeCloseTo(0.5, 9);
  });

  it('SHOW-60 the level cap fades with the cue and multiplies the master', () => {
    const d = conduct(
      makeShow([cue('1', 'a', { levelCap: 0.5, master: { level: 0.8, seconds: 2 } })]),
    );
    d.go(0);
    expect(d.to(2).master).toBeCloseTo(0.8 * 0.75, 9);
    expect(d.to(4).master).toBeCloseTo(0.4, 9);
  });
});
