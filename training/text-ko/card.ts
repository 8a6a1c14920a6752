import { KOREAN_OUTPUTS } from '../../conductor/affect/text/korean.ts';
import type { EvalRow } from '../evaluation.ts';
import type { CardDraft } from '../training.ts';
import { KOTE_LABELS, type Side } from './labels.ts';
import { SEED } from './learn.ts';

const FEATURES = [
  'input [features, 2]: column of the hashed table and value, for each feature of one sentence once',
  'columns 0..262143: runs of 1 to 4 syllables with spaces, 2 to 4 without (FNV-1a); values of length sqrt 2',
  'columns 262144..524287: runs of 3 to 7 letters (jamo, canonical decomposition) inside words; length 1',
  'columns 524288..655359: stems without particles and endings, marked where negated, pairs, forms, last letters; length sqrt 1/2',
  "columns 655360..671743: roots of feeling from the project's own lexicon, negated or not, their sum and order, marks, length; length 1",
];

const FAILURES = [
  'Learnt from online comments: memories are told in other words, and politics weighs too much.',
  'Irony and praise that is meant as blame are read as they are written.',
  'A negation is seen one word away: longer ones (never once, in all those years, ...) are missed.',
  'Arousal was rated by nobody: it is the height of label names on the circumplex, so a calm anger reads as lively.',
  'Probabilities take positive and negative for equally frequent; KOTE has more negative comments.',
];

const names = (side: Side): string =>
  KOTE_LABELS.filter((one) => one.side === side)
    .map(({ name }) => name)
    .join(', ');

const reasons = (): string =>
  KOTE_LABELS.flatMap(({ name, side, why }) => (why ? [`${name} ${side}: ${why}`] : [])).join('; ');

const places = (): string =>
  KOTE_LABELS.flatMap(({ name, word }) => (word ? [`${name} ${word}`] : [])).join(', ');

/**
 * @param r correlations with held-out labels, in the order of the outputs
 * @param comments fingerprints of those it was trained on
 */
export const koreanCard = (
  rows: readonly EvalRow[],
  r: readonly number[],
  comments: string,
): CardDraft => ({
  id: 'text-ko',
  version: 1,
  modality: 'text',
  purpose:
    'Hears in a Korean sentence how probably it is felt as positive and, apart from that, as negative, and how lively. Learnt from 5,000 online comments; made for memories that people tell.',
  licence: 'MIT',
  data: [
    {
      name: 'KOTE',
      licence: 'MIT, Copyright (c) 2022 Jeon Duyoung',
      source:
        'github.com/searle-j/KOTE @ cafd2c3f54a6f4b25ac74eaa02a2e76c3ef8c977, val.tsv, 5,000 comments',
      use: 'training and testing; not comparable with the published macro-F1 0.56, which 40,000 comments trained',
    },
    {
      name: 'roots of feeling',
      licence: 'MIT, this project',
      source: 'conductor/affect/text/korean-roots.ts, written by hand',
      use: 'features',
    },
  ],
  features: FEATURES,
  outputs: [...KOREAN_OUTPUTS],
  training: {
    method:
      'Ridge regressions on hashed n-grams of syllables, letters and stems and on roots of feeling, weighted by rarity; Platt scaling on held-out scores at even frequencies.',
    command: 'npm run train -- text-ko',
    seed: SEED,
  },
  temperature: 1,
  scores: rows.map(({ data, split, metric, value, ci, chance, majority, n }) => ({
    data,
    split,
    metric,
    value,
    ci: ci ? [ci[0], ci[1]] : [value, value],
    chance: chance ?? 0,
    majority,
    n,
  })),
  failures: FAILURES,
  settings: {
    r: [...r],
    positive: names('positive'),
    negative: names('negative'),
    neither: names('neither'),
    reasons: reasons(),
    arousal: places(),
    // An evaluation tells by them which comments the model knows.
    comments,
  },
});
