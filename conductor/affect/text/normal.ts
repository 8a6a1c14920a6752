/** Longer input is cut here before anything looks at it: no person writes a memory of so many letters. */
const LONGEST = 200_000;

/**
 * A text as the models know it: NFKC, no control or zero-width characters (joiners of emoji stay), straight
 * quotes, one kind of white space. Case and elongation stay: they are feeling. Done twice it is the same.
 */
export const normal = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, (c) => (c === '\u200D' ? c : ''))
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
