import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LEXICON, type Meaning } from '../../conductor/imagery/dream/lexicon.ts';
import { SLOTS } from '../../conductor/imagery/dream/slots.ts';
import type { Training } from '../training.ts';
import { cardOf } from './card.ts';
import { type Anchor, guess, packed } from './embed.ts';
import { koreanVectors } from './korean.ts';
import { annotations, glove, type Vectors } from './sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULE = 'conductor/imagery/dream/lexicon/embedding.ts';
const CARD = 'conductor/imagery/models/dream-words.card.json';
const COMMON = 30_000;
/** The very commonest words hold sentences together and paint nothing. */
const TOO_COMMON = 1_200;
/** Plain words alone: no names with marks, no numbers. */
const PLAIN = /^[a-z]{4,}$/;
/** Months lie near each other's dates, not near their weather. */
const MONTH =
  /^(?:april|may|june|july|august|october|november|december|january|february|row|class)$/;

const bringsOf = (meanings: readonly Meaning[]): Float64Array => {
  const row = new Float64Array(SLOTS.length);
  for (const { slots, much } of meanings)
    slots.forEach((slot, i) => {
      row[slot] = (row[slot] ?? 0) + (much[i] ?? 0);
    });
  return row;
};

const anchorsOf = (vectors: Vectors): Anchor[] =>
  [...LEXICON.english].flatMap(([word, meanings]) => {
    const at = MONTH.test(word) ? null : vectors.of(word);
    return at ? [{ at, brings: bringsOf(meanings) }] : [];
  });

const isRoot = (word: string): boolean =>
  (LEXICON.korean.get(word[0] ?? '') ?? []).some(
    ([root]) => root.length > 1 && word.startsWith(root),
  );

const lines = (
  words: Iterable<readonly [string, Float64Array]>,
  anchors: readonly Anchor[],
): string[] =>
  [...words]
    .flatMap(([word, at]) => {
      const found = guess(at, anchors);
      return found ? [`${word} ${packed(found)}`] : [];
    })
    .sort();

const moduleOf = (english: readonly string[], korean: readonly string[]): string =>
  `/** Words that the lexicon does not have, each with what it brings by guess; made by \`npm run train -- dream-words\`. */
export const EMBEDDED = {
  english: \`
${english.join('\n')}
\`,
  korean: \`
${korean.join('\n')}
\`,
} as const;
`;

/** The text embedding of the engine: from vectors of words to what each of them brings into a picture. */
export const training: Training = {
  name: 'dream-words',
  makes: ['dream-words'],
  needs: [],
  files: [MODULE, CARD],
  async run({ log }) {
    const vectors = glove();
    const anchors = anchorsOf(vectors);
    const common = vectors.words
      .slice(TOO_COMMON, COMMON)
      .filter((word) => PLAIN.test(word) && !LEXICON.english.has(word))
      .flatMap((word) => {
        const at = vectors.of(word);
        return at ? [[word, at] as const] : [];
      });
    const { en, ko } = annotations();
    const korean = [...koreanVectors(ko, en, vectors)].filter(([word]) => !isRoot(word));
    const english = lines(common, anchors);
    const other = lines(korean, anchors);
    const text = moduleOf(english, other);
    const card = cardOf({
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: Buffer.byteLength(text),
      english: english.length,
      korean: other.length,
    });
    writeFileSync(join(ROOT, MODULE), text);
    writeFileSync(join(ROOT, CARD), `${JSON.stringify(card, null, 2)}\n`);
    log(
      `dream-words: ${english.length} English and ${other.length} Korean words, ${Math.round(card.bytes / 1000)} kB`,
    );
  },
};
