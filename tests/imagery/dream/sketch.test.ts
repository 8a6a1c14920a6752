import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMorph } from '../../../conductor/imagery/dream/morph.ts';
import { drawn, SKETCH } from '../../../conductor/imagery/dream/sketch.ts';
import { worldOf } from '../../../conductor/imagery/dream/words.ts';

describe('the distance field of a sketch', () => {
  it('is the distance to the nearest marked cell, as counting every cell finds it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 1, noNaN: true }),
            fc.double({ min: 0, max: 1, noNaN: true }),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (points) => {
          const field = drawn(points.map((point) => [point]));
          const cells = points.map(([x, y]) => [
            Math.min(SKETCH - 1, Math.floor(x * SKETCH)),
            Math.min(SKETCH - 1, Math.floor((1 - y) * SKETCH)),
          ]);
          for (let i = 0; i < SKETCH * SKETCH; i += 37) {
            const nearest = Math.min(
              ...cells.map(([x = 0, y = 0]) =>
                Math.hypot((i % SKETCH) - x, Math.floor(i / SKETCH) - y),
              ),
            );
            expect(field?.distance[i]).toBeCloseTo(nearest / SKETCH, 5);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is nothing for an empty sketch, and knows a full page', () => {
    expect(drawn([])).toBeNull();
    const page = Array.from({ length: 200 }, (_, i): [number, number][] => [
      [0, i / 199],
      [1, i / 199],
    ]);
    expect(drawn(page)?.filled).toBeGreaterThan(0.95);
  });
});

describe('a world on its way', () => {
  it('ends where it was aimed, and takes steps that are small beside the whole way', () => {
    const world = (text: string, seed: number) => worldOf([{ text, weight: 1 }], seed);
    const to = world('the sea at night', 9);
    const morph = openMorph(world('a birch forest', 4), 4);
    morph.aim(to, 9);
    let most = 0;
    let before = morph.now.slice();
    for (let i = 0; i < 300; i += 1) {
      morph.step(1 / 30);
      most = Math.max(most, ...morph.now.map((v, k) => Math.abs(v - (before[k] ?? 0))));
      before = morph.now.slice();
    }
    expect(morph.seed).toBe(9);
    expect(most).toBeLessThan(0.06);
    expect(Array.from(morph.now)).toEqual(Array.from(to).map((v) => expect.closeTo(v, 5)));
  });
});
