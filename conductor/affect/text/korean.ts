import type { DecoderContext, Model } from '../decoder.ts';
import { koreanRow } from './korean-features.ts';
import type { Feelings, SentenceReader } from './language.ts';
import { askSparse } from './rows.ts';

/** What the output of `text-ko` holds, in this order: see its card. */
export const KOREAN_OUTPUTS = ['positive', 'negative', 'arousal', 'polarity', 'known'] as const;
type Output = (typeof KOREAN_OUTPUTS)[number];

export const outputOf = (output: ArrayLike<number>, name: Output): number =>
  output[KOREAN_OUTPUTS.indexOf(name)] ?? Number.NaN;

/** A correlation that the card keeps; 0 where it keeps none: it is then not trusted at all. */
const trustIn = (model: Model, name: Output): number => {
  const list = model.card.settings.r;
  const r = Array.isArray(list) ? list[KOREAN_OUTPUTS.indexOf(name)] : undefined;
  return r !== undefined && r > 0 && r < 1 ? r : 0;
};

/** Reads one Korean sentence. Null where no stem or root of it is known. Rejects where the model does. */
export const readKorean = async (model: Model, sentence: string): Promise<Feelings | null> => {
  const output = await askSparse(model, koreanRow(sentence));
  if (!(outputOf(output, 'known') > 0)) return null;
  const felt = (name: Output) => ({ value: outputOf(output, name), r: trustIn(model, name) });
  return { positive: felt('positive'), negative: felt('negative'), arousal: felt('arousal') };
};

/** Null where the model of Korean feeling is not there. */
export const koreanReader = (context: DecoderContext): SentenceReader | null => {
  const model = context.model('text-ko');
  return model && ((sentence) => readKorean(model, sentence));
};
