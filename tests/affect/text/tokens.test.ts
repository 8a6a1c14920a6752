import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../../../conductor/affect/text/normal.ts';
import { negates, tokens } from '../../../conductor/affect/text/tokens.ts';

const words = (sentence: string): string[] => tokens(normal(sentence)).map(({ text }) => text);
const negated = (sentence: string): string[] =>
  tokens(normal(sentence))
    .filter((token) => token.negated)
    .map(({ text }) => text);

describe('tokens', () => {
  it('parts words, numbers, marks, faces and emoji', () => {
    expect(words("I can’t wait... 12,000 people, :) <3 😭😭 don't-care?!")).toEqual(
      "i|can't|wait|..|0|people|,|:)|<3|😭|😭|don't-care|?!".split('|'),
    );
  });

  it('shortens drawn letters to two and says that they were drawn', () => {
    const [so, good] = tokens('Soooo goood');
    expect([so?.text, good?.text]).toEqual(['soo', 'good']);
    expect([so?.drawn, good?.drawn]).toEqual([true, true]);
    expect(tokens('good')[0]?.drawn).toBe(false);
  });

  it('hears shouting, but not in single letters and placeholders', () => {
    expect(tokens('I SAID [NAME] A b').map((t) => t.shouted)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps an emoji with its skin tone and joiners as one', () => {
    expect(words('👍🏽 👩‍👧 ❤️')).toEqual(['👍🏽', '👩‍👧', '❤']);
  });
});

describe('negation', () => {
  it('reaches four words, with either spelling', () => {
    expect(negated('I do not love this very old house')).toEqual(['love', 'this', 'very', 'old']);
    expect(negated('I dont like it')).toEqual(['like', 'it']);
    expect(negated('I didn’t like it')).toEqual(['like', 'it']);
  });

  it('ends at a mark or where the sentence turns', () => {
    expect(negated('never sad, always glad')).toEqual(['sad']);
    expect(negated('not sad but glad')).toEqual(['sad']);
  });

  it('does not negate itself, nor words that only look like it', () => {
    expect(negated('not')).toEqual([]);
    expect(['note', 'knot', 'nothingness', 'went'].some(negates)).toBe(false);
    expect(["won't", 'never', 'cannot'].every(negates)).toBe(true);
  });
});

describe('normal', () => {
  it('takes away control and invisible characters and straightens quotes and space', () => {
    expect(normal('a\u0000b\u200B “c”\u00A0\n ’d')).toBe('a b "c" \'d');
  });

  it('composes Hangul and narrows wide letters', () => {
    expect(normal('\u1112\u1161\u11AB Ａ')).toBe('한 A');
  });

  it('is the same when done twice, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const once = normal(text);
        expect(normal(once)).toBe(once);
        for (const token of tokens(once)) expect(token.text.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
