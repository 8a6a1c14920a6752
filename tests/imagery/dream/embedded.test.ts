import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessedEnglish, guessedKorean } from '../../../conductor/imagery/dream/embedded.ts';
import { LEXICON } from '../../../conductor/imagery/dream/lexicon.ts';
import { SLOTS } from '../../../conductor/imagery/dream/slots.ts';
import { saidBy } from '../../../conductor/imagery/dream/words.ts';
import { type Anchor, guess, packed } from '../../../training/dream-words/embed.ts';

const said = (text: string) => saidBy([{ text, weight: 1 }]);
const like = (a: Float32Array, b: Float32Array): number => {
  const dot = a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
};

describe('words that the lexicon does not have', () => {
  it('are those that the card names', () => {
    const card = JSON.parse(
      readFileSync(resolve('conductor/imagery/models/dream-words.card.json'), 'utf8'),
    );
    const text = readFileSync(resolve(card.file));
    expect(createHash('sha256').update(text).digest('hex')).toBe(card.sha256);
    expect(text.byteLength).toBe(card.bytes);
  });

  it('bring what lies near them', () => {
    for (const [unknown, near, far] of [
      ['foothills', 'mountain', 'kitchen'],
      ['blazing', 'fire', 'snow'],
      ['vineyard', 'garden', 'subway'],
      ['estuary', 'river', 'kitchen'],
    ] as const) {
      expect(LEXICON.english.has(unknown)).toBe(false);
      expect(like(said(unknown), said(near)), unknown).toBeGreaterThan(
        like(said(unknown), said(far)) + 0.1,
      );
    }
  });

  it('are found in Korean with their endings, and nothing is said of what nobody knows', () => {
    const [word = ''] = ['해파리', '온천', '부메랑'].filter((one) => guessedKorean(one) !== null);
    expect(word).not.toBe('');
    expect(guessedKorean(`${word}에서는`)).toEqual(guessedKorean(word));
    expect(guessedKorean('쀍뛟')).toBeNull();
    expect(guessedEnglish('qwertyuiop')).toBeNull();
    expect(guessedEnglish('constructor')?.slots.length ?? 0).toBeGreaterThanOrEqual(0);
    expect(guessedEnglish('__proto__')).toBeNull();
  });

  it('name places of the engine alone, with sane amounts', () => {
    const text = readFileSync(resolve('conductor/imagery/dream/lexicon/embedding.ts'), 'utf8');
    const guesses = [...text.matchAll(/^[a-z]{4,}(?= )/gm)].flatMap(([word]) => {
      const guessed = guessedEnglish(word);
      return guessed ? [guessed] : [];
    });
    expect(guesses.length).toBeGreaterThan(10_000);
    expect(guesses.flatMap(({ slots }) => slots).every((slot) => slot < SLOTS.length)).toBe(true);
    expect(guesses.flatMap(({ much }) => much).every((v) => v > 0 && v < 2.56)).toBe(true);
    const loud = guesses.map(({ much }) => Math.hypot(...much));
    const known = [...LEXICON.english.values()].map((all) =>
      Math.hypot(...all.flatMap(({ much }) => much)),
    );
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(mean(loud)).toBeLessThan(mean(known));
  });
});

describe('a guess', () => {
  const anchor = (angle: number, slot: number): Anchor => {
    const brings = new Float64Array(SLOTS.length);
    brings[slot] = 1;
    return { at: Float64Array.of(Math.cos(angle), Math.sin(angle)), brings };
  };

  it('leans to the nearest word, fades with the distance, and ends', () => {
    const anchors = [anchor(0, 3), anchor(0.6, 5)];
    const at = (angle: number) => Float64Array.of(Math.cos(angle), Math.sin(angle));
    const [first] = guess(at(0.1), anchors) ?? [];
    expect(first?.[0]).toBe(3);
    const amount = (angle: number) => guess(at(angle), [anchor(0, 3)])?.[0]?.[1] ?? 0;
    expect(amount(0.1)).toBeGreaterThan(amount(1));
    expect(guess(at(2), [anchor(0, 3)])).toBeNull();
  });

  it('is packed as place and hundredths', () => {
    expect([...Buffer.from(packed([[7, 0.5]]), 'base64')]).toEqual([7, 50]);
  });
});
