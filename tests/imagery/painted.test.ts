import { describe, expect, it } from 'vitest';
import type { Painted } from '../../conductor/imagery/engine.ts';
import { faultOf, printOf } from '../../conductor/imagery/painted.ts';

const SIDE = 8;
/** A picture of one colour, and of others at some places. */
const picture = (
  colour: readonly number[],
  other: Readonly<Record<number, number>> = {},
): Painted => {
  const rgb = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => colour[i % 3] ?? 0);
  for (const [at, value] of Object.entries(other)) rgb[Number(at)] = value;
  return { width: SIDE, height: SIDE, rgb, relief: null };
};

describe('what an engine hands over', () => {
  it.each([
    [0, 0, 0],
    [90, 90, 90],
    [255, 255, 255],
    [255, 0, 0],
    [0, 200, 0],
    [12, 90, 240],
    [255, 255, 0],
  ])('is no picture where it is one flat colour: %d %d %d', (...colour) => {
    expect(faultOf(picture(colour))).toBe('empty');
    // Nor with what rounding makes of it.
    expect(
      faultOf(
        picture(
          colour.map((v) => Math.max(1, v) - 1),
          { 4: colour[1] ?? 0 },
        ),
      ),
    ).toBe('empty');
  });

  it('is one where any channel differs', () => {
    for (const channel of [0, 1, 2])
      expect(faultOf(picture([60, 60, 60], { [channel]: 70 }))).toBeNull();
  });

  it('has the same print wherever its bytes lie in memory, and another where one byte differs', () => {
    const { rgb, ...rest } = picture([10, 20, 30], { 7: 99 });
    const prints = [0, 1, 2, 3].map((offset) => {
      const pool = Buffer.alloc(rgb.length + 4);
      pool.set(rgb, offset);
      return printOf({ ...rest, rgb: pool.subarray(offset, offset + rgb.length) });
    });
    expect(new Set([...prints, printOf({ ...rest, rgb })]).size).toBe(1);
    expect(printOf(picture([10, 20, 30], { 7: 98 }))).not.toBe(prints[0]);
  });
});
