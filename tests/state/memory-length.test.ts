import { describe, expect, it } from 'vitest';
import {
  LINE_POINTS,
  MEMORY_CHARACTERS,
  SKETCH_LINES,
  SKETCH_POINTS,
  Sketch,
} from '#contracts/picture';
import { CUT_SHORT, THINNED, taken } from '../../conductor/memory-length.ts';

type Point = [number, number];
const line = (points: number, y = 0.5): Point[] =>
  Array.from({ length: points }, (_, i) => [points > 1 ? i / (points - 1) : 0, y]);
const draw = (sketch: Point[][]) => taken({ do: 'memory', text: 'us', sketch });

describe('as much of a memory as is taken', () => {
  it('is the same memory, without a word about it, where it is all of it', () => {
    for (const sketch of [[], [line(1)], [line(LINE_POINTS)], Array(4).fill(line(2000))]) {
      const memory = { do: 'memory' as const, text: 'us', sketch };
      expect(taken(memory)).toEqual({ memory, notes: [] });
      expect(taken(memory).memory).toBe(memory);
    }
  });

  it('is the beginning of a text, up to a whole character', () => {
    const text = `${'a'.repeat(MEMORY_CHARACTERS - 1)}😀`;
    const { memory, notes } = taken({ do: 'memory', text });
    expect(memory.text).toBe('a'.repeat(MEMORY_CHARACTERS - 1));
    expect(memory).not.toHaveProperty('sketch');
    expect(notes).toEqual([CUT_SHORT]);
  });

  it.each<[string, Point[][]]>([
    ['a page of scribbles', Array.from({ length: 200 }, (_, i) => line(2000, i / 199))],
    ['one line that never ends', [line(150_000)]],
    ['a rain of strokes', Array.from({ length: 5000 }, (_, i) => line(3, i / 4999))],
    ['dots among long lines', [...Array(150).fill(line(1)), line(9000, 0), line(9000, 1)]],
  ])('is %s, thinned evenly to what a sketch may have, with a note', (_, given) => {
    const { memory, notes } = draw(given);
    const sketch = memory.sketch ?? [];
    expect(notes).toEqual([THINNED]);
    expect(Sketch.safeParse(sketch).success).toBe(true);
    const points = sketch.flat().length;
    expect(points).toBeLessThanOrEqual(SKETCH_POINTS);
    expect(points).toBeGreaterThan(Math.min(SKETCH_LINES * 3, LINE_POINTS) - 1);
    // The first and the last line, from end to end.
    for (const at of [0, -1]) {
      expect(sketch.at(at)?.at(0)).toEqual(given.at(at)?.at(0));
      expect(sketch.at(at)?.at(-1)).toEqual(given.at(at)?.at(-1));
    }
    for (const one of sketch) {
      const xs = one.map(([x]) => x);
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
    }
  });

  it('says both where both are too long', () => {
    const { notes } = taken({ do: 'memory', text: 'x'.repeat(200_000), sketch: [line(9000)] });
    expect(notes).toEqual([CUT_SHORT, THINNED]);
  });
});
