import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  corrected,
  heardPartly,
  heardWhole,
  joined,
  type Words,
  wordless,
} from '../../../conductor/memory/visit/words.ts';

const said = (...texts: string[]): Words => texts.reduce((w, t) => heardWhole(w, t), wordless);

describe('words that are spoken and corrected at once', () => {
  it('are joined by one space, in both languages', () => {
    expect(said('the garden', 'in front of our house.').text).toBe(
      'the garden in front of our house.',
    );
    expect(said('해바라기', ' 마당 ').text).toBe('해바라기 마당');
    expect(joined('a\n', 'b')).toBe('a\nb');
    expect(joined('a', '  ')).toBe('a');
  });

  it('show what is being heard beside what stands, until it is final', () => {
    const partly = heardPartly(said('one'), 'two');
    expect(partly).toMatchObject({ text: 'one', partial: 'two', n: 1 });
    expect(heardWhole(partly, 'two three')).toMatchObject({ text: 'one two three', partial: '' });
  });

  it('lose no edit that was made while speech went on, and double none of it', () => {
    // The page saw version 1; meanwhile a second stretch was said.
    const both = said('the dark', 'where the dog ran');
    const edited = corrected(both, 2, 'the garden');
    expect(edited.text).toBe('the garden where the dog ran');
    // It goes on writing before it has seen that.
    const more = corrected(edited, 2, 'the garden of our house');
    expect(more.text).toBe('the garden of our house where the dog ran');
    // Now it has seen everything: what it writes is all of it.
    const last = corrected(more, more.n + 1, 'the garden of our house, where the dog ran');
    expect(last.text).toBe('the garden of our house, where the dog ran');
    expect(heardWhole(last, 'as he liked').text).toBe(`${last.text} as he liked`);
  });

  it('let an edit go that is older than the last one', () => {
    const later = corrected(said('one', 'two'), 3, 'both');
    expect(corrected(later, 1, 'old')).toBe(later);
  });

  it('take what was deleted by hand away for good', () => {
    const seen = said('one', 'two');
    const gone = corrected(seen, seen.n + 1, '');
    expect(gone.text).toBe('');
    expect(heardWhole(gone, 'three').text).toBe('three');
  });

  it('of any length end at a whole character', () => {
    const long = heardWhole(wordless, '🌻'.repeat(100), 11);
    expect(long.text).toHaveLength(10);
    expect(corrected(wordless, 1, 'x'.repeat(50), 20).text).toHaveLength(20);
  });

  it('hold every stretch of speech exactly once, however pages lag', () => {
    const act = fc.oneof(
      fc.record({ is: fc.constant('say' as const), lag: fc.constant(0) }),
      fc.record({ is: fc.constant('see' as const), lag: fc.constant(0) }),
      fc.record({ is: fc.constant('edit' as const), lag: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let words = wordless;
        let page = { n: 0, text: '' };
        let count = 0;
        for (const { is } of acts) {
          if (is === 'say') words = heardWhole(words, `s${++count}.`);
          if (is === 'see') page = { n: words.n, text: words.text };
          if (is === 'edit') {
            page = { ...page, text: `${page.text}#` };
            words = corrected(words, page.n + 1, page.text);
          }
        }
        const found = [...words.text.matchAll(/s\d+\./g)].map(([one]) => one);
        expect(found).toEqual(Array.from({ length: count }, (_, i) => `s${i + 1}.`));
      }),
      { numRuns: 200 },
    );
  });
});
