import { MEMORY_CHARACTERS } from '#contracts/picture';

/** Something said, and the version of the text that it made. */
interface Said {
  readonly n: number;
  readonly text: string;
}

/** A text that is spoken and corrected at the same time. */
export interface Words {
  /** Counts its versions. */
  readonly n: number;
  readonly text: string;
  /** What is being heard, not final. */
  readonly partial: string;
  /** What was said of late: an edit may not have seen it yet. */
  readonly said: readonly Said[];
  /** The version that the newest edit was made of. */
  readonly base: number;
}

export const wordless: Words = { n: 0, text: '', partial: '', said: [], base: -1 };

/** So many stretches of speech may be on their way to a page at a time. */
const MOST_SAID = 64;

/** Speech after what stands there: a space between, where there is none. */
export const joined = (text: string, said: string): string => {
  const next = said.trim();
  if (next === '') return text;
  return text === '' || /\s$/u.test(text) ? text + next : `${text} ${next}`;
};

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : text.slice(0, isHighHalf(text.charCodeAt(most - 1)) ? most - 1 : most);

/** What is being heard just now, in place of what was. */
export const heardPartly = (words: Words, text: string): Words =>
  text.trim() === words.partial ? words : { ...words, partial: text.trim() };

/** A stretch of speech is done: it goes to the end. More than `most` characters are let go. */
export const heardWhole = (words: Words, text: string, most = MEMORY_CHARACTERS): Words => {
  if (text.trim() === '') return { ...words, partial: '' };
  const n = words.n + 1;
  const whole = cut(joined(words.text, text), most);
  return {
    ...words,
    n,
    text: whole,
    partial: '',
    said: [...words.said, { n, text }].slice(-MOST_SAID),
  };
};

/**
 * Somebody corrected the text: `n` is one more than the version that they saw. What was said since that one they
 * cannot have seen: it is put after what they wrote. An edit of an older version than the last one's is too late.
 */
export const corrected = (
  words: Words,
  n: number,
  text: string,
  most = MEMORY_CHARACTERS,
): Words => {
  const base = n - 1;
  if (base < words.base) return words;
  const unseen = words.said.filter((said) => said.n > base);
  const whole = cut(
    unseen.reduce((all, said) => joined(all, said.text), text),
    most,
  );
  return { ...words, n: words.n + 1, text: whole, base, said: unseen };
};
