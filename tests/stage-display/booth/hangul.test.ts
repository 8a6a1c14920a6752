import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backspace,
  type Editing,
  editing,
  jamo,
  moved,
  NOTHING_WRITTEN,
  typed,
} from '../../../stage-display/booth/entry/editing.ts';
import { jamoOfCode, keyIn, LAYOUTS } from '../../../stage-display/booth/entry/layouts.ts';
import {
  FIRST_SYLLABLE,
  isConsonant,
  isVowel,
  keysOfText,
  SYLLABLES,
} from '../../../stage-display/booth/hangul/jamo.ts';

const isJamo = (key: string): boolean => isVowel(key) || isConsonant(key);
const press = (at: Editing, key: string): Editing => (isJamo(key) ? jamo(at, key) : typed(at, key));
const type = (keys: Iterable<string>, from = NOTHING_WRITTEN): Editing => {
  let at = from;
  for (const key of keys) at = press(at, key);
  return at;
};
const erase = (at: Editing, times: number): Editing =>
  times === 0 ? at : erase(backspace(at), times - 1);

describe('the two-set keyboard', () => {
  it('types every one of the 11,172 syllables, alone and after another', () => {
    expect(SYLLABLES).toBe(11_172);
    const wrong: string[] = [];
    for (let i = 0; i < SYLLABLES; i++) {
      const one = String.fromCharCode(FIRST_SYLLABLE + i);
      const keys = keysOfText(one);
      const between = type([...keysOfText('값'), ...keys, ...keysOfText('가')]).text;
      // Key by key back to nothing.
      const left = erase(type(keys), keys.length).text;
      if (type(keys).text !== one || between !== `값${one}가` || left !== '') wrong.push(one);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['ㅎㅐㅂㅏㄹㅏㄱㅣ', '해바라기'],
    ['ㅂㅓㅅㅡ ㄷㅟㅅㅈㅏㄹㅣ', '버스 뒷자리'],
    ['ㄱㅏㅂㅅㅇㅣ', '값이'],
    ['ㅇㅓㅂㅅㅇㅓ', '없어'],
    ['ㅇㅓㅂㅅㅓ', '업서'],
    ['ㅇㅣㄹㄱㄷㅏ', '읽다'],
    ['ㅇㅣㄹㄱㅓ', '일거'],
    ['ㄲㅗㅊㄱㅣㄹ', '꽃길'],
    ['ㅇㅏㄸㅏ', '아따'],
    ['ㅎㅏㄹㅂㅏ', '할바'],
    ['ㅎㅏㄹㅂㅐ', '할배'],
    ['ㄲㅐㄲㅡㅅ', '깨끗'],
    ['ㄱㅗㅏㄴㅅㅜㅓㄹ', '관숼'],
    ['ㅇㅡㅣㅅㅏ', '의사'],
    ['ㅋㅋㅋ', 'ㅋㅋㅋ'],
    ['ㅠㅠ', 'ㅠㅠ'],
    ['ㅜㅔ', 'ㅞ'],
    ['ㅏㄱㅏ', 'ㅏ가'],
    ['ㅇㅒㄱㅣ, ㅖ', '얘기, ㅖ'],
    ['ㅆㅏㅆㄷㅏ', '쌌다'],
    ['ㅅㅏㄹㅁ', '삶'],
    ['ㅅㅏㄹㅁㅡㄹ', '살믈'],
    ['ㅇㅏㄴㅎㄴㅡㄴ', '않는'],
    ['ㅎㅏㄹㅌㄷㅏ', '핥다'],
  ])('%s is %s', (keys, text) => expect(type(keys).text).toBe(text));

  it('types what it was taken apart into, whatever was written', () => {
    const syllables = fc
      .integer({ min: 0, max: SYLLABLES - 1 })
      .map((i) => String.fromCharCode(FIRST_SYLLABLE + i));
    const words = fc
      .array(fc.oneof(syllables, fc.constantFrom(' ', '.', ',', '\n', 'a', '7', '☀')))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(words, (text) => type(keysOfText(text)).text === text),
      { numRuns: 300 },
    );
  });

  it('takes back the syllable being composed key by key, and a done one whole', () => {
    let at = type(keysOfText('닭이'));
    const seen = [at.text];
    for (let i = 0; i < 3; i++) {
      at = backspace(at);
      seen.push(at.text);
    }
    expect(seen).toEqual(['닭이', '닭ㅇ', '닭', '']);
    at = type(keysOfText('흙'));
    const back = ['흘', '흐', 'ㅎ', ''];
    for (const wanted of back) {
      at = backspace(at);
      expect(at.text).toBe(wanted);
    }
    expect(backspace(at)).toEqual(at);
    // A vowel after a step back composes on.
    expect(type('ㅏ', backspace(type('ㅎㅡ'))).text).toBe('하');
  });

  it('composes in the middle of a text and over a selection', () => {
    const before = editing('바다가 보인다', 3);
    const at = type(keysOfText('는 늘'), typed(before, ' '));
    expect(at.text).toBe('바다가 는 늘 보인다');
    expect(at.start).toBe(7);
    expect(type('ㄱㅏ', editing('바다가 보인다', 0, 3)).text).toBe('가 보인다');
    // The cursor left: what follows begins anew.
    const left = moved(moved(type('ㅁㅏㄹ'), -1), 1);
    expect(type('ㅏ', left).text).toBe('말ㅏ');
    expect(backspace(left).text).toBe('');
  });

  it('moves over and takes back whole characters', () => {
    const family = '👨‍👩‍👧';
    const at = editing(`가${family}나`);
    expect(backspace(moved(at, -1)).text).toBe('가나');
    expect(moved(moved(at, -1), -1).start).toBe(1);
    expect(moved(moved(moved(at, -1), -1), 1).start).toBe(1 + family.length);
    expect(moved(editing('가', 0), -1).start).toBe(0);
    expect(moved(editing('가', 1), 1).start).toBe(1);
  });
});

describe('layouts', () => {
  it('has every letter of both languages, by finger and by printed key', () => {
    const ko = LAYOUTS.ko.rows.flat().flatMap((k) => [k, keyIn('ko', k, true)]);
    for (const key of new Set(
      keysOfText('가까나다따라마바빠사싸아자짜차카타파하얘예와왜외요워웨위유의으이애에야여오우'),
    ))
      expect(ko).toContain(key);
    expect(LAYOUTS.en.rows.flat().sort().join('')).toBe('abcdefghijklmnopqrstuvwxyz');
    expect(keyIn('en', 'a', true)).toBe('A');
    expect(keyIn('ko', 'ㅏ', true)).toBe('ㅏ');
    expect(jamoOfCode('KeyR', false)).toBe('ㄱ');
    expect(jamoOfCode('KeyR', true)).toBe('ㄲ');
    expect(jamoOfCode('KeyM', true)).toBe('ㅡ');
    expect(jamoOfCode('Digit1', false)).toBeNull();
  });
});
