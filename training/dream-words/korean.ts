import { type Annotations, unit, type Vectors } from './sources.ts';

const HANGUL = /[가-힣]{2,}/gu;
const LATIN = /[a-z]+/gu;
/** A name says what a sign shows; its keywords say what is thought of with it. */
const NAME = 2;
const DIMENSIONS = 100;

const wordsIn = (texts: readonly string[] | undefined, pattern: RegExp): string[] =>
  (texts ?? []).flatMap((text) => text.toLowerCase().match(pattern) ?? []);

/** How much a word tells: one that stands at many signs (face, symbol) tells little. */
const tellings = (all: Annotations): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { default: keys, tts } of Object.values(all))
    for (const word of new Set([...wordsIn(keys, LATIN), ...wordsIn(tts, LATIN)]))
      times.set(word, (times.get(word) ?? 0) + 1);
  return new Map([...times].map(([word, n]) => [word, 1 / Math.log(2 + n)]));
};

const add = (into: Float64Array, v: ArrayLike<number>, weight: number): void => {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + (v[i] ?? 0) * weight;
};

/**
 * Vectors of Korean words in the space of the English ones: each is the mean of what the signs that carry it are
 * called in English.
 */
export const koreanVectors = (
  ko: Annotations,
  en: Annotations,
  vectors: Vectors,
): Map<string, Float64Array> => {
  const tells = tellings(en);
  const sums = new Map<string, Float64Array>();
  for (const [sign, one] of Object.entries(ko)) {
    const other = en[sign];
    if (!other) continue;
    const sum = new Float64Array(DIMENSIONS);
    const take = (words: readonly string[], weight: number): void => {
      for (const word of words) {
        const at = vectors.of(word);
        if (at) add(sum, at, weight * (tells.get(word) ?? 0));
      }
    };
    take(wordsIn(other.tts, LATIN), NAME);
    take(wordsIn(other.default, LATIN), 1);
    const own = new Set([...wordsIn(one.default, HANGUL), ...wordsIn(one.tts, HANGUL)]);
    for (const word of own) {
      const into = sums.get(word) ?? new Float64Array(DIMENSIONS);
      add(into, unit(sum), 1);
      sums.set(word, into);
    }
  }
  return new Map([...sums].map(([word, sum]) => [word, unit(sum)]));
};
