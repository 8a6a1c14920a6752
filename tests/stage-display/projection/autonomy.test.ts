import { describe, expect, it } from 'vitest';
import { restLook } from '#contracts/scenes';
import {
  ALONE_FOCUS,
  type Autonomy,
  aloneLook,
  alonePulse,
  HOLD,
  type OnLoss,
  PATIENCE_S,
  stepAutonomy,
  TOGETHER,
} from '../../../stage-display/projection/autonomy.ts';

const DT = 1 / 60;
const run = (from: Autonomy, heard: boolean, seconds: number, onLoss: OnLoss = HOLD): Autonomy => {
  let a = from;
  for (let i = 0; i < Math.round(seconds / DT); i++) a = stepAutonomy(a, heard, onLoss, DT);
  return a;
};

describe('a display without its conductor', () => {
  it('takes a hiccup for nothing', () => {
    expect(run(TOGETHER, false, PATIENCE_S - 0.1).alone).toBe(0);
  });

  it('goes its own way slowly and comes back slowly: no step jumps', () => {
    let a = TOGETHER;
    let biggest = 0;
    for (let i = 0; i < 60 * 40; i++) {
      const next = stepAutonomy(a, i > 60 * 25, HOLD, DT);
      biggest = Math.max(biggest, Math.abs(next.alone - a.alone));
      a = next;
    }
    expect(biggest).toBeLessThan(0.01);
    expect(a.alone).toBeLessThan(0.01);
  });

  it('is nearly alone after half a minute, and never dark where the show says hold', () => {
    const a = run(TOGETHER, false, 60);
    expect(a.alone).toBeGreaterThan(0.95);
    expect(a.dark).toBe(0);
  });

  it('goes dark only after the time the show gives, over seconds, and light again when heard', () => {
    const dark: OnLoss = { picture: 'dark', afterS: 20 };
    expect(run(TOGETHER, false, 19.9, dark).dark).toBe(0);
    const half = run(TOGETHER, false, 24, dark);
    expect(half.dark).toBeGreaterThan(0.2);
    expect(half.dark).toBeLessThan(0.8);
    const out = run(TOGETHER, false, 40, dark);
    expect(out.dark).toBe(1);
    expect(run(out, true, DT).dark).toBeGreaterThan(0.98);
    expect(run(out, true, 4).dark).toBe(0);
  });

  it('relaxes the look towards rest, and claims no sharpness and no pulse', () => {
    const wild = { ...restLook('tide'), weight: 1, horizon: 0, focus: 1 };
    const alone = aloneLook(wild, 'tide', 1);
    for (const [name, rest] of Object.entries(restLook('tide')))
      expect(alone[name]).toBeCloseTo(name === 'focus' ? ALONE_FOCUS : rest, 9);
    expect(aloneLook(wild, 'tide', 0)).toBe(wild);
    expect(alonePulse({ breath: 0.9, beats: 7.5 }, 1)).toEqual({
      breath: 0.5,
      beats: 7.5,
      heart: 0,
    });
  });
});
