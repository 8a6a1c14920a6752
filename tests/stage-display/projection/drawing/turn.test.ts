import { describe, expect, it } from 'vitest';
import type { Sketch } from '#contracts/picture';
import {
  NOTHING_DRAWN,
  shareOf,
  type Turning,
  turned,
} from '../../../../stage-display/projection/drawing/turn.ts';

const HILL: Sketch = [
  [
    [0, 0],
    [1, 1],
  ],
];
const SHORE: Sketch = [
  [
    [0, 0.5],
    [1, 0.5],
  ],
];
const DT = 1 / 60;

const run = (from: Turning, seconds: number, each: (one: Turning) => void = () => {}): Turning => {
  let now = from;
  for (let t = 0; t < seconds; t += DT) {
    now = turned(now, DT);
    each(now);
  }
  return now;
};

describe('a drawing in the sheet', () => {
  it('comes within seconds, never in one picture', () => {
    let [last, step] = [0, 0];
    const there = run({ ...NOTHING_DRAWN, asked: HILL }, 12, (one) => {
      step = Math.max(step, shareOf(one) - last);
      last = shareOf(one);
    });
    expect(shareOf(there)).toBe(1);
    expect(step).toBeLessThan(0.004);
  });

  it('leaves altogether before the next one comes', () => {
    const there = run({ ...NOTHING_DRAWN, asked: HILL }, 12);
    const seen: string[] = [];
    const next = run({ ...there, asked: SHORE }, 20, (one) => {
      const name = one.shown === HILL ? 'hill' : 'shore';
      if (seen.at(-1) !== name) seen.push(name);
      if (one.shown === SHORE && seen.length === 2 && seen[1] === 'shore')
        expect(shareOf(one)).toBeGreaterThanOrEqual(0);
    });
    expect(seen).toEqual(['hill', 'shore']);
    expect(shareOf(next)).toBe(1);
    const turning = run({ ...there, asked: SHORE }, 5.9);
    expect(turning.shown).toBe(HILL);
    expect(shareOf(turning)).toBeLessThan(0.01);
  });

  it('that is asked for again while it goes comes back from where it was', () => {
    const there = run({ ...NOTHING_DRAWN, asked: HILL }, 12);
    const going = run({ ...there, asked: [] }, 2);
    const back = turned({ ...going, asked: HILL }, DT);
    expect(Math.abs(shareOf(back) - shareOf(going))).toBeLessThan(0.01);
    expect(back.shown).toBe(HILL);
  });

  it('ends as nothing', () => {
    expect(run({ ...run({ ...NOTHING_DRAWN, asked: HILL }, 12), asked: [] }, 7)).toEqual(
      NOTHING_DRAWN,
    );
  });
});
