import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, type Read } from '../../../conductor/affect/text/join.ts';
import { sentences } from '../../../conductor/affect/text/sentences.ts';

describe('sentences', () => {
  it('parts at marks and lines, not at titles and initials', () => {
    expect(sentences('I saw Dr. J. Kim. "He cried!" Then we left\nhome… Why?')).toEqual([
      'I saw Dr. J. Kim.',
      '"He cried!"',
      'Then we left',
      'home…',
      'Why?',
    ]);
  });

  it('parts Korean', () => {
    expect(sentences('바다가 그리워요. 그래도 괜찮아요!')).toEqual([
      '바다가 그리워요.',
      '그래도 괜찮아요!',
    ]);
  });

  it('leaves nothing out but space, however long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '.', '!', '\n', 'é'), maxLength: 4000 }),
        (text) => {
          expect(sentences(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
          for (const one of sentences(text)) expect(one.length).toBeLessThanOrEqual(600);
        },
      ),
      { numRuns: 100 },
    );
  });
});

const read = (positive: number, negative: number, length = 10): Read => ({
  feelings: { positive: { value: positive, r: 0.6 }, negative: { value: negative, r: 0.5 } },
  length,
});

describe('joined', () => {
  it('gives one sentence as it is', () => {
    expect(joined([read(0.7, 0.2)])).toEqual(read(0.7, 0.2).feelings);
  });

  it('keeps a glad and a sad sentence apart: both sides stay high', () => {
    const both = joined([read(0.9, 0.1), read(0.1, 0.9)]);
    expect(both?.positive.value).toBeCloseTo(0.7);
    expect(both?.negative.value).toBeCloseTo(0.7);
  });

  it('weighs by length and counts the strongest with half', () => {
    const many = joined([read(0.1, 0, 30), read(0.9, 0, 10)]);
    expect(many?.positive.value).toBeCloseTo(0.3 + 0.5 * (0.9 - 0.3));
  });

  it('passes over what is not a number, and says nothing of nothing', () => {
    expect(joined([])).toBeNull();
    expect(joined([read(Number.NaN, Number.NaN)])).toBeNull();
    expect(joined([read(Number.NaN, 0.3), read(0.5, 0.3)])?.positive.value).toBeCloseTo(0.5);
  });
});
