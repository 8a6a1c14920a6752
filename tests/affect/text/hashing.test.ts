import { describe, expect, it } from 'vitest';
import {
  ENGLISH_BUCKETS,
  ENGLISH_WIDTH,
  englishColumn,
  englishFeatures,
  englishInput,
} from '../../../conductor/affect/text/english-features.ts';
import { hash32, hashed, unitLength } from '../../../conductor/affect/text/hashing.ts';

describe('hash32', () => {
  it('stays the same for ever: shipped weights lie under these numbers', () => {
    expect(['', 'w:love', 'b:not glad', '한'].map((word) => hash32(word))).toMatchInlineSnapshot(`
      [
        2872998923,
        714566824,
        4237682901,
        1663473878,
      ]
    `);
  });

  it('spreads evenly over its low bits', () => {
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 16_000; i++) {
      const low = hash32(`w:${i}`) & 15;
      counts[low] = (counts[low] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});

describe('hashed', () => {
  it('counts words, columns ascending, each once', () => {
    const row = hashed(['a', 'b', 'a'], 1000, 5);
    expect([...row.values].sort()).toEqual([1, 2]);
    expect([...row.indices]).toEqual([...row.indices].sort((x, y) => x - y));
    expect(row.values[[...row.indices].indexOf(5 + (hash32('a') % 1000))]).toBe(2);
  });

  it('unitLength makes length 1 and leaves nothing as nothing', () => {
    const row = unitLength(hashed(['a', 'b', 'a'], 1000));
    expect(Math.hypot(...row.values)).toBeCloseTo(1);
    expect(unitLength(hashed([], 10)).indices).toHaveLength(0);
  });
});

describe('englishInput', () => {
  it('is one row a feature: whole sentence first, then the tokens in order', () => {
    const input = englishInput(englishFeatures('Not glad'));
    const rows = Array.from({ length: input.length / ENGLISH_WIDTH }, (_, i) => [
      ...input.subarray(i * ENGLISH_WIDTH, (i + 1) * ENGLISH_WIDTH),
    ]);
    const at = (name: string) => rows.filter(([column]) => column === englishColumn(name));
    expect(at('w:glad')).toEqual([
      [englishColumn('w:glad'), 1, 0],
      [englishColumn('w:glad'), 1, 2],
    ]);
    expect(at('n:glad')).toEqual([[englishColumn('n:glad'), 1, 0]]);
    expect(at('b:not glad')).toHaveLength(1);
    expect(at('w:not').map(([, , place]) => place)).toEqual([0, 1]);
    const places = rows.map(([, , place]) => place ?? 0);
    expect(places).toEqual([...places].sort((x, y) => x - y));
  });

  it('says how often by 1 + ln n', () => {
    const input = englishInput(englishFeatures('ha ha ha'));
    const i = [...input].indexOf(englishColumn('w:ha'));
    expect(input[i + 1]).toBeCloseTo(1 + Math.log(3));
  });

  it('keeps columns within what float32 counts exactly, and 0 for nothing', () => {
    const { words, runs } = englishFeatures('The quick brown fox jumps over 13 lazy dogs!');
    for (const column of [...words.indices, ...runs.indices]) {
      expect(column).toBeGreaterThan(0);
      expect(column).toBeLessThan(ENGLISH_BUCKETS);
      expect(Math.fround(column)).toBe(column);
    }
  });

  it('is empty for nothing', () => {
    expect(englishInput(englishFeatures(''))).toHaveLength(0);
    expect(englishInput(englishFeatures(' \u0000\u200B '))).toHaveLength(0);
  });
});
