import { describe, expect, it } from 'vitest';
import { SRGB, SRGB_STEPS } from '../../../conductor/imagery/dream/colour.ts';
import { MOST_ROWS, openFinisher, type ToneOf } from '../../../conductor/imagery/dream/finish.ts';

const finisher = openFinisher();
const TONE: ToneOf = { lines: 0, exposure: 0.8, contrast: 1.125, warm: 0.2, edges: 1.1 };

/** Light with edges and corners. */
const lightOf = (lines: number): Float32Array =>
  Float32Array.from({ length: lines * lines * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % lines, Math.floor(i / 3 / lines)];
    return ((x >> 2) + (y >> 3)) % 2 ? 0.02 + 0.3 * (i % 3) : 0.9 / (1 + x + y) + 0.001;
  });

const finished = (light: Float32Array, radius: number, tone: ToneOf): Uint8Array => {
  const { lines } = tone;
  const rgb = new Uint8Array(lines * lines * 3);
  for (let from = 0; from < lines; from += MOST_ROWS)
    finisher.finish(light, radius, tone, rgb, { from, to: Math.min(lines, from + MOST_ROWS) });
  return rgb;
};

/** The same, number by number. */
const plainly = (light: Float32Array, radius: number, of: ToneOf): number[] => {
  const { lines, exposure, contrast, warm, edges } = of;
  const inside = (i: number): number => Math.min(lines - 1, Math.max(0, i));
  const r = Math.ceil(radius);
  const much = r ? radius / r : 0;
  const box = (from: readonly number[], dx: number, dy: number): number[] =>
    from.map((own, i) => {
      const [c, x, y] = [i % 3, Math.floor(i / 3) % lines, Math.floor(i / 3 / lines)];
      let sum = 0;
      for (let k = -r; k <= r; k += 1)
        sum += from[(inside(y + k * dy) * lines + inside(x + k * dx)) * 3 + c] ?? 0;
      return own * (1 - much) + (sum / (2 * r + 1)) * much;
    });
  return box(box([...light], 1, 0), 0, 1).map((v, i) => {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % lines, Math.floor(i / 3 / lines)];
    const d = ((x + 0.5) / lines - 0.5) ** 2 + ((y + 0.5) / lines - 0.5) ** 2;
    const dark = 1 - edges * Math.min(1, Math.max(0, (d - 0.08) * 2.2));
    const lit = v * exposure * dark * (1 + ([0.34, 0.05, -0.34][c] ?? 0) * warm);
    const shown = 1 - Math.exp(-1.25 * 0.13 * (Math.min(2.5, Math.max(0, lit)) / 0.13) ** contrast);
    return SRGB[Math.round(shown * SRGB_STEPS)] ?? 0;
  });
};

describe('the finish', () => {
  it.each([
    [64, 0],
    [64, 0.4],
    [50, 1],
    [77, 2.6],
    [40, 15.2],
  ])(
    'of %i lines, blurred by %f, is what its formulas say, to a byte of dither',
    (lines, radius) => {
      const light = lightOf(lines);
      const tone = { ...TONE, lines };
      const wanted = plainly(light, radius, tone);
      const off = [...finished(light, radius, tone)].map((v, i) => v - (wanted[i] ?? 0));
      expect(Math.max(...off)).toBeLessThanOrEqual(1.5);
      expect(Math.min(...off)).toBeGreaterThanOrEqual(-1.5);
      // Dither gives back on average what bytes cut off.
      expect(Math.abs(off.reduce((sum, v) => sum + v, 0) / off.length)).toBeLessThan(0.1);
    },
  );

  it('writes the rows it was asked for and no others, and takes what is no light for the dark', () => {
    const tone = { ...TONE, lines: 48 };
    const rgb = new Uint8Array(48 * 48 * 3).fill(7);
    finisher.finish(new Float32Array(48 * 48 * 3).fill(Number.NaN), 0, tone, rgb, {
      from: 10,
      to: 20,
    });
    expect([...new Set(rgb.subarray(0, 10 * 144))]).toEqual([7]);
    expect([...new Set(rgb.subarray(20 * 144))]).toEqual([7]);
    expect(Math.max(...rgb.subarray(10 * 144, 20 * 144))).toBeLessThan(2);
  });
});
