import { PACKED } from '../text-en/vectors-file.ts';
import { ANNOTATIONS } from './sources.ts';

/** What was made, and from what. */
export const cardOf = (made: {
  readonly sha256: string;
  readonly bytes: number;
  readonly english: number;
  readonly korean: number;
}) => ({
  format: 1,
  id: 'dream-words',
  version: 1,
  purpose:
    'Guesses what a word brings into a picture (light, colour, matter, place, weather, things) that the lexicon of the engine does not have.',
  file: 'conductor/imagery/dream/lexicon/embedding.ts',
  ...made,
  licence: 'MIT for what was learned here; see the data',
  data: [
    'The lexicon of the engine: what its English words bring, written by hand.',
    `GloVe 6B, 100 dimensions (Pennington, Socher, Manning 2014), Public Domain Dedication and License 1.0, as ${PACKED.spec} carries it.`,
    `Names and keywords of signs in Korean and English (Unicode CLDR), Unicode License v3, as ${ANNOTATIONS.spec} carries them.`,
  ],
  method:
    'Kernel regression over the 20 nearest words of the lexicon by cosine, width 0.1; a word further than 0.42 from all of them is left out. Korean words lie at the mean of what the signs that carry them are called in English.',
  command: 'npm run train -- dream-words',
  failures: [
    'With a whole line of the lexicon left out, what is guessed for its words and what the line says agree with a cosine of 0.29 only (0.14 by the two nearest words): it is a soft hint, not a reading.',
    'A word has one guess whatever its sentence: a bat, a bank, a spring.',
    'Korean words are those that signs are called by, about 5,000; newspapers know many more. Names of people and places say what English newspapers wrote beside them.',
  ],
});
