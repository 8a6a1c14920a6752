import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../../conductor/affect/decoder.ts';
import { hash32 } from '../../../conductor/affect/text/hashing.ts';
import { koreanReader, readKorean } from '../../../conductor/affect/text/korean.ts';
import {
  firstColumn,
  KOREAN_COLUMNS,
  koreanRow,
} from '../../../conductor/affect/text/korean-features.ts';
import { gramColumns } from '../../../conductor/affect/text/korean-grams.ts';
import { jamoOf, loneLetters } from '../../../conductor/affect/text/korean-jamo.ts';
import { rootsIn } from '../../../conductor/affect/text/korean-lexicon.ts';
import { koreanNormal, koreanWords, stemOf } from '../../../conductor/affect/text/korean-words.ts';
import { bareCard, shippedContext, ships } from './support.ts';

const turned = (text: string): string[] =>
  koreanWords(koreanNormal(text))
    .filter((word) => word.negated)
    .map((word) => word.text);
const tonesOf = (word: string): string[] => rootsIn(word).map(({ tone }) => tone);

describe('letters of Korean syllables', () => {
  it('takes syllables apart, initial, vowel and final', () => {
    expect(jamoOf('좋아')).toBe('ㅈㅗㅎㅇㅏ');
    expect(jamoOf('값')).toBe('ㄱㅏㅄ');
    expect(jamoOf('꽃이 abc 1')).toBe('ㄲㅗㅊㅇㅣ abc 1');
  });
  it('gives a syllable the same letters composed and decomposed', () => {
    expect(jamoOf('슬픔'.normalize('NFD'))).toBe(jamoOf('슬픔'));
  });
  it('keeps lone letters as they are typed', () => {
    expect(koreanNormal('ㅋㅋㅋ ㅠㅠ')).toBe('ㅋㅋㅋ ㅠㅠ');
    expect(loneLetters('\u110f\u1172')).toBe('ㅋㅠ');
  });
  it('takes every syllable apart into two or three letters', () => {
    for (let code = 0xac00; code <= 0xd7a3; code += 7)
      expect(jamoOf(String.fromCharCode(code))).toMatch(/^[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎ]?$/u);
  });
});

describe('Korean words', () => {
  it.each([
    ['할머니가', '할머니'],
    ['할머니에게서', '할머니'],
    ['친구들은', '친구'],
    ['행복했다', '행복'],
    ['행복합니다', '행복'],
    ['사랑', '사랑'],
  ])('%s has the stem %s', (word, stem) => {
    expect(stemOf(word)).toBe(stem);
  });
  it('leaves something of every word', () => {
    for (const word of ['은', '다', '이가', '들', '했다', '지만'])
      expect(stemOf(word).length).toBeGreaterThan(0);
  });
  it('shortens runs and tells faces, emoji, numbers and marks apart', () => {
    const words = koreanWords(koreanNormal('정말ㅋㅋㅋㅋㅋ ^^ 😂 123 !!!! TV'));
    expect(words.map(({ kind, text }) => [kind, text])).toEqual([
      ['hangul', '정말'],
      ['run', 'ㅋㅋ'],
      ['emoji', '^^'],
      ['emoji', '😂'],
      ['number', '0'],
      ['mark', '!!'],
      ['latin', 'tv'],
    ]);
  });
});

describe('Korean negation', () => {
  it.each([
    ['하나도 안 슬펐다', ['슬펐다']],
    ['슬프지 않았다', ['슬프지']],
    ['좋지않다', ['좋지않다']],
    ['더는 못 참았다', ['참았다']],
    ['즐거웠던 적은 없었다', ['적은', '없었다']],
    ['재미없다', ['재미없다']],
    ['행복했다', []],
    ['안녕하세요', []],
    ['못생긴 나무', []],
  ])('%s turns %j', (text, words) => {
    expect(turned(text)).toEqual(words);
  });
});

describe('roots of feeling', () => {
  it.each(['기쁘다', '기뻐서', '기쁨을', '기뻤어요'])('hears %s as glad', (word) => {
    expect(tonesOf(word)).toContain('glad');
  });
  it('hears sadness, fear and scorn apart', () => {
    expect(tonesOf('슬펐다')).toEqual(['sad']);
    expect(tonesOf('무서웠다')).toEqual(['afraid']);
    expect(tonesOf('한심하다')).toEqual(['scorn']);
  });
  it('hears a short root at the start of a word alone, a longer one inside too', () => {
    expect(tonesOf('너무행복해')).toContain('glad');
    expect(tonesOf('책상')).toEqual([]);
  });
});

