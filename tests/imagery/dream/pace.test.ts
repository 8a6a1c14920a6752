import { describe, expect, it } from 'vitest';
import { openPace } from '../../../conductor/imagery/dream/pace.ts';

/** Share of the pictures that were painted together while each way takes so long. */
const painted = (
  pace: ReturnType<typeof openPace>,
  togetherMs: number,
  aloneMs: number,
): number => {
  let times = 0;
  for (let i = 0; i < 640; i += 1) {
    const together = pace.together();
    if (together) times += 1;
    pace.took(together, together ? togetherMs : aloneMs);
  }
  return times / 640;
};

describe('the pace of one hand and of two', () => {
  it('is together where that is faster, and is tried alone now and then', () => {
    expect(painted(openPace(), 9, 16)).toBeCloseTo(636 / 640, 6);
  });

  it('does not mind a picture that hung for a moment, whichever way it was painted', () => {
    for (const hiccup of [3, 16, 40]) {
      const pace = openPace();
      let times = 0;
      for (let i = 0; i < 200; i += 1) {
        const together = pace.together();
        if (together) times += 1;
        pace.took(together, i === hiccup - 1 ? 400 : together ? 12 : 14);
      }
      expect(times).toBe(198);
      expect(pace.usualMs()).toBe(12);
    }
  });

  it('is alone where the other cores are busy, and together again when they are free', () => {
    const pace = openPace();
    expect(painted(pace, 40, 16)).toBeLessThan(0.2);
    expect(painted(pace, 9, 16)).toBeGreaterThan(0.8);
  });
});
