import type { EvalRow } from '../evaluation.ts';
import type { CardDraft } from '../training.ts';
import { GROUPS, LABELS } from './goemotions.ts';
import type { English } from './graph.ts';
import { type Held, SEED } from './learn.ts';
import { TONES, type Tone } from './tone.ts';
import { PACKED } from './vectors-file.ts';

const GOEMOTIONS = {
  name: 'GoEmotions (Demszky et al. 2020)',
  licence: 'Apache-2.0',
  source: 'github.com/monologg/GoEmotions-pytorch @ b75f9d3a8b76bc1060687925b04ca98a1b8ea66b',
};

const GLOVE = {
  name: 'GloVe 6B, 100 dimensions (Pennington, Socher and Manning 2014)',
  licence: 'PDDL 1.0',
  source: `nlp.stanford.edu/projects/glove, from npm as ${PACKED.spec} (MIT)`,
};

const INPUTS = [
  'column: a name hashed by 32-bit FNV-1a and Murmur3 mixing into 1 .. 2^24 - 1',
  'value: 1 + ln(count) where it speaks for the whole sentence',
  'place: 0 for the whole sentence, 1, 2 ... for the pieces of its tokens in order, where the value is 1 for the token itself and 0 for what it is made of',
];

/** Scores of a card from rows of the table that have an interval. */
const scoresOf = (rows: readonly EvalRow[]): CardDraft['scores'] =>
  rows.flatMap(({ data, split, metric, value, ci, chance, majority, n, leaky }) =>
    ci && !leaky
      ? [{ data, split, metric, value, ci: [...ci], chance: chance ?? 0, majority, n }]
      : [],
  );

export const englishCard = (
  { linear, convolutions, meanings }: English,
  held: Held,
  rows: readonly EvalRow[],
): CardDraft => {
  const filters = convolutions.reduce((sum, m) => sum + m.filters, 0);
  return {
    id: 'text-en',
    version: 2,
    modality: 'text',
    purpose:
      'How likely an English sentence is positive, negative, ambiguous or neutral in feeling; positive and negative are apart and may both be high.',
    licence: 'Apache-2.0',
    data: [
      { ...GOEMOTIONS, use: '43,410 comments for training, 5,426 for the scores alone' },
      {
        ...GLOVE,
        use: `the ${meanings.width} main directions of its most frequent words, joined forms like don't made of them, ${meanings.words.length} in all, not trained further`,
      },
    ],
    features: INPUTS,
    outputs: [
      ...GROUPS.map((group) => `probability: ${group}`),
      'known: how many different tokens are known',
      ...GROUPS.map((group) => `linear logit: ${group}`),
      ...GROUPS.map((group) => `order logit: ${group}`),
      `order logits of the ${LABELS} labels`,
      `what the ${filters} filters heard`,
      `what the sentence means: ${meanings.width} numbers`,
    ],
    training: {
      method: `${linear.bias.length} logistic regressions on words, neighbours and runs of letters, beside convolutions over three tokens at a time, each known by its letters and by its word vector (32 targets together, ${filters} filters in all); ${convolutions.length} members of both, each without one fold of the comments, joined with the weighted sum of the word vectors by logistic regressions that were fitted on the folds left out; what ships is the mean of the members' logits`,
      command: 'npm run train -- text-en',
      seed: SEED,
    },
    temperature: 1,
    scores: scoresOf(rows),
    failures: [
      'Learnt from short comments on Reddit of 2005 to 2019, most of them by young English-speaking men: memories, letters and poems read otherwise.',
      'Words that no comment holds are known by their vectors alone, from an encyclopedia and newspapers: words that are used alike may feel opposite.',
      'A sentence that tells a sad fact without a word of feeling is read as neutral; so is irony, taken at its word.',
      'Ambiguous (surprise, curiosity, confusion) and neutral are told apart least well.',
      'Negations further away than four words, and comparisons with what might have been, are often missed.',
      'Raters of the comments disagree with one another: no reader reaches much more than 0.70.',
    ],
    settings: {
      thresholds: [...held.thresholds],
      r: [...held.r],
    },
  };
};

export const toneCard = (tone: Tone, lean: number, rows: readonly EvalRow[]): CardDraft => ({
  id: 'text-en-va',
  version: 3,
  modality: 'text',
  purpose:
    'Valence and arousal of an English sentence as its readers feel them, from its words and from what text-en hears in it; the valence is a second opinion beside positive and negative.',
  licence: 'CC BY-SA 4.0',
  data: [
    {
      name: 'EmoBank (Buechel and Hahn 2017)',
      licence: 'CC BY-SA 4.0',
      source: 'github.com/JULIELab/EmoBank',
      use: '8,062 rated sentences for training, 1,000 for the scores alone',
    },
    { ...GOEMOTIONS, use: 'through the outputs of text-en, which are among its inputs' },
    { ...GLOVE, use: 'through the outputs of text-en too' },
  ],
  features: [
    ...INPUTS,
    'places -1, -2 ...: the outputs of text-en after the fifth in order, then 9 numbers of how the sentence is written and 27 of how its words feel by a list written by hand (english-manner.ts, english-words.ts)',
  ],
  outputs: TONES.map(
    (name) => `${name}: 0.5 for the average sentence, 0.25 more a standard deviation above it`,
  ),
  training: {
    method: `ridge regression by conjugate gradients on words, on what text-en hears, and on ${tone.waves.count} random cosines of the latter; penalties chosen by folds: ${tone.chosen.join(', ')}`,
    command: 'npm run train -- text-en',
    seed: SEED,
  },
  temperature: 1,
  scores: scoresOf(rows),
  failures: [
    'Arousal in writing is weak: raters hardly agree on it, and single sentences out of news, letters and fiction were rated, not memories.',
    'The scale is that of the rated sentences, few of which are strong: it tells more and less, not how much.',
    'This file is under CC BY-SA 4.0, unlike the project: whoever changes it shares it alike. Without it sentences are read without arousal, and positive and negative from the comments alone.',
  ],
  settings: { r: [...tone.r], lean: [lean] },
});
