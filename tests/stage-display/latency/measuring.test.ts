import { describe, expect, it } from 'vitest';
import { summaryOf } from '#contracts/latency';
import { meanLight } from '../../../stage-display/latency/eye.ts';
import {
  APART_MS,
  glanced,
  type Measuring,
  NOTHING,
  PATIENCE_MS,
  tapAt,
} from '../../../stage-display/latency/measuring.ts';
import { interval, restBefore, riseAfter } from '../../../stage-display/latency/rise.ts';
import { LATENCY_WORDS } from '../../../stage-display/latency/words.ts';

const FRAME_MS = 1000 / 30;
const DARK = 0.04;

/** Looks from `fromMs` to `toMs`, `light` telling what is seen. */
const look = (
  now: Measuring,
  fromMs: number,
  toMs: number,
  light: (atMs: number) => number = () => DARK,
): Measuring => {
  let next = now;
  for (let atMs = fromMs; atMs < toMs; atMs += FRAME_MS)
    next = glanced(next, { atMs, light: light(atMs) });
  return next;
};

const tapped = (now: Measuring, atMs: number): Measuring => {
  const next = tapAt(now, atMs);
  if (typeof next === 'string') throw new Error(next);
  return next;
};

describe('a measurement', () => {
  it('is the time from the tap to the first picture that sees its light', () => {
    const waiting = tapped(look(NOTHING, 0, 1000), 1010);
    const done = look(waiting, 1010, 1300, (atMs) => (atMs >= 1090 ? 0.4 : DARK));
    expect(done.taps).toHaveLength(1);
    expect(done.taps[0]?.tookMs).toBeGreaterThanOrEqual(80);
    expect(done.taps[0]?.tookMs).toBeLessThanOrEqual(80 + FRAME_MS);
    expect(done.waiting).toBeNull();
  });

  it('does not take a wavering exposure for light', () => {
    const wavering = (atMs: number) => DARK + 0.012 * Math.sin(atMs / 50);
    const waiting = tapped(look(NOTHING, 0, 1000, wavering), 1000);
    const done = look(waiting, 1000, 1000 + PATIENCE_MS + 100, wavering);
    expect(done.taps).toEqual([{ atMs: 1000, tookMs: null }]);
  });

  it('refuses a tap before the last light has gone, and one that nothing looks at', () => {
    expect(tapAt(NOTHING, 5000)).toBe('blind');
    const seen = look(NOTHING, 0, 1000);
    const again = look(tapped(seen, 1000), 1000, 1300, () => 0.5);
    expect(tapAt(again, 1000 + APART_MS - 1)).toBe('too-soon');
    // Long after the tap, and the light has not gone.
    expect(
      tapAt(
        look(again, 1300, 3000, () => 0.5),
        3000,
      ),
    ).toBe('too-soon');
    expect(tapAt(look(again, 1300, 3000), 3000)).toMatchObject({ waiting: { atMs: 3000 } });
  });

  it('lets no second tap take the place of one whose light is still looked for', () => {
    const waiting = tapped(look(NOTHING, 0, 1000), 1000);
    expect(tapAt(look(waiting, 1000, 1000 + PATIENCE_MS - 100), 2400)).toBe('too-soon');
  });

  it('keeps a few seconds of glances, however long it looks', () => {
    expect(look(NOTHING, 0, 60_000).glances.length).toBeLessThan(130);
  });
});

describe('what the eye sees', () => {
  it('is mean luminance, green the most of it', () => {
    const pixel = (r: number, g: number, b: number) => Uint8ClampedArray.of(r, g, b, 255);
    expect(meanLight(pixel(255, 255, 255))).toBeCloseTo(1, 6);
    expect(meanLight(pixel(0, 255, 0))).toBeGreaterThan(meanLight(pixel(255, 0, 255)));
  });

  it('needs a few glances to know the dark', () => {
    expect(restBefore([{ atMs: 1, light: 0 }], 2, 700)).toBeNull();
    // An eye that looks three times a second knows the dark as well, only later.
    const seldom = [0, 333, 666, 999, 1332].map((atMs) => ({ atMs, light: 0.2 }));
    expect(restBefore(seldom, 1400, 700)?.mean).toBeCloseTo(0.2, 6);
    expect(riseAfter([{ atMs: 5, light: 0.5 }], 2, { mean: 0, sd: 0 })).toBe(3);
    expect(riseAfter([{ atMs: 1, light: 0.5 }], 2, { mean: 0, sd: 0 })).toBeNull();
    expect(interval([0, 33, 66, 200].map((atMs) => ({ atMs, light: 0 })))).toBe(33);
  });
});

describe('the summary', () => {
  it('counts what was not seen apart from what was', () => {
    expect(summaryOf([60, -1, 70, 80])).toMatchObject({
      taps: 4,
      medianMs: 70,
      p95Ms: 80,
      missed: 1,
    });
  });

  it('has every word in both languages', () => {
    for (const text of Object.values(LATENCY_WORDS)) {
      expect(text.en).not.toBe('');
      expect(text.ko).not.toBe('');
    }
  });
});