describe('Korean features', () => {
  it('gives runs the columns that their names have', () => {
    const found = new Set<number>();
    gramColumns('기쁨', [1, 2], 's', 1 << 18, found);
    expect([...found].sort()).toEqual(
      ['s기', 's쁨', 's기쁨'].map((name) => hash32(name) % (1 << 18)).sort(),
    );
  });
  it('shares most features between a text and the same without spaces', () => {
    const [spaced, run] = ['오늘 정말 행복했다', '오늘정말행복했다'].map(
      (text) => new Set(koreanRow(text).indices),
    );
    const shared = [...(spaced ?? [])].filter((column) => run?.has(column)).length;
    expect(shared / (run?.size ?? 1)).toBeGreaterThan(0.4);
  });
  it('leaves a view out when asked', () => {
    const row = koreanRow('슬프지 않았다', 'tones');
    expect(Math.max(...row.indices)).toBeLessThan(firstColumn('tones'));
  });
  it('makes a finite row of any text, columns inside the table and each once', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^[가-힣ㄱ-ㅣ ㅋ!?^😀]{0,40}$/u),
    );
    fc.assert(
      fc.property(any, (text) => {
        const { indices, values } = koreanRow(text);
        expect(indices.length).toBe(values.length);
        expect(new Set(indices).size).toBe(indices.length);
        expect(indices.every((column) => column >= 0 && column < KOREAN_COLUMNS)).toBe(true);
        expect(values.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
  it('ends on a very long text', () => {
    expect(koreanRow('행복해요 '.repeat(60_000)).indices.length).toBeLessThan(2000);
  });
});

const standIn = (output: readonly number[], r: number[] = [0.6, 0.5, 0.3, 0.8, 0]): Model => ({
  card: bareCard('text-ko', { r }),
  ask: () => Promise.resolve(Float32Array.from(output)),
});

describe('the Korean reader', () => {
  it('gives the three feelings with the trust of the card', async () => {
    expect(await readKorean(standIn([0.75, 0.25, 0.5, 0.9, 1]), '행복해요')).toEqual({
      positive: { value: 0.75, r: 0.6 },
      negative: { value: 0.25, r: 0.5 },
      arousal: { value: 0.5, r: 0.3 },
    });
  });
  it('says nothing where no stem is known', async () => {
    expect(await readKorean(standIn([0.5, 0.5, 0.5, 0.5, 0]), '쀍뷁')).toBeNull();
  });
  it('trusts nothing where the card says nothing', async () => {
    const felt = await readKorean(standIn([0.5, 0.5, 0.5, 0.5, 1], []), '행복해요');
    expect(felt?.positive.r).toBe(0);
  });
  it('is not there without its model', () => {
    expect(koreanReader({ model: () => null, personal: () => null })).toBeNull();
  });
});

describe.skipIf(!ships('text-ko'))('the Korean model that ships', async () => {
  const reader = koreanReader(await shippedContext(['text-ko']));
  const valence = async (text: string): Promise<number> => {
    const felt = await reader?.(text);
    return (felt?.positive.value ?? Number.NaN) - (felt?.negative.value ?? Number.NaN);
  };
  it.each([
    '오늘 정말 행복하고 감사한 하루였어요',
    '너무 예쁘고 사랑스러워요 ㅎㅎ',
    '친구가 와 줘서 진심으로 고마웠다',
  ])('hears %s as positive', async (text) => {
    expect(await valence(text)).toBeGreaterThan(0.2);
  });
  it.each([
    '정말 화나고 짜증나는 일이었다',
    '너무 슬프고 안타까워서 눈물이 났다',
    '역겹고 한심하다 진짜',
  ])('hears %s as negative', async (text) => {
    expect(await valence(text)).toBeLessThan(-0.2);
  });
  it('hears a negated joy as less glad', async () => {
    expect(await valence('행복하지 않았다')).toBeLessThan(await valence('행복했다'));
  });
  it('reads a sentence typed without spaces alike', async () => {
    expect(await valence('너무행복하고감사해요')).toBeGreaterThan(0.1);
  });
});
