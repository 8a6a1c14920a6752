import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEND, BEND_WIDE, fillBend, horizonBend } from '../../../conductor/imagery/dream/bend.ts';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import { MORPH_S } from '../../../conductor/imagery/dream/morph.ts';
import { openPage } from '../../../conductor/imagery/dream/page.ts';
import { drawn } from '../../../conductor/imagery/dream/sketch.ts';
import type { PaintRequest } from '../../../conductor/imagery/engine.ts';
import { ask, differ, MODELS, memoryOf } from './request.ts';

let parts: DreamParts;
beforeAll(async () => {
  parts = await dreamParts(MODELS);
});
afterAll(() => parts.matter.close());

type Sketch = PaintRequest['memory']['sketch'];
const line = (y: number): Sketch => [
  [
    [0.1, y],
    [0.5, y + 0.2],
    [0.9, y],
  ],
];
const medianOf = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;

describe('a film of memories with sketches and without', () => {
  it('takes no step that is large beside its others: a sketch goes as it came', async () => {
    const engine = openDream({ modelsDir: MODELS }, parts);
    const memories = [line(0.3), line(0.6), [], line(0.5), line(0.3)].map((sketch) =>
      memoryOf('the sea', sketch),
    );
    let before: Uint8Array | null = null;
    const steps: number[] = [];
    for (const memory of memories)
      for (let i = 0; i < 26; i += 1) {
        const { rgb } = await engine.paint(ask('', { memory, dtS: 0.1, lines: 24 }), 0);
        if (before) steps.push(differ(before, rgb));
        before = rgb;
      }
    // The first pictures still find their edges.
    const found = steps.slice(8);
    expect(Math.max(...found)).toBeLessThan(4 * medianOf(found));
  }, 60_000);
});

describe('the sketches of a film', () => {
  it('are there at once in the first, and blend from then on', () => {
    const page = openPage(line(0.3));
    expect(page.now.map(({ share }) => share)).toEqual([1]);
    page.aim(line(0.6));
    page.step(MORPH_S / 4);
    expect(page.now.map(({ share }) => share)).toEqual([0.75, 0.25]);
    // A third one before the second has come: both go, each from where it was.
    page.aim([]);
    page.step(MORPH_S / 8);
    expect(page.now.map(({ share }) => share)).toEqual([0.625, 0.125]);
    page.step(MORPH_S / 8);
    expect(page.now.map(({ share }) => share)).toEqual([0.5]);
    page.step(MORPH_S);
    expect(page.now).toEqual([]);
  });

  it('are as few as can be seen, however often they change', () => {
    const page = openPage(line(0.3));
    for (let i = 0; i < 80; i += 1) {
      page.aim(line((i % 7) / 10));
      page.aim(line((i % 5) / 10));
      page.step(1 / 30);
      expect(page.now.length).toBeLessThan(4);
      expect(page.now.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('bend, fold, draw shores and gather light together, each by its share', () => {
    const [one, other] = [line(0.3), line(0.6)].map((sketch) => drawn(sketch));
    if (!one || !other) throw new Error('nothing was drawn');
    const press = { depth: new Float32Array(BEND * BEND) };
    const filled = (...shares: [typeof one, number][]): Float32Array => {
      const grid = new Float32Array(BEND * BEND * BEND_WIDE).fill(9);
      fillBend(
        grid,
        press,
        shares.map(([sketch, share]) => ({ drawn: sketch, share })),
      );
      return grid;
    };
    const [a, b, both] = [filled([one, 1]), filled([other, 1]), filled([one, 0.25], [other, 0.75])];
    const blended = a.map((v, i) => 0.25 * v + 0.75 * (b[i] ?? 0));
    expect(Math.max(...both.map((v, i) => Math.abs(v - (blended[i] ?? 0))))).toBeLessThan(1e-6);
    expect(Math.max(...filled())).toBe(0);
    expect(Math.max(...horizonBend(one, 0.7, 64).map(Math.abs))).toBeGreaterThan(0.01);
  });
});

describe('numbers that are none', () => {
  const last = async (change: Partial<PaintRequest>) => {
    const engine = openDream({ modelsDir: MODELS }, parts);
    await engine.paint(ask('a garden', change), 0);
    return engine.paint(ask('a garden', change), 0);
  };

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'of a seed: %d is chance as any',
    async (seed) => {
      expect(await last({ seed })).toEqual(await last({ seed: 0 }));
    },
  );

  it.each([
    [Number.NaN, 1],
    [1e308, 4],
    [Number.POSITIVE_INFINITY, 4],
    [-3, 0],
  ])('of a part’s weight: %d weighs %d', async (weight, as) => {
    const weighing = (much: number) =>
      last({
        memory: {
          parts: [
            { text: 'snow', weight: much },
            { text: 'the sea', weight: 1 },
          ],
          sketch: [],
        },
      });
    expect(await weighing(weight)).toEqual(await weighing(as));
  });
});
