import type { DecoderContext, Model } from '../decoder.ts';
import { ENGLISH_WIDTH, englishFeatures, englishInput } from './english-features.ts';
import { leaned } from './english-lean.ts';
import type { Feelings, SentenceReader } from './language.ts';

/** Where the output of `text-en` holds what: see its card. What follows, `text-en-va` takes as features. */
const [POSITIVE, NEGATIVE, KNOWN, HEARD] = [0, 1, 4, 5];
/** `text-en-va` gives valence and arousal. */
const [VALENCE, AROUSAL] = [0, 1];

/** A number of a list that a card keeps; 0 where it keeps none: `cue` then trusts it not at all. */
export const setting = (model: Model, name: string, place: number): number => {
  const list = model.card.settings[name];
  const value = Array.isArray(list) ? list[place] : undefined;
  return value !== undefined && value > 0 && value < 1 ? value : 0;
};

/**
 * The input of `text-en-va`: what speaks for the whole sentence, then at places -1, -2 ... what `text-en` heard
 * and how the sentence is written.
 */
export const toneInput = (
  sentence: Float32Array,
  output: Float32Array,
  manner: Float32Array,
): Float32Array => {
  const rows: number[] = [];
  for (let i = 0; i < sentence.length; i += ENGLISH_WIDTH)
    if (sentence[i + 2] === 0) rows.push(sentence[i] ?? 0, sentence[i + 1] ?? 0, 0);
  [...output.subarray(HEARD), ...manner].forEach((value, i) => {
    rows.push(0, value, -1 - i);
  });
  return Float32Array.from(rows);
};

/** Both sides, each as sure as the card of `text-en` allows. */
const sides = (
  feeling: Model,
  [positive, negative]: readonly [number, number],
): Pick<Feelings, 'positive' | 'negative'> => ({
  positive: { value: positive, r: setting(feeling, 'r', POSITIVE) },
  negative: { value: negative, r: setting(feeling, 'r', NEGATIVE) },
});

/** How far sentences lean to a side, as the card of `text-en-va` keeps it; 0 where it does not. */
const spreadOf = ({ card: { settings } }: Model): number =>
  Array.isArray(settings.lean) ? (settings.lean[0] ?? 0) : 0;

/**
 * Reads one English sentence with its two models: the first gives positive and negative, the second, where
 * it is there, arousal, and its valence moves both. Null where no token of it is known.
 */
export const readEnglish = async (
  feeling: Model,
  tone: Model | null,
  sentence: string,
): Promise<Feelings | null> => {
  const features = englishFeatures(sentence);
  const input = englishInput(features);
  if (input.length === 0) return null;
  const output = await feeling.ask(input, input.length / ENGLISH_WIDTH);
  if (!((output[KNOWN] ?? 0) >= 1)) return null;
  const heard = [output[POSITIVE] ?? Number.NaN, output[NEGATIVE] ?? Number.NaN] as const;
  if (!tone) return sides(feeling, heard);
  const toned = toneInput(input, output, features.manner);
  const answer = await tone.ask(toned, toned.length / ENGLISH_WIDTH);
  const valence = answer[VALENCE] ?? Number.NaN;
  return {
    ...sides(feeling, leaned(...heard, valence, spreadOf(tone))),
    arousal: { value: answer[AROUSAL] ?? Number.NaN, r: setting(tone, 'r', AROUSAL) },
  };
};

/** Null where the model of English feeling is not there. */
export const englishReader = (context: DecoderContext): SentenceReader | null => {
  const feeling = context.model('text-en');
  const tone = context.model('text-en-va');
  return feeling && ((sentence) => readEnglish(feeling, tone, sentence));
};
