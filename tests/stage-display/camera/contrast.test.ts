import { describe, expect, it } from 'vitest';
import {
  AS_IT_IS,
  cssFilter,
  eased,
  looksInfrared,
  measureLight,
  type Stretch,
  stretchFor,
} from '../../../stage-display/camera/contrast.ts';

/** Pixels whose light runs evenly from `low` to `high`; `tint` is added to red. */
const pixels = (low: number, high: number, tint = 0): Uint8ClampedArray => {
  const out = new Uint8ClampedArray(1000 * 4);
  for (let i = 0; i < 1000; i++) {
    const v = low + ((high - low) * i) / 999;
    out.set([v + tint, v, v, 255], i * 4);
  }
  return out;
};
const through = (v: number, s: Stretch): number => (v - s.low) * s.gain;

describe('an infrared picture', () => {
  it('is known by being grey and flat', () => {
    expect(looksInfrared(measureLight(pixels(40, 90))!)).toBe(true);
    expect(looksInfrared(measureLight(pixels(40, 90, 60))!)).toBe(false);
    expect(looksInfrared(measureLight(pixels(5, 250))!)).toBe(false);
    expect(measureLight([])).toBeNull();
  });

  it('is stretched to the light a network was trained on, and no further than its noise allows', () => {
    const stretch = stretchFor(measureLight(pixels(40, 90))!, 'auto');
    expect(through(41, stretch)).toBeGreaterThanOrEqual(0);
    expect(through(41, stretch)).toBeLessThan(25);
    expect(through(89, stretch)).toBeGreaterThan(230);
    expect(through(89, stretch)).toBeLessThanOrEqual(256);
    expect(stretchFor(measureLight(pixels(60, 62))!, 'auto').gain).toBe(6);
    expect(stretchFor(measureLight(pixels(60, 60))!, 'on').gain).toBe(6);
  });

  it('obeys the switch', () => {
    const flat = measureLight(pixels(40, 90))!;
    expect(stretchFor(flat, 'off')).toEqual(AS_IT_IS);
    expect(stretchFor(measureLight(pixels(40, 90, 60))!, 'auto')).toEqual(AS_IT_IS);
    expect(stretchFor(measureLight(pixels(40, 90, 60))!, 'on').grey).toBe(true);
  });

  it('comes gently and arrives', () => {
    const to = { low: 30, gain: 4, grey: true };
    let at = AS_IT_IS;
    at = eased(at, to);
    expect(at.gain).toBeGreaterThan(1);
    expect(at.gain).toBeLessThan(2);
    for (let i = 0; i < 60; i++) at = eased(at, to);
    expect(at).toEqual(to);
  });

  it('is shown to the operator as the network sees it', () => {
    const stretch = { low: 40, gain: 4, grey: true };
    const [b, c] = [...cssFilter(stretch).matchAll(/\((\d\.\d+)\)/g)].map((m) => Number(m[1]));
    const shown = (v: number): number => (((v / 255) * b! - 0.5) * c! + 0.5) * 255;
    for (const v of [40, 60, 100]) expect(shown(v)).toBeCloseTo(through(v, stretch), 0);
    expect(cssFilter(AS_IT_IS)).toBe('none');
  });
});
