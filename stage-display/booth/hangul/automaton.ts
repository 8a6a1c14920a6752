import { finalOf, isConsonant, isVowel, syllable, vowelOf } from './jamo.ts';

/**
 * The two-set (두벌식, KS X 5002) automaton. What is being composed is the list of keys that were pressed for it, so that
 * backspace takes back key by key, and a letter that turns out to begin the next syllable can move there.
 */
export type Composing = readonly string[];

/** What a key makes: text that is done, and what goes on being composed. */
export interface Typed {
  readonly done: string;
  readonly composing: Composing;
}

interface Parts {
  readonly initial: string | null;
  readonly vowel: readonly string[];
  readonly final: readonly string[];
}

/** Keys in their roles: an initial, then vowels, then finals. */
const partsOf = (keys: Composing): Parts => {
  const first = keys.findIndex(isVowel);
  if (first < 0) return { initial: keys[0] ?? null, vowel: [], final: [] };
  const rest = keys.slice(first);
  const end = rest.findIndex(isConsonant);
  const vowel = end < 0 ? rest : rest.slice(0, end);
  return {
    initial: first > 0 ? (keys[0] ?? null) : null,
    vowel,
    final: end < 0 ? [] : rest.slice(end),
  };
};

/** How what is being composed looks now. */
export const shown = (keys: Composing): string => {
  const { initial, vowel, final } = partsOf(keys);
  const middle = vowelOf(vowel);
  if (middle === null) return initial ?? '';
  if (initial === null) return middle;
  return syllable(initial, middle, finalOf(final) ?? '') ?? '';
};

const goesOn = (composing: Composing): Typed => ({ done: '', composing });
const beginsAnew = (keys: Composing, key: string): Typed => ({
  done: shown(keys),
  composing: [key],
});

const consonant = (keys: Composing, key: string): Typed => {
  const { initial, vowel, final } = partsOf(keys);
  if (keys.length === 0) return goesOn([key]);
  const fits = initial !== null && vowel.length > 0 && finalOf([...final, key]) !== null;
  return fits ? goesOn([...keys, key]) : beginsAnew(keys, key);
};

const vowel = (keys: Composing, key: string): Typed => {
  const { vowel: before, final } = partsOf(keys);
  const last = final.at(-1);
  // The last consonant begins the syllable of this vowel: 각 and ㅏ are 가 and 가.
  if (last !== undefined) return { done: shown(keys.slice(0, -1)), composing: [last, key] };
  if (before.length === 0 || vowelOf([...before, key]) !== null) return goesOn([...keys, key]);
  return beginsAnew(keys, key);
};

/** A jamo key is pressed. */
export const press = (keys: Composing, key: string): Typed =>
  isVowel(key) ? vowel(keys, key) : consonant(keys, key);

/** The last key is taken back. */
export const takeBack = (keys: Composing): Composing => keys.slice(0, -1);
