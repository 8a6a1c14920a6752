import { jamoOf } from './korean-jamo.ts';
import { ROOTS, TONES, type Tone } from './korean-roots.ts';

/** A root found in a word. */
export interface Found {
  readonly root: string;
  readonly tone: Tone;
}

/** A root shorter than this many letters counts at the start of a word alone: 좋 would be in too many. */
const ANYWHERE = 5;
/** The end of a word, where a root must be all that is left. */
const END = '_';

const known = new Map<string, Found[]>();
let longest = 0;
for (const tone of TONES)
  for (const root of ROOTS[tone].split(/\s+/u)) {
    const letters = jamoOf(root);
    longest = Math.max(longest, letters.length);
    known.set(letters, [...(known.get(letters) ?? []), { root, tone }]);
  }

/** What the longest root that begins here tells; a root may have two tones. */
const rootsAt = (letters: string, from: number, shortest: number): readonly Found[] => {
  for (let n = Math.min(longest, letters.length - from); n >= shortest; n--) {
    const found = known.get(letters.slice(from, from + n));
    if (found) return found;
  }
  return [];
};

/** Roots of feeling in one word, at its start or, the longer ones, at the start of any syllable. */
export const rootsIn = (word: string): Found[] => {
  const found: Found[] = [];
  const letters = jamoOf(word) + END;
  let at = 0;
  for (const syllable of word) {
    found.push(...rootsAt(letters, at, at === 0 ? 2 : ANYWHERE));
    at += jamoOf(syllable).length;
  }
  return found;
};
