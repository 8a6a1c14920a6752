/** One word, number, emoji, emoticon or run of punctuation of a sentence. */
export interface Token {
  readonly kind: 'word' | 'number' | 'emoji' | 'mark';
  /** Lower case, elongation shortened to two letters; runs of marks shortened to two; numbers are `0`. */
  readonly text: string;
  /** In the scope of a negation that came before it. */
  readonly negated: boolean;
  /** Written in capitals, of two letters or more. */
  readonly shouted: boolean;
  /** A letter three times or more in a row: soooo. */
  readonly drawn: boolean;
}

const FACE = String.raw`[:;=8xX][-o^']?[)\](\[DdpP\/\\|3*](?![\p{L}\p{N}])|<\/?3|\^[_.]*\^|[tT]_[tT]`;
const EMOJI = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*`;
const WORD = String.raw`\[\p{L}+\]|[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*`;
const NUMBER = String.raw`\p{N}+(?:[.,:]\p{N}+)*`;
const MARK = String.raw`[!?]+|\.{2,}|[^\s\p{L}\p{N}\p{M}]`;
const SCANNER = new RegExp(`${FACE}|${EMOJI}|${WORD}|${NUMBER}|${MARK}`, 'gu');
const FACE_ALONE = new RegExp(`^(?:${FACE})$`, 'u');
const PICTURE = /^\p{Extended_Pictographic}/u;

/** Words that turn what follows: English, with and without the apostrophe. */
const NEGATIONS = new Set(
  'no not never none nobody nothing neither nor nowhere without hardly barely scarcely cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt aint'.split(
    ' ',
  ),
);
/** A scope ends at these, where the sentence turns. */
const TURNS = new Set(['but', 'however', 'though', 'although', 'yet', 'because', 'until']);
/** Words a negation reaches at most: most English scopes are shorter than five words. */
const REACH = 4;

/** True for a word that negates what follows it: not, never, don't ... */
export const negates = (word: string): boolean => NEGATIONS.has(word) || word.endsWith("n't");

const kindOf = (piece: string): Token['kind'] => {
  if (FACE_ALONE.test(piece) || PICTURE.test(piece)) return 'emoji';
  if (/^\[?\p{L}/u.test(piece)) return 'word';
  return /^\p{N}/u.test(piece) ? 'number' : 'mark';
};

const shortened = (piece: string, kind: Token['kind']): string => {
  if (kind === 'number') return '0';
  if (kind === 'emoji') return piece.replace(/\uFE0F/gu, '');
  if (kind === 'mark') return piece.slice(0, 2);
  return piece.toLowerCase().replace(/(\p{L})\1{2,}/gu, '$1$1');
};

const shouting = (piece: string): boolean =>
  piece.length > 1 && piece === piece.toUpperCase() && piece !== piece.toLowerCase();

/**
 * The tokens of a normalised English sentence. A negation reaches the next words up to a mark, a turning
 * word or its reach; the negation itself is not negated (scope marks after Pang, Lee and Vaithyanathan 2002).
 */
export const tokens = (sentence: string): Token[] => {
  let reach = 0;
  return Array.from(sentence.matchAll(SCANNER), ([piece]) => {
    const kind = kindOf(piece);
    const text = shortened(piece, kind);
    if (kind === 'mark' || TURNS.has(text)) reach = 0;
    const negated = reach > 0 && kind === 'word';
    reach = kind === 'word' && negates(text) ? REACH : Math.max(0, reach - 1);
    return {
      kind,
      text,
      negated,
      shouted: kind === 'word' && !piece.startsWith('[') && shouting(piece),
      drawn: kind === 'word' && /(\p{L})\1{2,}/iu.test(piece),
    };
  });
};
