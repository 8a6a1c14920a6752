import { describe, expect, it } from 'vitest';
import { lightAt } from '../../../stage-display/projection/light.ts';
import { FIRST, nextPicture } from '../../../stage-display/projection/picture.ts';
import { layer, stateOf } from './support.ts';

const MET = { ...FIRST, risen: 1, met: 1 };
const state = stateOf([layer('tide')], { master: 0.5 });
const seen = (light?: number) =>
  nextPicture(
    MET,
    { state, isLive: true, sceneOf: () => 'tide', ...(light !== undefined && { light }) },
    1 / 60,
  ).picture;

describe('what cues leave to a display of its light', () => {
  const fade = { from: 1, to: 0.2, startMs: 1000, seconds: 4, curve: 'linear' } as const;

  it('is all of it where nobody took any', () => {
    expect(lightAt(null, 5000)).toBe(1);
    expect(seen().level).toBe(0.5);
  });

  it('is on its way in the conductor’s time, and there where no time is known', () => {
    expect(lightAt(fade, 3000)).toBeCloseTo(0.6, 9);
    expect(lightAt(fade, 9000)).toBe(0.2);
    expect(lightAt(fade, null)).toBe(0.2);
  });

  it('SHOW-170 multiplies the master, is asked for as black where none is left, and leaves test patterns alone', () => {
    expect(seen(0.2).level).toBeCloseTo(0.1, 9);
    expect(seen(0).asks.black).toBe(true);
    expect(seen(0.2).asks.black).toBe(false);
    expect(seen(0).open).toBe(1);
  });
});
