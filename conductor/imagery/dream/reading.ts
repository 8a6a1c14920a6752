import { normal } from '../../affect/text/normal.ts';

/** Of each text of a memory so many words, and so many letters, are looked at; and so many different words of all. */
export const DREAM_READS = { words: 3_000, letters: 40_000 } as const;

const SCANNER =
  /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*|[가-힣]+|[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*|\p{N}+/gu;

/** Words of a text, at most so many: what is said later in so long a text changes no picture. */
export const wordsOf = (text: string): string[] => {
  const words: string[] = [];
  for (const [word] of normal(text.slice(0, DREAM_READS.letters)).matchAll(SCANNER)) {
    words.push(word);
    if (words.length >= DREAM_READS.words) break;
  }
  return words;
};

/** How many words the texts of a memory have, and how many of them the dream looks at. */
export const readByDream = (
  texts: readonly string[],
): { readonly words: number; readonly read: number } => {
  const seen = new Set<string>();
  let read = 0;
  for (const text of texts)
    for (const word of wordsOf(text)) {
      if (seen.size >= DREAM_READS.words) break;
      seen.add(word);
      read++;
    }
  const words = texts.reduce((sum, text) => sum + (normal(text).match(SCANNER)?.length ?? 0), 0);
  return { words, read };
};
