import { describe, expect, it } from 'vitest';
import { feelingKinds } from '../../../conductor/affect/text/english-lexicon.ts';
import { englishManner } from '../../../conductor/affect/text/english-manner.ts';
import { FEELING_WORDS } from '../../../conductor/affect/text/english-words.ts';
import { tokens } from '../../../conductor/affect/text/tokens.ts';

const manner = (text: string): number[] => [...englishManner(tokens(text))];
const [SUM, MOST, LEAST] = [-3, -2, -1];

describe('feelingKinds', () => {
  it.each([
    ['happy', 'glad3'],
    ['happier', 'glad3'],
    ['happiness', 'glad3'],
    ['hugged', 'glad2'],
    ['killing', 'sad3'],
    ['killed', 'sad3'],
    ['lies', 'sad2'],
    ['sadly', 'sad1'],
  ])('%s is %s', (word, kind) => {
    expect(feelingKinds(word)).toContain(kind);
  });

  it('says nothing of most words, and of no stem too short to be one', () => {
    for (const word of ['the', 'is', 'as', 'with', 'xqzt', '', 'ed', 'ing'])
      expect(feelingKinds(word)).toEqual([]);
  });

  it('lets a word rouse beside its side', () => {
    expect(feelingKinds('terrified')).toEqual(expect.arrayContaining(['sad3', 'stir']));
  });

  it('has no word on both sides, and none twice in a list', () => {
    const { glad1, glad2, glad3, sad1, sad2, sad3 } = FEELING_WORDS;
    const glad = new Set([glad1, glad2, glad3].join(' ').split(' '));
    const sad = [sad1, sad2, sad3].join(' ').split(' ');
    expect(sad.filter((word) => glad.has(word))).toEqual([]);
    for (const list of Object.values(FEELING_WORDS)) {
      const words = list.split(' ');
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

describe('englishManner', () => {
  it('counts marks and shouting, and is nothing but zeros for nothing', () => {
    const [all, shouts, asks, shouted] = manner('WHY me ?? !');
    expect(all).toBeCloseTo(Math.log(5));
    expect(shouts).toBeCloseTo(Math.log(2));
    expect(asks).toBeCloseTo(Math.log(2));
    expect(shouted).toBeCloseTo(Math.log(2));
    expect(manner('').every((v) => v === 0)).toBe(true);
  });

  it('turns and weakens what is negated', () => {
    expect(manner('happy').at(MOST)).toBe(3);
    expect(manner('not happy').at(LEAST)).toBeCloseTo(-2.1);
    expect(manner('not happy').at(MOST)).toBe(0);
    expect(manner('not happy').at(SUM)).toBeLessThan(0);
  });

  it('keeps both sides of a mixed sentence', () => {
    const mixed = manner('happy and heartbroken');
    expect([mixed.at(MOST), mixed.at(LEAST)]).toEqual([3, -3]);
  });
});
