import { loneLetters } from './korean-jamo.ts';
import { normal } from './normal.ts';

/** One eojeol (what stands between spaces), or a run of something else, of a Korean sentence. */
export interface KoreanWord {
  readonly kind: 'hangul' | 'latin' | 'number' | 'run' | 'emoji' | 'mark';
  /** Runs and marks are shortened to two signs; numbers are `0`. */
  readonly text: string;
  /** Without its particles and commonest endings; the text itself where nothing could go. */
  readonly stem: string;
  /** Turned by 안, 못 before it or -지 않다, -지 못하다, 없다, 아니다 behind it. */
  readonly negated: boolean;
}

/** Particles (josa) and plural, longest first; what is left must keep two syllables. */
const PARTICLES =
  '으로부터|에게서는|에서부터|이라고는|한테서|에게서|에서는|에서도|으로는|으로도|까지는|까지도|부터는|에게는|에게도|한테는|한테도|이라는|이라고|이라도|이지만|처럼|보다|만큼|마다|조차|마저|까지|부터|에서|에게|한테|으로|이나|이란|이랑|하고|라고|라는|라도|이야|밖에|들이|들은|들을|들의|들도|께서|은|는|이|가|을|를|에|의|도|만|로|와|과|랑|야|들|나|께';
const PARTICLE = new RegExp(`^(.{2,}?)(?:${PARTICLES})$`, 'u');
/** Verb and adjective endings, longest first; one syllable must stay. */
const ENDINGS =
  '겠습니다|었습니다|았습니다|였습니다|했습니다|더라고요|더라구요|거든요|잖아요|습니다|입니다|합니다|됩니다|습니까|네요|군요|어요|아요|에요|예요|세요|해요|지요|죠|는데요|은데요|는데|은데|던데|었던|았던|했던|었다|았다|였다|했다|하다|한다|는다|으면|면서|으면서|지만|니까|으니|어서|아서|해서|려고|으려고|도록|거나|더니|겠다|겠네|구나|네|다|고|지|게|서|며|면|자|라|어|아|해|요|은|는|던|을|음|기|한|할|함';
const ENDING = new RegExp(`^(.+?)(?:${ENDINGS})$`, 'u');

/** An eojeol without particle or ending; never empty. */
export const stemOf = (eojeol: string): string => {
  const bare = PARTICLE.exec(eojeol)?.[1] ?? eojeol;
  return ENDING.exec(bare)?.[1] ?? bare;
};

const EMOJI = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*`;
const FACE = String.raw`\^[_.;]*\^|[;:][)(DdPp]|[Tt]{1,}[._]{0,2}[Tt]|-_+-|>_+<|@_+@|<3`;
const SCANNER = new RegExp(
  String.raw`${FACE}|${EMOJI}|[가-힣]+|[ㄱ-ㅣ]+|\p{L}+|\p{N}+(?:[.,:]\p{N}+)*|([^\s\p{L}\p{N}])\1*`,
  'gu',
);

const kindOf = (piece: string): KoreanWord['kind'] => {
  if (/^[가-힣]/u.test(piece)) return 'hangul';
  if (/^[ㄱ-ㅣ]/u.test(piece)) return 'run';
  if (new RegExp(`^(?:${FACE}|${EMOJI})$`, 'u').test(piece)) return 'emoji';
  if (/^\p{L}/u.test(piece)) return 'latin';
  return /^\p{N}/u.test(piece) ? 'number' : 'mark';
};

const shortened = (piece: string, kind: KoreanWord['kind']): string => {
  if (kind === 'number') return '0';
  if (kind === 'latin') return piece.toLowerCase();
  return kind === 'emoji' ? piece : piece.replace(/(.)\1{2,}/gu, '$1$1');
};

const BEFORE = /^(?:안|못|별로|전혀|아무도|결코|절대)$/u;
/** Adverbs that reach the negation at the sentence's end rather than the next word: they turn nothing alone. */
const BEHIND =
  /^(?:않|못하|못했|못해|없|아니|안(?:되|돼|됐|된|되)|말(?:고|아|자|았)|마(?:라|세요|시))/u;
const JOINT = /(?:지|지를|지는|지도|질|은|는|이|가|도|수|적이|적은|적도)$/u;
/** Written together, as hurried people do: 좋지않다, 안좋다, 못참겠다, 재미없다. */
const INSIDE =
  /(?:지(?:도|는|를)?(?:않|못|마라|마세|말)|^안(?=좋|되|돼|된|됐|하|했|해|그|보|가|나|먹|무|슬|아프)|^못(?=하|했|해|참|보|봤|살|가|먹|자|믿)|없(?!애)|아니(?:다|야|었|에|고|라))/u;

const isBefore = (word: string | undefined): boolean => word !== undefined && BEFORE.test(word);

/** True where the word at this place is turned. Looks one word back and one ahead, as Korean negation does. */
const turned = (pieces: readonly string[], i: number): boolean => {
  const word = pieces[i] ?? '';
  const next = pieces[i + 1] ?? '';
  return isBefore(pieces[i - 1]) || INSIDE.test(word) || (JOINT.test(word) && BEHIND.test(next));
};

/** A Korean text as the features know it: `normal`, with lone letters as they are typed. */
export const koreanNormal = (text: string): string => loneLetters(normal(text));

/** The words of a text that `koreanNormal` made. Spaces are not trusted: see the n-grams of syllables beside them. */
export const koreanWords = (text: string): KoreanWord[] => {
  const pieces = Array.from(text.matchAll(SCANNER), ([piece]) => piece);
  return pieces.map((piece, i) => {
    const kind = kindOf(piece);
    const short = shortened(piece, kind);
    const hangul = kind === 'hangul';
    return {
      kind,
      text: short,
      stem: hangul ? stemOf(short) : short,
      negated: hangul && turned(pieces, i),
    };
  });
};
