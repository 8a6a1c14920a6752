/** Letters that stand alone (ㅋㅋ, ㅠㅠ), which NFKC turns into conjoining ones, in their order in Unicode. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_INITIAL = 0x1100;
const FIRST_VOWEL = 0x1161;
const FIRST_FINAL = 0x11a8;
/** Finals as the letters that are written: the same letter is the same feature at either end of a syllable. */
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const FIRST_COMPATIBLE_VOWEL = 0x314f;

const letterOf = (jamo: string): string => {
  const code = jamo.charCodeAt(0);
  if (code >= FIRST_FINAL) return FINALS[code - FIRST_FINAL] ?? jamo;
  if (code >= FIRST_VOWEL) return String.fromCharCode(code - FIRST_VOWEL + FIRST_COMPATIBLE_VOWEL);
  return INITIALS[code - FIRST_INITIAL] ?? jamo;
};

/** Conjoining letters outside any syllable become the ones on the keyboard; syllables stay. */
export const loneLetters = (text: string): string =>
  text.replace(/[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2]/g, letterOf);

/**
 * Syllables taken apart into their two or three letters (canonical decomposition, UAX 15): 좋아 is ㅈㅗㅎㅇㅏ.
 * Everything else stays as it is.
 */
export const jamoOf = (text: string): string => loneLetters(text.normalize('NFD'));
