import type { AffectEstimate } from '#contracts/affect';
import { cue } from '../belief.ts';
import type { DecoderContext } from '../decoder.ts';
import { englishReader } from './english.ts';
import { excerpt } from './excerpt.ts';
import { joined, type Read } from './join.ts';
import { koreanReader } from './korean.ts';
import {
  type Feelings,
  type Felt,
  type Language,
  languageOf,
  type SentenceReader,
} from './language.ts';
import { normal } from './normal.ts';
import { sentences } from './sentences.ts';

/** Reads the feeling in words. */
export interface TextReader {
  /**
   * Null where the words say nothing that a model here can read: another language, too little, no model.
   * Rejects where a model does. Nothing of the text is kept.
   * @param nowMs when it was said or written
   */
  read(text: string, bodyId: string, nowMs: number): Promise<AffectEstimate | null>;
}

/** Sentences that are read of one text, evenly taken from all of it: a reading ends. */
const MOST_SENTENCES = 200;
/** So many characters say what language a text is in. */
const LANGUAGE_OF = 4_000;
/** What was said stands for what is felt this long, seconds. */
const STAYS_S = 20;
const EMOJI = /\p{Extended_Pictographic}/u;

const thinned = (all: readonly string[]): readonly string[] => {
  const stride = Math.max(1, all.length / MOST_SENTENCES);
  return all.filter((_, i) => Math.floor(i / stride) !== Math.floor((i - 1) / stride));
};

/** A sentence of emoji alone is read as the text around it, or as English. */
const languageIn = (sentence: string, text: Language | null): Language | null =>
  languageOf(sentence) ??
  (EMOJI.test(sentence) && !/\p{L}/u.test(sentence) ? (text ?? 'en') : null);

const belief = (felt: Felt | undefined) => (felt && felt.r > 0 ? cue(felt.value, felt.r, 1) : null);

const estimateOf = (feelings: Feelings, bodyId: string, atMs: number): AffectEstimate | null => {
  const positive = belief(feelings.positive);
  const negative = belief(feelings.negative);
  const arousal = belief(feelings.arousal);
  if (!positive || !negative) return null;
  return {
    decoder: 'text',
    modality: 'text',
    bodyId,
    atMs,
    recorded: false,
    goodForS: STAYS_S,
    positive,
    negative,
    ...(arousal && { arousal }),
  };
};

/** A reader over the shipped models; a language whose model is not there is not read. */
export const textReader = (context: DecoderContext): TextReader => {
  const readers: Record<Language, SentenceReader | null> = {
    en: englishReader(context),
    ko: koreanReader(context),
  };
  const readOne = async (sentence: string, text: Language | null): Promise<Read | null> => {
    const language = languageIn(sentence, text);
    const feelings = language && (await readers[language]?.(sentence));
    return feelings ? { feelings, length: sentence.length } : null;
  };
  return {
    async read(text, bodyId, nowMs) {
      const some = excerpt(text);
      const whole = languageOf(some.slice(0, LANGUAGE_OF));
      const reads: Read[] = [];
      for (const sentence of thinned(sentences(normalLines(some)))) {
        const read = await readOne(sentence, whole);
        if (read) reads.push(read);
      }
      const feelings = joined(reads);
      return feelings && estimateOf(feelings, bodyId, nowMs);
    },
  };
};

/** Normal text that keeps its lines: a new line ends a sentence. */
const normalLines = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/u)
    .map(normal)
    .join('\n');
