import { describe, expect, it } from 'vitest';
import { delays, flips, signF1, worstMinute } from '../../training/steadiness/measures.ts';
import type { Look } from '../../training/steadiness/play.ts';

const look = (i: number, raw: number, shown: number, positive = 1, heard = true): Look => ({
  atMs: i * 250,
  raw,
  shown,
  positive,
  heard,
});

describe('measures of steadiness', () => {
  it('count changes of sign, zero being none, and the worst minute of them', () => {
    const looks = [1, 1, 0, -1, 0, -1, 1].map((v, i) => look(i, v, v));
    expect(flips(looks, 'shown')).toEqual([750, 1500]);
    expect(worstMinute([0, 30_000, 59_000, 61_000, 200_000])).toBe(3);
    expect(worstMinute([])).toBe(0);
  });

  it('judge the sign against what listeners said, where something was heard', () => {
    const looks = [
      look(0, 0.5, 0.5, 1),
      look(1, -0.5, 0.5, 0),
      look(2, -0.5, -0.5, 0),
      look(3, -0.5, -0.5, 1, false),
    ];
    expect(signF1(looks, 'raw')).toBe(1);
    expect(signF1(looks, 'shown')).toBeCloseTo((2 / 3 + 2 / 3) / 2, 12);
  });

  it('time lasting changes only, from when they are argued for until they are shown', () => {
    const raw = (i: number) => (i < 20 ? 0.4 : i === 30 ? 0.4 : -0.4);
    const shown = (i: number) => (i < 28 ? 0.3 : -0.3);
    const looks = Array.from({ length: 80 }, (_, i) => look(i, raw(i), shown(i)));
    // The first side is there from the start; the second came at 31, after the stray look, and was shown by then.
    expect(delays(looks)).toEqual([0, 0]);
    const late = looks.map((l, i) => ({ ...l, raw: i < 20 ? 0.4 : -0.4 }));
    expect(delays(late)).toEqual([0, 2]);
    // A change that is never shown counts as one, and against what is shown.
    const deaf = looks.map((l, i) => ({ ...l, raw: i < 20 || i >= 40 ? 0.4 : -0.4, shown: 0.3 }));
    expect(delays(deaf)).toEqual([0, Number.POSITIVE_INFINITY, 0]);
  });
});
