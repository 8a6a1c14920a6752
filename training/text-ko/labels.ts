/** What a KOTE label says of polarity: one side, or neither (it says nothing of it, or says both). */
export type Side = 'positive' | 'negative' | 'neither';

export interface KoteLabel {
  readonly name: string;
  readonly side: Side;
  /** Russell's word nearest in meaning, for arousal; null where none is near. */
  readonly word: RussellWord | null;
  /** Why a doubtful one is where it is. */
  readonly why?: string;
}

/**
 * Degrees on the circle of affect, 0 pleasure, 90 arousal, of the words used here: Ross' circular ordering
 * in Russell 1980 (Journal of Personality and Social Psychology 39, 1161-1178).
 */
export const RUSSELL = {
  happy: 7.8,
  delighted: 24.9,
  excited: 48.6,
  astonished: 69.8,
  tense: 92.8,
  alarmed: 96.5,
  angry: 99,
  afraid: 116,
  annoyed: 123,
  distressed: 138,
  frustrated: 141,
  miserable: 188.7,
  sad: 207.5,
  gloomy: 209,
  depressed: 210,
  bored: 242,
  tired: 267.7,
  relaxed: 318,
  atEase: 321,
  content: 323,
  glad: 349,
  pleased: 353.2,
} as const;
export type RussellWord = keyof typeof RUSSELL;

const label = (name: string, side: Side, word: RussellWord | null, why?: string): KoteLabel =>
  why === undefined ? { name, side, word } : { name, side, word, why };

/**
 * The 44 labels of KOTE in their order. The side is the dictionary's meaning of the name; where a label has
 * its like among GoEmotions, the group given there decides (Demszky et al. 2020: surprise, realization and
 * curiosity are ambiguous), so that both languages mean the same by positive and negative.
 */
export const KOTE_LABELS: readonly KoteLabel[] = [
  label('불평/불만', 'negative', 'frustrated'),
  label('환영/호의', 'positive', 'pleased'),
  label('감동/감탄', 'positive', 'delighted'),
  label('지긋지긋', 'negative', 'annoyed'),
  label('고마움', 'positive', 'pleased'),
  label('슬픔', 'negative', 'sad'),
  label('화남/분노', 'negative', 'angry'),
  label('존경', 'positive', 'pleased'),
  label('기대감', 'positive', 'excited'),
  label('우쭐댐/무시함', 'neither', null, 'pride in oneself and contempt for others in one name'),
  label('안타까움/실망', 'negative', 'gloomy'),
  label('비장함', 'neither', 'tense', 'resolve: before a good deed and before a bitter one alike'),
  label('의심/불신', 'negative', null),
  label('뿌듯함', 'positive', 'glad'),
  label('편안/쾌적', 'positive', 'atEase'),
  label('신기함/관심', 'neither', null, 'curiosity: ambiguous in GoEmotions'),
  label('아껴주는', 'positive', 'content'),
  label('부끄러움', 'negative', 'distressed', 'shame and embarrassment: negative in GoEmotions'),
  label('공포/무서움', 'negative', 'afraid'),
  label('절망', 'negative', 'depressed'),
  label('한심함', 'negative', 'annoyed'),
  label('역겨움/징그러움', 'negative', 'annoyed'),
  label('짜증', 'negative', 'annoyed'),
  label(
    '어이없음',
    'negative',
    'astonished',
    'dumbfounded at what should not be; not surprise alone',
  ),
  label('없음', 'neither', null, 'no emotion: says that there is none, not that it is bad'),
  label('패배/자기혐오', 'negative', 'miserable'),
  label('귀찮음', 'negative', 'bored'),
  label('힘듦/지침', 'negative', 'tired'),
  label('즐거움/신남', 'positive', 'excited'),
  label('깨달음', 'neither', null, 'realization: ambiguous in GoEmotions'),
  label('죄책감', 'negative', 'miserable'),
  label('증오/혐오', 'negative', 'angry'),
  label('흐뭇함(귀여움/예쁨)', 'positive', 'pleased'),
  label(
    '당황/난처',
    'negative',
    'distressed',
    'in a fix, ill at ease: embarrassment in GoEmotions',
  ),
  label('경악', 'negative', 'alarmed', 'shock at something terrible, where 놀람 is any surprise'),
  label('부담/안_내킴', 'negative', 'distressed'),
  label('서러움', 'negative', 'sad'),
  label('재미없음', 'negative', 'bored'),
  label('불쌍함/연민', 'neither', 'sad', 'pity: pain at another and warmth for him in one'),
  label('놀람', 'neither', 'astonished', 'surprise: ambiguous in GoEmotions, glad or not'),
  label('행복', 'positive', 'happy'),
  label('불안/걱정', 'negative', 'tense'),
  label('기쁨', 'positive', 'delighted'),
  label('안심/신뢰', 'positive', 'relaxed'),
];

/** Height on the circle, moved from -1..1 to 0..1; null without a word. */
export const arousalOfLabel = ({ word }: KoteLabel): number | null =>
  word === null ? null : 0.5 + 0.5 * Math.sin((RUSSELL[word] * Math.PI) / 180);
