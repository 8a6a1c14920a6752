/** A language that a model here reads. */
export type Language = 'en' | 'ko';

/** Words as numbers: which columns of a hashed table speak, each named once, and how loudly. Both are of one length. */
export interface SparseRow {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** One side of a feeling as a text gives it. */
export interface Felt {
  /** A calibrated probability or rating, 0..1. */
  readonly value: number;
  /** Correlation with what held-out readers said, 0..1 exclusive: see `cue`. */
  readonly r: number;
}

/** What a text says of its writer's feeling. Positive and negative are apart: both may be high. */
export interface Feelings {
  readonly positive: Felt;
  readonly negative: Felt;
  readonly arousal?: Felt;
}

/**
 * Reads one sentence of its language. Null where no word of it is known, so that nothing can be said.
 * Rejects where the model does.
 */
export type SentenceReader = (sentence: string) => Promise<Feelings | null>;

const HANGUL = /[\p{Script=Hangul}]/gu;
const LATIN = /[\p{Script=Latin}]/gu;
/** A text with fewer letters than this says nothing by itself; emoji aside. */
const FEWEST_LETTERS = 2;
/** A syllable of Hangul carries about as much as two and a half letters of the Latin script. */
const LETTERS_A_SYLLABLE = 2.5;

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

/** Share of Hangul among the letters of a text, 0..1, a syllable counted as the letters it stands for; 0 without letters. */
export const hangulShare = (text: string): number => {
  const hangul = count(text, HANGUL) * LETTERS_A_SYLLABLE;
  const latin = count(text, LATIN);
  return hangul + latin === 0 ? 0 : hangul / (hangul + latin);
};

/**
 * The language of a sentence by its script: Korean from a Hangul share of 0.3 on (loanwords, names and
 * brands stay Latin in Korean sentences), English otherwise. Null where most letters are of other scripts,
 * or there are too few.
 */
export const languageOf = (sentence: string): Language | null => {
  const letters = count(sentence, /\p{L}/gu);
  const known = count(sentence, HANGUL) + count(sentence, LATIN);
  if (known < FEWEST_LETTERS || known * 2 < letters) return null;
  return hangulShare(sentence) >= 0.3 ? 'ko' : 'en';
};
