import { EMBEDDED } from './lexicon/embedding.ts';
import type { Meaning } from './lexicon.ts';

/** What a word brings by guess, as it is packed. */
const meaningOf = (packed: string): Meaning => {
  const bytes = Buffer.from(packed, 'base64');
  const slots: number[] = [];
  const much: number[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    slots.push(bytes[i] ?? 0);
    much.push((bytes[i + 1] ?? 0) / 100);
  }
  return { slots, much };
};

const tableOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ') as [string, string]),
  );

const ENGLISH = tableOf(EMBEDDED.english);
const KOREAN = tableOf(EMBEDDED.korean);
const SHORTEST = 2;

/** What an English word that the lexicon does not have brings by guess; null: nothing is known of it. */
export const guessedEnglish = (word: string): Meaning | null => {
  const packed = ENGLISH.get(word);
  return packed === undefined ? null : meaningOf(packed);
};

/** The same for the longest beginning of an eojeol that is a word of its own. */
export const guessedKorean = (eojeol: string): Meaning | null => {
  for (let n = eojeol.length; n >= SHORTEST; n--) {
    const packed = KOREAN.get(eojeol.slice(0, n));
    if (packed !== undefined) return meaningOf(packed);
  }
  return null;
};
