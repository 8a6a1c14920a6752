import { describe, expect, it } from 'vitest';
import type { Painted } from '../../conductor/imagery/engine.ts';
import { evolve, mix } from '../../conductor/imagery/evolve.ts';
import { fromFile, toFiles } from '../../conductor/imagery/file.ts';
import { faultOf, printOf } from '../../conductor/imagery/painted.ts';
import { GARDEN, paintGradient, T0 } from './support.ts';

const paint = (atMs = T0): Painted => {
  const painted = paintGradient({ lines: 128, atMs, memory: GARDEN, seed: 1 });
  // Edges to be moved.
  for (let i = 0; i < painted.rgb.length; i += 3) {
    const column = (i / 3) % 128;
    if (column % 16 < 8) painted.rgb[i] = 30;
  }
  return painted;
};

/** Mean difference of two pictures, 0..255. */
const far = (a: Painted, b: Painted): number => {
  let sum = 0;
  for (let i = 0; i < a.rgb.length; i++) sum += Math.abs((a.rgb[i] ?? 0) - (b.rgb[i] ?? 0));
  return sum / a.rgb.length;
};

describe('a picture that goes on by itself', () => {
  const base = paint();

  it('begins where the picture is', () => {
    expect(evolve(base, 3, 0)).toEqual(base);
  });

  it('is the same for the same picture, seed and time, and other for another seed', () => {
    expect(evolve(base, 3, 7.5)).toEqual(evolve(base, 3, 7.5));
    expect(far(evolve(base, 3, 7.5), evolve(base, 4, 7.5))).toBeGreaterThan(0.5);
  });

  it('moves in every frame of the first second already, by little', () => {
    let before = base;
    for (let i = 1; i <= 30; i++) {
      const now = evolve(base, 3, i / 30);
      expect(printOf(now)).not.toBe(printOf(before));
      expect(far(now, before)).toBeLessThan(2);
      before = now;
    }
  });

  it('stays the same world for ten minutes, never still and never black', () => {
    const end = far(base, { ...base, rgb: new Uint8Array(base.rgb.length) });
    for (let s = 10; s <= 600; s += 59) {
      const now = evolve(base, 3, s);
      expect(faultOf(now)).toBeNull();
      expect(far(now, base)).toBeLessThan(end / 2);
      expect(far(now, evolve(base, 3, s + 0.5))).toBeGreaterThan(0.02);
    }
  });

  it('needs no relief, and moves near matter more than far where it has one', () => {
    expect(evolve({ ...base, relief: null }, 3, 5).relief).toBeNull();
    const flat = (value: number) => ({ ...base, relief: new Uint8Array(128 * 128).fill(value) });
    const light = (p: Painted) => ({ ...p, relief: null });
    const nearBy = far(light(evolve(flat(255), 3, 9)), base);
    expect(nearBy).toBeGreaterThan(1.2 * far(light(evolve(flat(0), 3, 9)), base));
  });

  it('is mixed from one picture to another without a step at either end', () => {
    const other = paint(T0 + 9000);
    expect(mix(base, other, 0)).toEqual(base);
    expect(mix(base, other, 1)).toEqual(other);
    expect(far(mix(base, other, 0.5), base)).toBeCloseTo(far(base, other) / 2, 0);
    expect(mix(base, { ...other, relief: null }, 0.5).relief).toEqual(base.relief);
  });
});

describe('pictures as files', () => {
  it('carry the relief below, at each size asked for, largest first', async () => {
    const files = await toFiles(paint(), [64, 512]);
    expect(files.map(({ height, width, hasRelief }) => [width, height, hasRelief])).toEqual([
      [128, 128, true],
      [64, 64, true],
    ]);
    const [file] = files;
    if (!file) throw new Error('no file');
    const back = await fromFile(file);
    expect(far(back, paint())).toBeLessThan(12);
    const relief = paint().relief ?? [];
    let off = 0;
    back.relief?.forEach((v, i) => {
      off += Math.abs(v - (relief[i] ?? 0));
    });
    expect(off / (128 * 128)).toBeLessThan(3);
    expect((await fromFile(file, { width: 32, height: 32 })).rgb).toHaveLength(32 * 32 * 3);
  });

  it('are as they are where there is no relief', async () => {
    const [file] = await toFiles({ ...paint(), relief: null }, []);
    if (!file) throw new Error('no file');
    expect(file.hasRelief).toBe(false);
    expect((await fromFile(file)).relief).toBeNull();
  });
});

describe('what is no picture', () => {
  const good = paint();
  it.each([
    ['nothing wrong', good, null],
    [
      'numbers that are no bytes',
      { ...good, rgb: new Float32Array(good.rgb.length).fill(Number.NaN) },
      'not-bytes',
    ],
    ['too few', { ...good, rgb: good.rgb.subarray(3) }, 'wrong-size'],
    ['no size', { ...good, width: Number.NaN }, 'wrong-size'],
    ['a relief of another size', { ...good, relief: new Uint8Array(4) }, 'wrong-size'],
    ['black', { ...good, rgb: new Uint8Array(good.rgb.length) }, 'empty'],
    ['white', { ...good, rgb: new Uint8Array(good.rgb.length).fill(255) }, 'empty'],
  ])('%s', (_, painted, fault) => {
    expect(faultOf(painted as Painted)).toBe(fault);
  });

  it('a dark picture with some light in it is one', () => {
    const rgb = new Uint8Array(good.rgb.length);
    rgb.fill(90, 0, 300);
    expect(faultOf({ ...good, rgb })).toBeNull();
  });

  it('equal pictures have equal prints, and one changed value changes it', () => {
    expect(printOf(paint())).toBe(printOf(paint()));
    const other = paint();
    other.rgb[1000] = (other.rgb[1000] ?? 0) ^ 1;
    expect(printOf(other)).not.toBe(printOf(paint()));
  });
});
