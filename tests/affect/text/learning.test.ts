import { describe, expect, it } from 'vitest';
import { englishFeatures } from '../../../conductor/affect/text/english-features.ts';
import { type Comment, GROUPS } from '../../../training/text-en/goemotions.ts';
import { englishGraph } from '../../../training/text-en/graph.ts';
import { heardBy, learnEnglish } from '../../../training/text-en/learn.ts';
import { fitSparseRidge, predicted } from '../../../training/text-en/ridge.ts';
import { in8Bits } from '../../../training/text-en/rounding.ts';
import { heardIn, modelOf } from '../../../training/text-en/shipped.ts';
import { bestThreshold, f1At } from '../../../training/text-en/thresholds.ts';
import { vectorsFrom } from '../../../training/text-en/vectors.ts';
import { bareCard } from './support.ts';

const WORDS = [
  ['lovely', 'great', 'thanks'],
  ['awful', 'sad', 'hate'],
  ['why', 'wonder', 'confused'],
  ['table', 'street', 'number'],
];

/** Comments of made-up sense: a word of their group among others. */
const comments: Comment[] = Array.from({ length: 240 }, (_, i) => {
  const g = i % 4;
  const word = WORDS[g]?.[Math.floor(i / 4) % 3] ?? '';
  return {
    id: `c${i}`,
    text: `the ${word} one ${['here', 'there', 'again', 'now', 'then'][i % 5]}`,
    labels: [g === 3 ? 27 : g],
    groups: GROUPS.map((_name, k) => (k === g ? 1 : 0)),
  };
});

/** Made-up vectors: what is glad lies on one side, what is sad on the other. */
const vectors = vectorsFrom(
  ['lovely', 'delightful', 'awful', 'dreadful', 'table', 'street'],
  [
    [2, 0, 0, 1],
    [2, 0.1, 0, 0.9],
    [-2, 0, 0, 1],
    [-2, 0.1, 0, 0.9],
    [0, 2, 0, 0],
    [0, 2, 1, 0],
  ].map((row) => Float64Array.from(row)),
  4,
);

describe('learnEnglish', () => {
  const { english, held } = learnEnglish(comments, vectors, () => undefined);

  it('tells groups apart by words that it did not see in these sentences', () => {
    expect(Math.min(...held.f1)).toBeGreaterThan(0.9);
    expect(Math.min(...held.r)).toBeGreaterThan(0.8);
  });

  it('knows words that no sentence had by those they are near to', () => {
    const [glad, sad] = heardBy(english, ['delightful', 'dreadful'].map(englishFeatures));
    const order = (heard?: Float32Array): number =>
      (heard?.[GROUPS.length] ?? 0) - (heard?.[GROUPS.length + 1] ?? 0);
    expect(order(glad)).toBeGreaterThan(order(sad));
  });

  it('is the same when done again', () => {
    const again = learnEnglish(comments, vectors, () => undefined);
    const same = Buffer.compare(englishGraph(again.english), englishGraph(english)) === 0;
    expect(same).toBe(true);
  });

  it('makes a graph that says what was learnt, to half precision', async () => {
    const model = await modelOf(bareCard('text-en', {}), englishGraph(english));
    const texts = ['the lovely one here', 'hate hate hate!', 'Why NOT 😭 ???', 'unheard-of'];
    for (const text of [...texts, 'delightful, dreadful']) {
      const said = [...((await heardIn(model, text)) ?? [])];
      const learnt = heardBy(english, [englishFeatures(text)])[0] ?? [];
      expect(said).toHaveLength(learnt.length + 5);
      learnt.forEach((v, i) => {
        expect(said[i + 5]).toBeCloseTo(v, 1);
      });
      for (const p of said.slice(0, 4)) expect(p > 0 && p < 1).toBe(true);
    }
    expect((await heardIn(model, 'lovely lovely zzzz'))?.[4]).toBe(1);
    expect((await heardIn(model, 'zzzz qqqq'))?.[4]).toBe(0);
    expect((await heardIn(model, 'delightful'))?.[4]).toBe(1);
    expect(await heardIn(model, ' ')).toBeNull();
  });
});

describe('bestThreshold', () => {
  it('is where F1 is best', () => {
    const p = [0.9, 0.8, 0.3, 0.25, 0.1, 0.1];
    const y = [1, 1, 1, 0, 0, 0];
    const t = bestThreshold(p, y);
    expect(f1At(p, y, t)).toBe(1);
    expect(t > 0.25 && t <= 0.3).toBe(true);
  });
});

describe('in8Bits', () => {
  it('keeps values to half a level of their row, and rows of zeros', () => {
    const table = Float32Array.from([1, -0.5, 0.25, 0, 0, 0, 1e-3, 2e-3, -4e-3]);
    const { levels, scales } = in8Bits(table, 3);
    table.forEach((v, i) => {
      const scale = scales[Math.floor(i / 3)] ?? 0;
      expect(Math.abs((levels[i] ?? 0) * scale - v)).toBeLessThanOrEqual(scale / 2 + 1e-6);
    });
    expect([...levels.subarray(3, 6)]).toEqual([0, 0, 0]);
  });
});

describe('fitSparseRidge', () => {
  it('finds weights that were put in', () => {
    const rows = 200;
    const x = {
      sentences: rows,
      starts: Int32Array.from({ length: rows + 1 }, (_, i) => i),
      rows: Int32Array.from({ length: rows }, (_, i) => i % 3),
      values: new Float32Array(rows).fill(1),
      tokenStarts: new Int32Array(rows + 1),
      pieceStarts: new Int32Array(1),
      pieces: new Int32Array(),
      meant: new Int32Array(),
    };
    const heard = Float32Array.from({ length: rows }, (_, i) => Math.sin(i));
    const places = Array.from({ length: rows }, (_, i) => i);
    const design = { x, sparse: 3, heard, dense: 1, places };
    const y = Float64Array.from(places, (i) => [1, -1, 0][i % 3] as number);
    const target = y.map((v, i) => v + 2 * Math.sin(i) + 0.5);
    const said = predicted(design, fitSparseRidge(design, target, 1e-3));
    said.forEach((v, i) => {
      expect(v).toBeCloseTo(target[i] as number, 2);
    });
  });
});
