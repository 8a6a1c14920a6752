/** Keys of the Korean two-set layout, by the conjoining jamo they make: leads, vowels, tails (Unicode 3.12). */
const LEADS = 'r R s e E f a q Q t T d w W c z x v g'.split(' ');
const VOWELS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ');
const TAILS = 'r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ');
const [LEAD, VOWEL, TAIL] = [0x1100, 0x1161, 0x11a8];

const keyOf = (sign: string): string => {
  const at = sign.codePointAt(0) ?? 0;
  if (at >= TAIL) return TAILS[at - TAIL] ?? sign;
  if (at >= VOWEL) return VOWELS[at - VOWEL] ?? sign;
  return at >= LEAD ? (LEADS[at - LEAD] ?? sign) : sign;
};

/** What was typed on Latin keys while the keyboard wrote Hangul, as Latin letters: 뮤 is "ab". All else stays. */
export const latinKeys = (text: string): string => [...text.normalize('NFKD')].map(keyOf).join('');
