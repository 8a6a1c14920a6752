import type { Understood } from './recogniser.ts';

/** said: believed. nothing: not words. doubtful: the sound played backwards must be asked too. */
export type Verdict = 'said' | 'nothing' | 'doubtful';

/** How much is asked of a text. */
export interface Bar {
  /** Mean logarithm of the tokens' probabilities that is believed at once, and the least that may be. */
  readonly sure: number;
  readonly least: number;
  /** By how much it must be likelier than what the sound says backwards. */
  readonly ahead: number;
  /** How much more than that for each 1 below `sure`. */
  readonly steep: number;
  /** What is believed where the sound says nothing backwards. */
  readonly alone: number;
}

/** Most letters a second that anybody speaks, and least of something long enough to tell. */
const MOST_LETTERS_PER_S = 32;
const LEAST_LETTERS_PER_S = 1.2;

export const meanLogProb = ({ logProbs }: Understood): number =>
  logProbs.length === 0
    ? Number.NEGATIVE_INFINITY
    : logProbs.reduce((sum, x) => sum + x, 0) / logProbs.length;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFC')
    .match(/[\p{L}\p{N}']+/gu) ?? [];

/** How many words in a row repeat the `size` words before them, at most. */
const longestRun = (words: readonly string[], size: number): number => {
  let best = 0;
  let run = 0;
  for (let i = size; i < words.length; i++) {
    run = words[i] === words[i - size] ? run + 1 : 0;
    best = Math.max(best, run);
  }
  return best;
};

/** A network that has lost the thread says the same again and again; nobody says five words three times over. */
export const goesRound = (text: string): boolean => {
  const words = wordsOf(text);
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].some((size) => {
    const run = longestRun(words, size);
    // Once again is how people speak; going into a third time is not.
    return run >= Math.max(4, 2 * size) || (size > 2 && run >= size + 2);
  });
};

/** Whether anybody could have said so much in this time. */
const fits = (text: string, seconds: number): boolean => {
  const letters = wordsOf(text).join('').length;
  const perS = letters / Math.max(0.2, seconds);
  return letters > 0 && perS <= MOST_LETTERS_PER_S && !(seconds > 3 && perS < LEAST_LETTERS_PER_S);
};

/** @param seconds of voice in the sound */
export const judge = (heard: Understood, seconds: number, bar: Bar): Verdict => {
  const mean = meanLogProb(heard);
  if (!heard.isWhole || !fits(heard.text, seconds) || goesRound(heard.text)) return 'nothing';
  if (mean < bar.least) return 'nothing';
  return mean >= bar.sure ? 'said' : 'doubtful';
};

/**
 * Whether a doubtful text holds against what the same sound says backwards. Speech is clearly likelier forwards than
 * backwards; reversed speech the other way round; a crowd is neither.
 */
export const holds = (heard: Understood, backwards: Understood, bar: Bar): boolean => {
  // It ended at once: it says nothing of which way is forwards.
  if (backwards.text === '') return meanLogProb(heard) >= bar.alone;
  const mean = meanLogProb(heard);
  return mean - meanLogProb(backwards) >= bar.ahead + bar.steep * (bar.sure - mean);
};
