import { describe, expect, it } from 'vitest';
import { excerpt, MOST_READ } from '../../../conductor/affect/text/excerpt.ts';

describe('what is looked at of a text', () => {
  it('is all of it where it is short', () => {
    for (const text of ['', 'I am glad.', 'a'.repeat(MOST_READ)]) expect(excerpt(text)).toBe(text);
  });

  it('is so much of a long one, from its beginning to its end, in whole sentences', () => {
    const all = Array.from({ length: 9000 }, (_, i) => `Sentence ${i} is here.`);
    const lines = excerpt(all.join(' ')).split('\n');
    const read = lines.flatMap((line) => line.trim().split(/(?<=\.) /));
    expect(lines.join('\n').length).toBeLessThanOrEqual(MOST_READ + lines.length);
    expect(lines.join('\n').length).toBeGreaterThan(MOST_READ * 0.8);
    const known = new Map(all.map((sentence, i) => [sentence, i]));
    expect(read.filter((sentence) => !known.has(sentence))).toEqual([]);
    const places = read.map((sentence) => known.get(sentence) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBe(8999);
    const gaps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(9000 / 16);
  });

  it('is of whole words where nothing ends a sentence, and of what there is where nothing ends a word', () => {
    const words = new Set(excerpt('remember '.repeat(20_000)).trim().split(/\s+/));
    expect([...words].filter((word) => word !== 'remember')).toEqual([]);
    expect(excerpt('기'.repeat(90_000)).replaceAll('\n', '').length).toBe(MOST_READ);
  });
});
