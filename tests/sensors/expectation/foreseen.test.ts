import { describe, expect, it } from 'vitest';
import { openExpectation } from '../../../sensors/expectation/index.ts';
import { movementTracker } from '../../../sensors/features/index.ts';
import { type Dance, HZ, phrase, poseBlock } from './support.ts';

/** What is said of a dance, and the frames of it, from a second on. */
const seen = (dances: readonly { readonly dance: Dance; readonly seconds: number }[]) => {
  const expectation = openExpectation();
  const tracker = movementTracker();
  const found: { tS: number; foreseen: number; expected: boolean; lead: number }[] = [];
  let n = 0;
  for (const { dance, seconds } of dances)
    for (let i = 0; i < seconds * HZ; i++, n++) {
      const block = poseBlock(dance.at(i / HZ), n / HZ);
      const { frame, values } = expectation.see(block, tracker.push(block));
      const foreseen = values.find((v) => v.name === 'foreseen')?.value ?? 0;
      const lead = frame?.expected?.inS ?? 0;
      found.push({ tS: n / HZ, foreseen, expected: frame?.expected !== undefined, lead });
    }
  return found;
};
const around = (found: ReturnType<typeof seen>, tS: number): number =>
  found[Math.round(tS * HZ)]?.foreseen ?? Number.NaN;

describe('foreseen', () => {
  it('grows with what is repeated, and falls where she does what she never did', () => {
    const found = seen([
      { dance: phrase(12, 4, 0), seconds: 60 },
      { dance: phrase(31, undefined, 0), seconds: 25 },
    ]);
    expect(around(found, 2)).toBe(0);
    expect(around(found, 59)).toBeGreaterThan(0.5);
    expect(around(found, 59)).toBeGreaterThan(around(found, 12) + 0.1);
    expect(around(found, 84)).toBeLessThan(around(found, 59) - 0.2);
    for (const { foreseen } of found) {
      expect(foreseen).toBeGreaterThanOrEqual(0);
      expect(foreseen).toBeLessThanOrEqual(1);
    }
  });

  it('goes with the movement: where each joint will be in a second, once something is learned', () => {
    const found = seen([{ dance: phrase(12, 4, 0), seconds: 8 }]);
    expect(found[HZ]?.expected).toBe(false);
    expect(found.at(-1)).toMatchObject({ expected: true, lead: 1 });
  });
});
