import { closest } from '../../kernel/edit-distance.ts';

/** The one of `known` that takes the fewest changed letters, or undefined where there is none. */
export const nearest = (word: string, known: readonly string[]): string | undefined =>
  closest(word, known)?.name;
