import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYPOINTS } from '#contracts/sensor';
import { assign } from '../../../stage-display/camera/assign.ts';
import type { Figure } from '../../../stage-display/camera/figure.ts';
import { admit, follow } from '../../../stage-display/camera/follow.ts';
import {
  emptyPlaces,
  type Places,
  resized,
  sameBody,
} from '../../../stage-display/camera/places.ts';
import { ASPECT, figureAt } from './support.ts';

const states = (places: Places): string[] => places.map((p) => p.state);
const xOf = (places: Places, slot: number): number => places[slot - 1]!.seen!.centre[0];
/** Two dancers, the first at the left. */
const pair = (): Places =>
  admit(emptyPlaces(2), [figureAt(0.2, 0.9), figureAt(0.8, 0.9)], 1000, ASPECT);
const step = (
  places: Places,
  figures: readonly (readonly [number, Figure])[],
  atMs: number,
): Places =>
  follow(
    places,
    figures.map(([slot, figure]) => ({ slot, figure })),
    atMs,
    ASPECT,
  );

describe('places', () => {
  it('are given in order, and to nobody twice or unsure', () => {
    const places = pair();
    expect(states(places)).toEqual(['live', 'live']);
    expect(xOf(places, 1)).toBeCloseTo(0.2);
    const again = admit(emptyPlaces(3), [figureAt(0.2, 0.9), figureAt(0.205, 0.9)], 1000, ASPECT);
    expect(states(again)).toEqual(['live', 'free', 'free']);
    expect(states(admit(emptyPlaces(1), [figureAt(0.5, 0.9, 0.6, 0.3)], 0, ASPECT))).toEqual([
      'free',
    ]);
    expect(admit(pair(), [figureAt(0.5, 0.9)], 1000, ASPECT)).toEqual(pair());
  });

  it('stay with a body that is only half sure, and are lost after half a second without one', () => {
    let places = pair();
    places = step(
      places,
      [
        [1, figureAt(0.21, 0.9, 0.6, 0.3)],
        [2, figureAt(0.8, 0.9, 0.6, 0.1)],
      ],
      1400,
    );
    expect(states(places)).toEqual(['live', 'live']);
    places = step(places, [[1, figureAt(0.21, 0.9)]], 1600);
    expect(states(places)).toEqual(['live', 'lost']);
  });

  it('keep two dancers apart who cross, whichever crop saw whom', () => {
    let places = pair();
    for (let i = 1; i <= 60; i++) {
      const [a, b] = [figureAt(0.2 + i * 0.01, 0.9), figureAt(0.8 - i * 0.01, 0.88)];
      // While they are close, the crops show the other one every second time.
      const swapped = i > 25 && i < 35 && i % 2 === 0;
      places = step(
        places,
        swapped
          ? [
              [1, b],
              [2, a],
            ]
          : [
              [1, a],
              [2, b],
            ],
        1000 + i * 33,
      );
    }
    expect(states(places)).toEqual(['live', 'live']);
    expect(xOf(places, 1)).toBeCloseTo(0.8, 1);
    expect(xOf(places, 2)).toBeCloseTo(0.2, 1);
  });

  it('give a body that both crops show to the dancer it fits', () => {
    let places = pair();
    const one = figureAt(0.79, 0.9);
    expect(sameBody(one, figureAt(0.795, 0.9), ASPECT)).toBe(true);
    for (let i = 1; i <= 20; i++)
      places = step(
        places,
        [
          [1, one],
          [2, one],
        ],
        1000 + i * 33,
      );
    expect(states(places)).toEqual(['lost', 'live']);
  });

  it('refuse a leap no body makes', () => {
    const places = step(
      pair(),
      [
        [1, figureAt(0.95, 0.9)],
        [2, figureAt(0.8, 0.9)],
      ],
      1033,
    );
    expect(xOf(places, 1)).toBeCloseTo(0.2);
  });

  it('wait for the one who left, then are free; who returns near is the same dancer', () => {
    let places = step(pair(), [[2, figureAt(0.8, 0.9)]], 1800);
    expect(states(places)).toEqual(['lost', 'live']);
    // A stranger far away, while her place is kept for her.
    expect(states(admit(places, [figureAt(0.95, 0.5, 0.2)], 1850, ASPECT))).toEqual([
      'lost',
      'live',
    ]);
    places = step(places, [[2, figureAt(0.8, 0.9)]], 7000);
    expect(states(places)).toEqual(['free', 'live']);
    // Both left; whoever comes back on the right is the second.
    places = step(step(places, [], 9000), [], 14_000);
    expect(states(places)).toEqual(['free', 'free']);
    const back = admit(places, [figureAt(0.78, 0.9), figureAt(0.22, 0.9)], 15_000, ASPECT);
    expect(xOf(back, 2)).toBeCloseTo(0.78);
    expect(xOf(back, 1)).toBeCloseTo(0.22);
    expect(
      states(step(places, [], 90_000)).concat(String(step(places, [], 90_000)[0]!.seen)),
    ).toEqual(['free', 'free', 'null']);
  });

  it('keep those who are there when there are more of them', () => {
    const more = resized(pair(), 4);
    expect(states(more)).toEqual(['live', 'live', 'free', 'free']);
    expect(resized(more, 1)).toHaveLength(1);
    expect(emptyPlaces(99)).toHaveLength(6);
    expect(emptyPlaces(Number.NaN)).toHaveLength(1);
  });
});

describe('the assignment', () => {
  it('takes the least sum, not the least cost first', () => {
    expect(
      assign(
        [
          [1, 2],
          [1, 9],
        ],
        10,
      ),
    ).toEqual([1, 0]);
    expect(
      assign(
        [
          [1, 2],
          [Number.NaN, Number.POSITIVE_INFINITY],
        ],
        10,
      ),
    ).toEqual([0, -1]);
    expect(assign([], 1)).toEqual([]);
  });
});

describe('garbage', () => {
  const value = fc.oneof(
    fc.double(),
    fc.double({ min: -1, max: 2, noNaN: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, -0),
  );
  const figure: fc.Arbitrary<Figure> = fc.oneof(
    fc.array(fc.record({ x: value, y: value, c: value }), {
      minLength: 0,
      maxLength: KEYPOINTS.length,
    }),
    fc
      .tuple(value, value, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([x, y, c]) => figureAt(x, y, 0.5, c)),
  );
  const event = fc.record({
    figures: fc.array(figure, { maxLength: 6 }),
    dt: fc.oneof(fc.integer({ min: -100, max: 5000 }), fc.constant(Number.NaN)),
    fresh: fc.boolean(),
  });

  it('never breaks the places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(event, { maxLength: 12 }),
        (count, events) => {
          let places = emptyPlaces(count);
          let atMs = 1000;
          for (const { figures, dt, fresh } of events) {
            atMs += Number.isNaN(dt) ? 0 : dt;
            const at = Number.isNaN(dt) ? Number.NaN : atMs;
            places = fresh
              ? admit(places, figures, at, ASPECT)
              : follow(
                  places,
                  figures.map((f, i) => ({ slot: i + 1, figure: f })),
                  at,
                  ASPECT,
                );
          }
          expect(places.map((p) => p.slot)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
          for (const { seen, state } of places) {
            if (state === 'live') expect(seen).not.toBeNull();
            if (!seen) continue;
            const numbers = [...seen.centre, ...seen.velocity, seen.trunk, seen.atMs];
            expect(numbers.every(Number.isFinite)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
