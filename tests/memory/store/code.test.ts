import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_LENGTH,
  CODE_SIGNS,
  codeOf,
  newCode,
  writtenCode,
} from '../../../conductor/memory/store/code.ts';
import { latinKeys } from '../../../conductor/memory/store/keys.ts';

describe('a code', () => {
  it('has at least 58 bits of signs that nobody mistakes for another', () => {
    expect(CODE_LENGTH * Math.log2(CODE_SIGNS.length)).toBeGreaterThanOrEqual(58);
    expect(new Set(CODE_SIGNS).size).toBe(CODE_SIGNS.length);
    for (const pair of ['0O', '1I', '1L', 'IL', '2Z', '5S', '8B', 'UV'])
      expect(
        [...pair].every((sign) => CODE_SIGNS.includes(sign)),
        pair,
      ).toBe(false);
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i++)
      for (const sign of newCode()) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    // 36,000 signs, 1,241 of each on average; 6 standard deviations are 208.
    for (const sign of CODE_SIGNS)
      expect(Math.abs((counts.get(sign) ?? 0) - 1241)).toBeLessThan(208);
  });

  it('is read however it was typed', () => {
    const sign = fc.constantFrom(...CODE_SIGNS);
    const code = fc
      .array(sign, { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
      .map((s) => s.join(''));
    const confused: Record<string, string[]> = {
      0: ['O', 'o'],
      1: ['I', 'i', 'l', 'L', '|'],
      2: ['z', 'Z'],
      5: ['s'],
      8: ['b', 'B'],
      V: ['u', 'U'],
    };
    const typed = fc.tuple(
      code,
      fc.infiniteStream(fc.nat(100)),
      fc.constantFrom('', '-', ' ', ' – ', '.'),
    );
    fc.assert(
      fc.property(typed, ([right, chance, between]) => {
        const signs = [...right].map((one) => {
          const n = chance.next().value ?? 0;
          const others = [one, one.toLowerCase(), ...(confused[one] ?? [])];
          return others[n % others.length] ?? one;
        });
        const text = ` ${signs.slice(0, 4).join('')}${between}${signs.slice(4).join('')} `;
        expect(codeOf(text)).toBe(right);
        expect(codeOf(writtenCode(right))).toBe(right);
      }),
    );
    expect(codeOf('ＫＨＤＦ－７Ｑ２Ｍ－ＸＨ４Ｐ')).toBe('KHDF7Q2MXH4P');
  });

  it('is read where the keyboard wrote Hangul', () => {
    expect(latinKeys('뮤')).toBe('ab');
    expect(latinKeys('ㅏㅗㅇㄹ')).toBe('khdf');
    // What a two-set keyboard makes of the keys khdf-7q2m-xh4p.
    expect(codeOf('ㅏㅗㅇㄹ-7ㅂ2ㅡ-토4ㅔ')).toBe('KHDF7Q2MXH4P');
  });

  it('is none where it is too short, too long or of other signs', () => {
    for (const text of [
      '',
      'KHDF-7Q2M-XH4',
      'KHDF-7Q2M-XH4PP',
      'p-abcdefghijklmnop',
      '기억',
      'x'.repeat(100_000),
    ])
      expect(codeOf(text), text.slice(0, 20)).toBeNull();
  });
});
