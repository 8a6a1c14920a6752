import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickUp } from '../../../conductor/control/bound/pick-up.ts';

describe('soft pick-up', () => {
  it('a fader that stands elsewhere moves nothing until it meets the value', () => {
    const hand = pickUp();
    expect(hand.move(10, 100, 0)).toBe(false);
    expect(hand.move(60, 100, 20)).toBe(false);
    expect(hand.move(99, 100, 40)).toBe(true);
    expect(hand.move(70, 99, 60)).toBe(true);
  });

  it('a fast hand that jumps over the value has met it', () => {
    const hand = pickUp();
    expect(hand.move(10, 50, 0)).toBe(false);
    expect(hand.move(90, 50, 10)).toBe(true);
  });

  it('lets go where somebody else has moved the value, and not while the hand is on it', () => {
    const hand = pickUp();
    expect(hand.move(64, 64, 0)).toBe(true);
    // Its own value is on the way yet.
    expect(hand.move(80, 64, 50)).toBe(true);
    expect(hand.move(81, 20, 100)).toBe(true);
    // A second later the value stands at 20: somebody else.
    expect(hand.move(82, 20, 1100)).toBe(false);
    expect(hand.inHand(1100)).toBe(false);
    expect(hand.move(19, 20, 1200)).toBe(true);
    expect(hand.inHand(1300)).toBe(true);
    expect(hand.inHand(1600)).toBe(false);
  });

  it('a motor on its way is no hand, however far it lags', () => {
    const hand = pickUp();
    expect(hand.move(100, 100, 0)).toBe(true);
    let atMs = 1000;
    for (let step = 100; step >= 0; step -= 4) {
      hand.placed(step, atMs);
      expect(hand.move(Math.min(100, step + 15), step, atMs + 10)).toBe(false);
      atMs += 40;
    }
    expect(hand.move(0, 0, atMs + 100)).toBe(false);
    // A second later there is a hand where the motor left it.
    expect(hand.move(5, 0, atMs + 1000)).toBe(true);
  });

  it('never takes over away from the value without meeting or crossing it (property)', () => {
    const step = fc.integer({ min: 0, max: 127 });
    fc.assert(
      fc.property(fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 30 }), (moves) => {
        const hand = pickUp();
        let last: number | null = null;
        moves.forEach(([to, current], i) => {
          const has = hand.move(to, current, i * 1000);
          const near = Math.abs(to - current) <= 2;
          const crossed = last !== null && (last - current) * (to - current) <= 0;
          const stood = last !== null && Math.abs(last - current) <= 2;
          if (has) expect(near || crossed || stood).toBe(true);
          if (near) expect(has).toBe(true);
          last = to;
        });
      }),
    );
  });
});
