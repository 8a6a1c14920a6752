import { describe, expect, it } from 'vitest';
import { WALL_SHEETS, type WallSheet } from '#contracts/wall';
import {
  COURSE_S,
  DARK_S,
  feltAt,
  type Hanging,
  hung,
  stepHanging,
} from '../../../../stage-display/projection/wall/hanging.ts';
import { closeTo, placesOf } from '../../../../stage-display/projection/wall/places.ts';

const NOW = 1_700_000_000_000;
const sheet = (place: number, parts: Partial<WallSheet> = {}): WallSheet => ({
  id: `sheet-${place}`,
  place,
  seed: 100 + place,
  sinceMs: NOW - 60_000,
  goneMs: null,
  felt: [
    [0.1, 0.8, 0.2],
    [0.9, 0.1, 0.6],
  ],
  lines: [],
  picture: null,
  ...parts,
});

const run = (from: readonly Hanging[], seconds: number, nowMs: number): readonly Hanging[] => {
  let all = from;
  for (let s = 0; s < seconds; s += 0.1) all = stepHanging(all, 0.1, nowMs + 1000 * s);
  return all;
};

describe('what hangs on the wall', () => {
  it('hangs at once where it hung before this display looked, and comes slowly where it is new', () => {
    expect(hung([], [sheet(0)], NOW)[0]).toMatchObject({ lit: 1, there: 1 });
    const fresh = hung([], [sheet(1, { sinceMs: NOW - 100 })], NOW);
    expect(fresh[0]).toMatchObject({ lit: 0, there: 0 });
    let most = 0;
    let before = 0;
    let all = fresh;
    for (let i = 0; i < 120; i++) {
      all = stepHanging(all, 0.1, NOW + 100 * i);
      most = Math.max(most, (all[0]?.lit ?? 0) - before);
      before = all[0]?.lit ?? 0;
    }
    expect(before).toBe(1);
    expect(most).toBeLessThan(0.03);
  });

  it('a sheet that is taken back dims, leaves its place dark for a while, and is gone', () => {
    const all = hung([], [sheet(0), sheet(1)], NOW);
    const taken = hung(all, [sheet(0), sheet(1, { goneMs: NOW })], NOW);
    const dim = run(taken, 12, NOW);
    expect(dim[1]).toMatchObject({ lit: 0, there: 1 });
    const still = run(dim, DARK_S - 15, NOW + 12_000);
    expect(still[1]).toMatchObject({ lit: 0, there: 1 });
    const over = run(still, 40, NOW + (DARK_S - 3) * 1000);
    expect(over.map((one) => one.sheet.place)).toEqual([0]);
    expect(over[0]).toMatchObject({ lit: 1, there: 1 });
  });

  it('a sheet that is no longer told of goes the same way, and never at once', () => {
    const all = hung(hung([], [sheet(0)], NOW), [], NOW + 5_000);
    expect(all[0]?.sheet.goneMs).toBe(NOW + 5_000);
    expect(run(all, 2, NOW + 5_000)[0]?.lit).toBeGreaterThan(0.5);
  });

  it('goes through what was felt, there and back, without a seam', () => {
    const [one] = hung([], [sheet(0)], NOW);
    if (!one) throw new Error('it hangs');
    const felt = (atS: number) => feltAt({ ...one, atS });
    expect(felt(0)).toEqual([0.1, 0.8, 0.2]);
    expect(felt(COURSE_S)[0]).toBeCloseTo(0.9, 5);
    expect(felt(2 * COURSE_S)[0]).toBeCloseTo(0.1, 5);
    for (let s = 0; s < 4 * COURSE_S; s += 0.25)
      expect(Math.abs(felt(s + 0.25)[0] - felt(s)[0])).toBeLessThan(0.01);
    expect(feltAt({ ...one, sheet: sheet(0, { felt: [] }) })).toHaveLength(3);
  });
});

describe('where sheets hang', () => {
  it('gives each a place of its own on a stage of any shape, and no two lie over one another', () => {
    for (const aspect of [16 / 9, 1, 9 / 16]) {
      const places = placesOf(7, aspect);
      expect(places).toHaveLength(WALL_SHEETS);
      for (const [i, a] of places.entries()) {
        expect(Math.abs(a.x) + a.halfWidth).toBeLessThan(0.56 * aspect);
        for (const b of places.slice(i + 1)) {
          if (a.depth !== b.depth) continue;
          const apart = Math.abs(a.x - b.x) / (a.halfWidth + b.halfWidth);
          expect(apart, `${i}`).toBeGreaterThan(0.7);
        }
      }
    }
  });

  it('the first ones are in the middle of the room, and one stands closer to few than to many', () => {
    const places = placesOf(7, 16 / 9);
    for (const one of places.slice(0, 4)) expect(Math.abs(one.x)).toBeLessThan(0.35);
    expect(closeTo(1)).toBeGreaterThan(2);
    expect(closeTo(48)).toBeLessThan(1.01);
    expect(placesOf(8, 16 / 9)).not.toEqual(places);
  });
});
