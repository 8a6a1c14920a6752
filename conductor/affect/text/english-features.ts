import { englishManner } from './english-manner.ts';
import { hash32, hashed } from './hashing.ts';
import type { SparseRow } from './language.ts';
import { normal } from './normal.ts';
import { type Token, tokens } from './tokens.ts';

/**
 * Columns that the names of features are hashed into: as many as float32 numbers exactly. A model keeps one
 * slot for every sixteen and which of them it means, so that most words it never saw stay unknown.
 */
export const ENGLISH_BUCKETS = 2 ** 24;
export const COLUMNS_A_SLOT = 16;
/** Letters of the shortest and the longest run inside a word, its edges counted. */
const RUN = [2, 5] as const;
/** Longer sentences are read up to here. */
const LONGEST = 4_000;
/** `c:` and three letters: shorter runs say nothing of one token's meaning. */
const SHORTEST_PIECE = 5;

/** Single tokens, and the same under a negation. */
function* unigrams(words: readonly Token[]): Generator<string> {
  for (const word of words) {
    yield `w:${word.text}`;
    if (word.negated) yield `n:${word.text}`;
  }
}

/** Two and three tokens in a row, with the ends of the sentence. */
function* neighbours(words: readonly Token[]): Generator<string> {
  const row = ['^', ...words.map((word) => word.text), '$'];
  for (let i = 0; i + 1 < row.length; i++) {
    yield `b:${row[i]} ${row[i + 1]}`;
    if (i + 2 < row.length) yield `t:${row[i]} ${row[i + 1]} ${row[i + 2]}`;
  }
}

/** How it is written: capitals, drawn letters, length, what it asks and how it ends. */
function* manner(words: readonly Token[]): Generator<string> {
  const shouted = words.filter((word) => word.shouted).length;
  if (shouted > 0) yield `f:shout${Math.min(3, shouted)}`;
  for (const word of words) if (word.drawn) yield 'f:drawn';
  if (words.some((word) => word.text.startsWith('?'))) yield 'f:?';
  if (words.some((word) => word.text.startsWith('!'))) yield 'f:!';
  const last = words.at(-1);
  if (!last) return;
  yield `f:length${Math.min(6, Math.floor(words.length / 4))}`;
  yield `f:end${last.kind === 'word' ? 'a' : last.text.slice(0, 1)}`;
}

/** Runs of letters inside words, with the words' edges: stems, endings and misspellings. */
export function* runsIn(word: Token): Generator<string> {
  if (word.kind !== 'word' || word.text.startsWith('[')) return;
  const letters = `<${word.text}>`;
  for (let n = RUN[0]; n <= RUN[1]; n++)
    for (let i = 0; i + n <= letters.length; i++) yield `c:${letters.slice(i, i + n)}`;
}

/** Names of the features of some tokens: words and their neighbours in one block, runs of letters in the other. */
export const englishNames = (words: readonly Token[]): { words: string[]; runs: string[] } => ({
  words: [...unigrams(words), ...neighbours(words), ...manner(words)],
  runs: words.flatMap((word) => [...runsIn(word)]),
});

/** What one token is made of for a reader of word order: itself, its longer runs of letters, how it is written. */
export const englishPieces = (word: Token): string[] => [
  `w:${word.text}`,
  ...[...runsIn(word)].filter((name) => name.length >= SHORTEST_PIECE),
  ...(word.shouted ? ['f:shout1'] : []),
  ...(word.drawn ? ['f:drawn'] : []),
];

/** The column that a feature's name is hashed into; 0 is kept for nothing. */
export const englishColumn = (name: string): number => 1 + (hash32(name) % (ENGLISH_BUCKETS - 1));

/** Columns of the whole sentence by block, counts as they are, and the columns of each token's pieces. */
export interface EnglishFeatures {
  readonly words: SparseRow;
  readonly runs: SparseRow;
  readonly pieces: readonly Int32Array[];
  /** How it is written and how its words feel: see `englishManner`. */
  readonly manner: Float32Array;
}

export const englishFeatures = (sentence: string): EnglishFeatures => {
  const all = tokens(normal(sentence).slice(0, LONGEST));
  const names = englishNames(all);
  return {
    words: hashed(names.words, ENGLISH_BUCKETS - 1, 1),
    runs: hashed(names.runs, ENGLISH_BUCKETS - 1, 1),
    manner: englishManner(all),
    pieces: all.map((word) => Int32Array.from(new Set(englishPieces(word)), englishColumn)),
  };
};

/** Numbers in a row of the model's input. */
export const ENGLISH_WIDTH = 3;

/**
 * A sentence as the model's input, row-major [features, 3]: column, value, place. Place 0 holds what speaks
 * for the whole sentence, its value 1 + ln(how often it occurs); places 1, 2 ... hold the pieces of the tokens
 * in order, the value 1 for the token itself, 0 for what it is made of. The model knows which columns it has seen. Empty for a text without tokens.
 */
export const englishInput = ({ words, runs, pieces }: EnglishFeatures): Float32Array => {
  const rows: number[] = [];
  for (const { indices, values } of pieces.length > 0 ? [words, runs] : [])
    indices.forEach((column, i) => {
      rows.push(column, 1 + Math.log(values[i] ?? 1), 0);
    });
  pieces.forEach((columns, i) => {
    columns.forEach((column, k) => {
      rows.push(column, k === 0 ? 1 : 0, i + 1);
    });
  });
  return Float32Array.from(rows);
};
