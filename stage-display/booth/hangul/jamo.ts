/**
 * The letters of Hangul as the Unicode standard orders them (3.12, Conjoining Jamo Behavior): 19 initials, 21 vowels and
 * 27 finals, written here with the letters of the keyboard (compatibility jamo).
 */
export const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
export const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
/** The first is none. */
export const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

/** First and last of the syllables. */
export const FIRST_SYLLABLE = 0xac00;
export const SYLLABLES = INITIALS.length * VOWELS.length * FINALS.length;

/** What two keys make together, by the two as typed. Doubled consonants have keys of their own. */
const JOINED_VOWELS: Readonly<Record<string, string>> = {
  ㅗㅏ: 'ㅘ',
  ㅗㅐ: 'ㅙ',
  ㅗㅣ: 'ㅚ',
  ㅜㅓ: 'ㅝ',
  ㅜㅔ: 'ㅞ',
  ㅜㅣ: 'ㅟ',
  ㅡㅣ: 'ㅢ',
};
const JOINED_FINALS: Readonly<Record<string, string>> = {
  ㄱㅅ: 'ㄳ',
  ㄴㅈ: 'ㄵ',
  ㄴㅎ: 'ㄶ',
  ㄹㄱ: 'ㄺ',
  ㄹㅁ: 'ㄻ',
  ㄹㅂ: 'ㄼ',
  ㄹㅅ: 'ㄽ',
  ㄹㅌ: 'ㄾ',
  ㄹㅍ: 'ㄿ',
  ㄹㅎ: 'ㅀ',
  ㅂㅅ: 'ㅄ',
};

const OF_VOWELS: ReadonlySet<string> = new Set(VOWELS);
const OF_CONSONANTS: ReadonlySet<string> = new Set(INITIALS);
export const isVowel = (jamo: string): boolean => OF_VOWELS.has(jamo);
export const isConsonant = (jamo: string): boolean => OF_CONSONANTS.has(jamo);

/** The one letter of one or two keys; null where they do not go together. */
export const vowelOf = (keys: readonly string[]): string | null => joined(keys, JOINED_VOWELS);
/** The same of a final: none of it may be ㄸ, ㅃ or ㅉ. */
export const finalOf = (keys: readonly string[]): string | null => {
  const final = joined(keys, JOINED_FINALS);
  return final !== null && FINALS.includes(final) ? final : null;
};

const joined = (
  keys: readonly string[],
  table: Readonly<Record<string, string>>,
): string | null => {
  if (keys.length > 1) return table[keys.join('')] ?? null;
  return keys[0] ?? null;
};

/** A syllable of an initial, a vowel and a final ('' for none); null where one is no such letter. */
export const syllable = (initial: string, vowel: string, final = ''): string | null => {
  const [i, v, f] = [INITIALS.indexOf(initial), VOWELS.indexOf(vowel), FINALS.indexOf(final)];
  if (i < 0 || v < 0 || f < 0) return null;
  return String.fromCharCode(FIRST_SYLLABLE + (i * VOWELS.length + v) * FINALS.length + f);
};

const apart = (table: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(table).map(([keys, whole]) => [whole, [...keys]]));
const VOWEL_KEYS = apart(JOINED_VOWELS);
const FINAL_KEYS = apart(JOINED_FINALS);
const keysOf = (letter: string, table: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  table.get(letter) ?? (letter === '' ? [] : [letter]);

/** The keys that type a text on the two-set keyboard, one jamo each; what is no Hangul stays as it is. */
export const keysOfText = (text: string): readonly string[] =>
  [...text].flatMap((char) => {
    const at = char.charCodeAt(0) - FIRST_SYLLABLE;
    if (char.length !== 1 || at < 0 || at >= SYLLABLES) {
      if (VOWELS.includes(char)) return keysOf(char, VOWEL_KEYS);
      return INITIALS.includes(char) ? [char] : keysOf(char, FINAL_KEYS);
    }
    const final = FINALS[at % FINALS.length] ?? '';
    const vowel = VOWELS[Math.floor(at / FINALS.length) % VOWELS.length] ?? '';
    const initial = INITIALS[Math.floor(at / FINALS.length / VOWELS.length)] ?? '';
    return [initial, ...keysOf(vowel, VOWEL_KEYS), ...keysOf(final, FINAL_KEYS)];
  });
