import { FEELING_KINDS, FEELING_WORDS, type FeelingKind } from './english-words.ts';

const kindsOf = new Map<string, FeelingKind[]>();
for (const kind of FEELING_KINDS)
  for (const word of new Set(FEELING_WORDS[kind].split(' ')))
    kindsOf.set(word, [...(kindsOf.get(word) ?? []), kind]);

/** Endings, what stands in their place, longest first: enough for most regular forms. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['iness', 'y'],
  ['fully', 'ful'],
  ['ness', ''],
  ['ment', ''],
  ['iest', 'y'],
  ['ily', 'y'],
  ['ies', 'y'],
  ['ied', 'y'],
  ['ier', 'y'],
  ['ing', ''],
  ['ing', 'e'],
  ['est', ''],
  ['ed', ''],
  ['ed', 'e'],
  ['es', ''],
  ['er', ''],
  ["'s", ''],
  ['ly', ''],
  ['s', ''],
];
/** No stem is shorter: `as` is no form of `a`. */
const SHORTEST = 3;
const NONE: readonly FeelingKind[] = [];

/** How a word feels by itself, found by the word or by its stem; most words feel like nothing. */
export const feelingKinds = (word: string): readonly FeelingKind[] => {
  const found = kindsOf.get(word);
  if (found) return found;
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < SHORTEST) continue;
    const stem = word.slice(0, -ending.length) + instead;
    const single = /([b-df-hj-np-tv-z])\1$/.test(stem) ? stem.slice(0, -1) : stem;
    const kinds = kindsOf.get(stem) ?? kindsOf.get(single);
    if (kinds) return kinds;
  }
  return NONE;
};
