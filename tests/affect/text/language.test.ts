import { describe, expect, it } from 'vitest';
import { hangulShare, languageOf } from '../../../conductor/affect/text/language.ts';

describe('languageOf', () => {
  it.each([
    ['I miss the sea.', 'en'],
    ['Ça va très bien, merci', 'en'],
    ['바다가 그리워요', 'ko'],
    ['오늘 iPhone 샀어', 'ko'],
    ['ㅠㅠ 너무 슬퍼', 'ko'],
    ['I said 안녕 to my grandmother before she left for the hospital', 'en'],
    ['Привет, как дела', null],
    ['海が恋しい', null],
    ['?!', null],
    ['12:30', null],
    ['', null],
    ['x', null],
  ] as const)('%s is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it('counts a syllable as the letters it stands for', () => {
    expect(hangulShare('가나 abcde')).toBeCloseTo(0.5);
    expect(hangulShare('abc')).toBe(0);
    expect(hangulShare('!')).toBe(0);
  });
});
