import { LIGHT_WORDS } from './lexicon/light.ts';
import { NATURE } from './lexicon/nature.ts';
import { PLACES_WORDS } from './lexicon/places.ts';
import { SIGNS } from './lexicon/signs.ts';
import { THINGS } from './lexicon/things.ts';
import { slotAt } from './slots.ts';

/** What one meaning brings: places in `SLOTS` and how much. */
export interface Meaning {
  readonly slots: readonly number[];
  readonly much: readonly number[];
}

/** The words the engine knows. Korean roots stand by their length, longest first, under their first syllable. */
export interface Lexicon {
  readonly english: ReadonlyMap<string, readonly Meaning[]>;
  readonly korean: ReadonlyMap<string, readonly (readonly [root: string, meaning: Meaning])[]>;
  readonly signs: ReadonlyMap<string, Meaning>;
}

const meaningOf = (text: string, line: string): Meaning => {
  const pairs = text.split(',').map((part) => part.trim().split(/\s+/));
  const slots = pairs.map(([name = '']) => slotAt(name));
  const much = pairs.map(([, v = '']) => Number(v));
  const wrong = pairs.find((_, i) => (slots[i] ?? -1) < 0 || !Number.isFinite(much[i]));
  if (wrong) throw new Error(`The lexicon knows no "${wrong.join(' ')}" in: ${line}`);
  return { slots, much };
};

/** The lines of a theme: words of the first column, roots of the second, meaning. */
const entries = (theme: string): { words: string[]; roots: string[]; meaning: Meaning }[] =>
  theme
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line) => {
      const [words = '', roots = '', brings = ''] = line.split('|');
      const split = (v: string): string[] => v.trim().split(/\s+/).filter(Boolean);
      return { words: split(words), roots: split(roots), meaning: meaningOf(brings, line) };
    });

const bare = (sign: string): string => sign.replace(/\uFE0F/gu, '');

const build = (): Lexicon => {
  const english = new Map<string, Meaning[]>();
  const korean = new Map<string, [string, Meaning][]>();
  for (const { words, roots, meaning } of [NATURE, LIGHT_WORDS, PLACES_WORDS, THINGS].flatMap(
    entries,
  )) {
    for (const word of words) english.set(word, [...(english.get(word) ?? []), meaning]);
    for (const root of roots)
      korean.set(root[0] ?? '', [...(korean.get(root[0] ?? '') ?? []), [root, meaning]]);
  }
  for (const list of korean.values()) list.sort((a, b) => b[0].length - a[0].length);
  const signs = new Map(
    entries(SIGNS).flatMap(({ words, meaning }) =>
      words.map((word) => [bare(word), meaning] as const),
    ),
  );
  return { english, korean, signs };
};

export const LEXICON: Lexicon = build();
