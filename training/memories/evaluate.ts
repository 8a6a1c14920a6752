import { z } from 'zod';
import type { DecoderContext } from '../../conductor/affect/decoder.ts';
import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { auc, balancedAccuracy } from '../../conductor/affect/learning/metrics.ts';
import { englishReader } from '../../conductor/affect/text/english.ts';
import { koreanReader } from '../../conductor/affect/text/korean.ts';
import type { Feelings, Language } from '../../conductor/affect/text/language.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import list from './memories.json' with { type: 'json' };
import { shippedContext } from './shipped.ts';

const Memory = z.strictObject({
  id: z.string(),
  language: z.enum(['en', 'ko']),
  /** One of seven feelings, or negation, mixed, neutral. */
  kind: z.string(),
  polarity: z.enum(['positive', 'negative', 'mixed', 'neutral']),
  positive: z.union([z.literal(0), z.literal(1)]),
  negative: z.union([z.literal(0), z.literal(1)]),
  arousal: z.enum(['high', 'low']),
  text: z.string().min(1),
});
export type Memory = z.infer<typeof Memory>;

/**
 * Sentences as people tell a memory, written by hand in both languages before any model had answered one,
 * and never learnt from or tuned on. Seven feelings: joy, sadness, anger, fear, disgust, surprise (Ekman
 * 1992), and love in the place of contempt, because with contempt five of seven would be negative and none
 * of them calm and glad; love is among the seven of the Book of Rites (七情) that Korean readers grow up with.
 */
export const memories = (): Memory[] => z.array(Memory).parse(list);

/** A memory and what was heard in it; null where nothing was. */
export interface HeardMemory {
  readonly memory: Memory;
  readonly felt: Feelings | null;
}

/** Null where the language's model is not there. */
export const hear = async (
  context: DecoderContext,
  language: Language,
): Promise<HeardMemory[] | null> => {
  const reader = language === 'en' ? englishReader(context) : koreanReader(context);
  if (!reader) return null;
  const heard: HeardMemory[] = [];
  for (const memory of memories())
    if (memory.language === language) heard.push({ memory, felt: await reader(memory.text) });
  return heard;
};

/** What was heard as a number, 0.5 where nothing was. */
const positiveOf = ({ felt }: HeardMemory): number => felt?.positive.value ?? 0.5;
const negativeOf = ({ felt }: HeardMemory): number => felt?.negative.value ?? 0.5;
const arousalOf = ({ felt }: HeardMemory): number => felt?.arousal?.value ?? 0.5;

interface Question {
  readonly metric: string;
  readonly split: string;
  readonly of: readonly HeardMemory[];
  readonly said: (one: HeardMemory) => number;
  readonly truth: (one: HeardMemory) => number;
  readonly score: (said: number[], truth: number[]) => number;
  readonly majority?: number;
  readonly goal?: number;
  readonly note?: string;
}

const SEED = 1;

const rowOf = (language: Language, q: Question): EvalRow => {
  const at = (places: readonly number[]): number => {
    const some = places.flatMap((i) => q.of[i] ?? []);
    return q.score(some.map(q.said), some.map(q.truth));
  };
  return {
    decoder: `text-${language}`,
    data: `memories by hand, ${language}`,
    split: q.split,
    metric: q.metric,
    value: at(q.of.map((_, i) => i)),
    ci: clusterInterval(
      q.of.map(({ memory }) => memory.id),
      at,
      { seed: SEED },
    ),
    chance: 0.5,
    majority: q.majority ?? null,
    n: q.of.length,
    ...(q.goal !== undefined && { goal: { op: '>=', value: q.goal } as const }),
    ...(q.note && { note: q.note }),
  };
};

const sided = ({ memory }: HeardMemory): boolean =>
  memory.polarity === 'positive' || memory.polarity === 'negative';
const kind =
  (name: string) =>
  ({ memory }: HeardMemory): boolean =>
    memory.kind === name;

/** Positive against negative, whichever is heard more; said and true are 1 for positive. */
const polarity = {
  metric: 'balancedAccuracy',
  said: (one: HeardMemory) => (positiveOf(one) > negativeOf(one) ? 1 : 0),
  truth: ({ memory }: HeardMemory) => memory.positive,
  score: (s: number[], t: number[]) => balancedAccuracy(s, t, 2),
  majority: 0.5,
};

/** The project's own goal; nobody asked for it. */
export const MEMORY_GOAL = 0.75;

/** What must be known beside the scores: the Korean model's roots are by the author of the sentences. */
const NOTES: Readonly<Record<Language, string>> = {
  en: 'the model and these sentences have different authors',
  ko: 'the roots of feeling in the model were written after these sentences by the same author',
};

const sidedQuestions = (language: Language, heard: readonly HeardMemory[]): Question[] => [
  {
    ...polarity,
    split: 'sentences with one side',
    of: heard.filter(sided),
    goal: MEMORY_GOAL,
    note: NOTES[language],
  },
  { ...polarity, split: 'negations alone', of: heard.filter(kind('negation')) },
];

const high = ({ memory }: HeardMemory): number => (memory.arousal === 'high' ? 1 : 0);

const apartQuestions = (heard: readonly HeardMemory[]): Question[] => {
  const of = { split: 'all sentences', of: heard, score: auc };
  return [
    { ...of, metric: 'auc positive', said: positiveOf, truth: ({ memory }) => memory.positive },
    { ...of, metric: 'auc negative', said: negativeOf, truth: ({ memory }) => memory.negative },
    { ...of, metric: 'auc arousal', said: arousalOf, truth: high },
    {
      ...of,
      split: 'sentences of the seven feelings',
      of: heard.filter(({ memory }) => !['negation', 'mixed', 'neutral'].includes(memory.kind)),
      metric: 'auc arousal',
      said: arousalOf,
      truth: high,
    },
  ];
};

/** Mixed feelings: both sides must be heard; neutral sentences beside them, where neither should. */
const mixedQuestions = (heard: readonly HeardMemory[]): Question[] => [
  {
    metric: 'auc both sides',
    split: 'mixed against sentences with one side',
    of: heard.filter((one) => sided(one) || kind('mixed')(one)),
    said: (one) => Math.min(positiveOf(one), negativeOf(one)),
    truth: ({ memory }) => (memory.polarity === 'mixed' ? 1 : 0),
    score: auc,
  },
  {
    metric: 'auc any feeling',
    split: 'neutral against all others',
    of: heard,
    said: (one) => Math.max(positiveOf(one), negativeOf(one)),
    truth: ({ memory }) => (memory.polarity === 'neutral' ? 0 : 1),
    score: auc,
  },
];

export const memoryRows = (language: Language, heard: readonly HeardMemory[]): EvalRow[] =>
  [...sidedQuestions(language, heard), ...apartQuestions(heard), ...mixedQuestions(heard)].map(
    (question) => rowOf(language, question),
  );

export const evaluation: Evaluation = {
  name: 'memories',
  needs: [],
  async run({ log }) {
    const context = await shippedContext(['text-en', 'text-en-va', 'text-ko']);
    const rows: EvalRow[] = [];
    for (const language of ['en', 'ko'] as const) {
      const heard = await hear(context, language);
      if (heard) rows.push(...memoryRows(language, heard));
      else log(`text-${language} does not ship: its memories are left out`);
    }
    return rows;
  },
};
