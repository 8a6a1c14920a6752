import { hash32 } from './hashing.ts';
import { gramColumns } from './korean-grams.ts';
import { jamoOf } from './korean-jamo.ts';
import { toneNames } from './korean-tones.ts';
import { type KoreanWord, koreanNormal, koreanWords } from './korean-words.ts';
import type { SparseRow } from './language.ts';

/** The four views of a sentence: each is a block of columns of one length, whatever the sentence's. */
export const KOREAN_VIEWS = ['syllables', 'jamo', 'words', 'tones'] as const;
export type KoreanView = (typeof KOREAN_VIEWS)[number];

/**
 * How many columns the features of a view are hashed into, and how loudly it speaks: the Euclidean length
 * of its values together. Lengths were set once by trying a
 * dozen on folds of KOTE: its scores are higher by that, a little (three thousandths between the tried).
 */
const VIEWS: Readonly<Record<KoreanView, { readonly columns: number; readonly length: number }>> = {
  syllables: { columns: 2 ** 18, length: Math.SQRT2 },
  jamo: { columns: 2 ** 18, length: 1 },
  words: { columns: 2 ** 17, length: Math.SQRT1_2 },
  tones: { columns: 2 ** 14, length: 1 },
};

/** Columns of every view behind one another. */
export const KOREAN_COLUMNS = KOREAN_VIEWS.reduce((sum, view) => sum + VIEWS[view].columns, 0);

/** Where the columns of a view begin. */
export const firstColumn = (view: KoreanView): number =>
  KOREAN_VIEWS.slice(0, KOREAN_VIEWS.indexOf(view)).reduce((sum, v) => sum + VIEWS[v].columns, 0);

/** Longer texts are read up to here: about ten spoken minutes. */
const LONGEST = 4000;

const shortRuns = (text: string): string =>
  text.replace(/(.)\1{2,}/gu, '$1$1').replace(/\p{N}+/gu, '0');

/** Runs of syllables, spaces among them, and again without any: Korean is often typed without. */
const syllables = (text: string, columns: number, into: Set<number>): void => {
  const short = shortRuns(text.toLowerCase());
  gramColumns(` ${short} `, [1, 4], 's', columns, into);
  gramColumns(short.replaceAll(' ', ''), [2, 4], 'u', columns, into);
};

/** Runs of letters inside words, with the words' edges: stems and endings whatever syllables they fuse in. */
const jamo = (words: readonly KoreanWord[], columns: number, into: Set<number>): void => {
  for (const { kind, text } of words)
    if (kind === 'hangul') gramColumns(`^${jamoOf(text)}$`, [3, 7], 'j', columns, into);
};

/** Letters that the last word ends with: mood and verdict of a Korean sentence. */
function* ending(words: readonly KoreanWord[]): Generator<string> {
  const letters = jamoOf(words.filter(({ kind }) => kind === 'hangul').at(-1)?.text ?? '');
  for (let n = 2; n <= Math.min(8, letters.length); n++) yield `z${letters.slice(-n)}`;
}

/** Stems, marked where they are turned, two in a row, and forms as they are typed. */
function* stems(words: readonly KoreanWord[]): Generator<string> {
  let before = '^';
  for (const { text, stem, negated } of words) {
    const turned = negated ? `!${stem}` : stem;
    yield `w${turned}`;
    yield `b${before} ${turned}`;
    if (text !== stem) yield `f${text}`;
    before = turned;
  }
}

const hashes = (names: Iterable<string>, columns: number, into: Set<number>): void => {
  for (const name of names) into.add(hash32(name) % columns);
};

const columnsOf = (text: string, words: readonly KoreanWord[]): Record<KoreanView, Set<number>> => {
  const found = {
    syllables: new Set<number>(),
    jamo: new Set<number>(),
    words: new Set<number>(),
    tones: new Set<number>(),
  };
  syllables(text, VIEWS.syllables.columns, found.syllables);
  jamo(words, VIEWS.jamo.columns, found.jamo);
  hashes(ending(words), VIEWS.words.columns, found.words);
  hashes(stems(words), VIEWS.words.columns, found.words);
  hashes(toneNames(words), VIEWS.tones.columns, found.tones);
  return found;
};

/** Columns of a sentence's single stems, numbered in the whole table: what a model must know to say anything. */
export const stemColumns = (text: string): number[] =>
  koreanWords(koreanNormal(text).slice(0, LONGEST))
    .filter(({ kind }) => kind !== 'mark' && kind !== 'number')
    .map(
      ({ stem, negated }) =>
        firstColumn('words') + (hash32(negated ? `w!${stem}` : `w${stem}`) % VIEWS.words.columns),
    );

/**
 * A sentence as a row of the hashed table, each column once, views behind one another. Never empty: the
 * length of a sentence is a feature too.
 * @param without a view to leave out, for asking what it is worth
 */
export const koreanRow = (text: string, without?: KoreanView): SparseRow => {
  const clean = koreanNormal(text).slice(0, LONGEST);
  const found = columnsOf(clean, koreanWords(clean));
  const [indices, values]: [number[], number[]] = [[], []];
  for (const view of KOREAN_VIEWS) {
    if (view === without) continue;
    const value = VIEWS[view].length / Math.sqrt(found[view].size);
    const first = firstColumn(view);
    for (const column of found[view]) {
      indices.push(first + column);
      values.push(value);
    }
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
};
