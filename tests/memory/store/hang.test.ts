import { describe, expect, it } from 'vitest';
import { WALL_SHEETS, WallSheet } from '#contracts/wall';
import { freePlace, type Hanging, wallOf } from '../../../conductor/memory/store/hang.ts';
import { feltOf, linesOf, newSheet } from '../../../conductor/memory/store/sheet.ts';
import { remembered } from './support.ts';

const sheetAt = (n: number, place: number): Hanging => ({
  sheet: { ...newSheet(remembered(), place, 1000 + n), id: `w-${n}` },
  hasPicture: false,
});

describe('the wall', () => {
  it('shows no more than fits, the newest, each at the place it has', () => {
    const all = Array.from({ length: 60 }, (_, n) => sheetAt(n, n % WALL_SHEETS));
    const wall = wallOf(all, []);
    expect(wall).toHaveLength(WALL_SHEETS);
    expect(wall.map(({ place }) => place)).toEqual(
      Array.from({ length: WALL_SHEETS }, (_, i) => i),
    );
    expect(wall.map(({ id }) => Number(id.slice(2))).every((n) => n >= 12)).toBe(true);
    // Each that hung still hangs where it did.
    const later = wallOf([...all, sheetAt(60, 12)], []);
    for (const { id, place } of later.filter((one) => one.id !== 'w-60'))
      expect(wall.find((one) => one.id === id)?.place).toBe(place);
    for (const one of wall) expect(WallSheet.parse(one)).toEqual(one);
  });

  it('keeps a place dark where a sheet was taken back, until it is needed', () => {
    const gone = [{ id: 'w-x', place: 1, sinceMs: 1, goneMs: 5 }];
    expect(freePlace(new Set([0]), new Set([1]))).toBe(2);
    const full = new Set(Array.from({ length: WALL_SHEETS }, (_, i) => i).filter((i) => i !== 1));
    expect(freePlace(full, new Set([1]))).toBe(1);
    expect(freePlace(new Set([...full, 1]), new Set())).toBeNull();
    expect(wallOf([sheetAt(0, 0)], gone).map(({ place, goneMs }) => [place, goneMs])).toEqual([
      [0, null],
      [1, 5],
    ]);
    expect(wallOf([sheetAt(0, 1)], gone).map(({ id }) => id)).toEqual(['w-0']);
  });

  it('shows the course in sixteen parts and few points of few lines, and no word', () => {
    const given = remembered(() => 'a word nobody should see');
    const felt = feltOf(given.course);
    expect(felt).toHaveLength(16);
    expect(felt[0]?.[0]).toBeLessThan(felt[15]?.[0] ?? 0);
    const lines = linesOf(given.strokes);
    expect(lines.length).toBeLessThanOrEqual(16);
    expect(lines.every((line) => line.length <= 20)).toBe(true);
    expect(lines[0]?.[0]).toEqual([
      given.strokes[0]?.points[0]?.[0],
      given.strokes[0]?.points[0]?.[1],
    ]);
    expect(JSON.stringify(newSheet(given, 0, 1))).not.toContain('word');
    expect(feltOf({ ...given.course, positive: [], negative: [], arousal: [] })).toEqual([]);
    expect(linesOf([{ atS: 0, points: [[0.5, 0.5, 1, 0]] }])).toEqual([[[0.5, 0.5]]]);
  });
});
