import { YeounError } from '#contracts/errors';
import { packedVectors, vectorsText } from './vectors-file.ts';

/** Vectors of words that were learnt elsewhere, most frequent word first. */
export interface Vectors {
  readonly words: readonly string[];
  readonly width: number;
  /** [words, width], row-major, centred. */
  readonly at: Float32Array;
  /** How much each word says of a sentence's subject: nearly nothing for `the`, 1 for rare words. */
  readonly weights: Float32Array;
}

/** Numbers a word keeps of its hundred; a multiple of four. */
export const VECTOR_WIDTH = 64;
const WORDS = 50_000;
/** Words that the main directions are found on. */
const FREQUENT = 20_000;
const ROUNDS = 40;
/** Smooth inverse frequency with frequencies after Zipf (Arora, Liang and Ma 2017): rank / (rank + 100). */
const HALF_RANK = 100;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

const centredUnits = (rows: readonly Float64Array[]): Float64Array[] => {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows)
    row.forEach((v, k) => {
      mean[k] = (mean[k] as number) + v / rows.length;
    });
  return rows.map((row) => {
    const off = row.map((v, k) => v - (mean[k] as number));
    const length = Math.max(1e-9, Math.sqrt(dot(off, off)));
    return off.map((v) => v / length);
  });
};

/** Made orthonormal one after the other (Gram and Schmidt). */
const orthonormal = (axes: readonly Float64Array[]): Float64Array[] => {
  const done: Float64Array[] = [];
  for (const axis of axes) {
    let rest = Float64Array.from(axis);
    for (const before of done) {
      const along = dot(rest, before);
      rest = rest.map((v, k) => v - along * (before[k] as number));
    }
    const length = Math.max(1e-12, Math.sqrt(dot(rest, rest)));
    done.push(rest.map((v) => v / length));
  }
  return done;
};

/** The directions that rows vary along most, by orthogonal iteration from the first axes. */
export const mainAxes = (rows: readonly Float64Array[], count: number): Float64Array[] => {
  const width = rows[0]?.length ?? 0;
  const spread = Array.from({ length: width }, () => new Float64Array(width));
  for (const row of rows)
    spread.forEach((line, i) => {
      const v = row[i] as number;
      for (let j = 0; j < width; j++) line[j] = (line[j] as number) + v * (row[j] as number);
    });
  let axes: Float64Array[] = Array.from({ length: Math.min(count, width) }, (_, k) =>
    new Float64Array(width).map((_v, j) => (j === k ? 1 : 0.01)),
  );
  for (let round = 0; round < ROUNDS; round++)
    axes = orthonormal(axes.map((axis) => Float64Array.from(spread, (line) => dot(line, axis))));
  return axes;
};

const AUXILIARIES =
  'is are was were do does did have has had would could should must need might'.split(' ');
/** Words whose possessive is a token of its own too. */
const OWNERS = 10_000;

/** Tokens that the source splits in two, each with the words that it is made of. */
const joinedForms = (words: readonly string[]): [string, string[]][] => [
  ...AUXILIARIES.map((word): [string, string[]] => [`${word}n't`, [word, 'not']]),
  ["can't", ['can', 'not']],
  ['cannot', ['can', 'not']],
  ["won't", ['will', 'not']],
  ...['you', 'we', 'they'].flatMap((who): [string, string[]][] => [
    [`${who}'re`, [who, 'are']],
    [`${who}'ve`, [who, 'have']],
    [`${who}'ll`, [who, 'will']],
    [`${who}'d`, [who, 'would']],
  ]),
  ...words
    .slice(0, OWNERS)
    .filter((word) => /^[a-z]{2,}$/.test(word))
    .map((word): [string, string[]] => [`${word}'s`, [word]]),
];

/** Words with their vectors, [words][numbers]: unit length, main directions, and the joined forms at the end. */
export const vectorsFrom = (
  words: readonly string[],
  raw: readonly Float64Array[],
  width = VECTOR_WIDTH,
): Vectors => {
  const units = centredUnits(raw);
  const axes = mainAxes(units.slice(0, FREQUENT), width);
  const rows = units.map((unit) => Float32Array.from(axes, (axis) => dot(axis, unit)));
  const placeOf = new Map(words.map((word, i) => [word, i]));
  const all = [...words];
  const weights = words.map((_, i) => (i + 1) / (i + 1 + HALF_RANK));
  for (const [form, parts] of joinedForms(words)) {
    const places = parts.flatMap((part) => placeOf.get(part) ?? []);
    if (placeOf.has(form) || places.length < parts.length) continue;
    all.push(form);
    weights.push(Math.min(...places.map((i) => weights[i] as number)));
    rows.push(
      Float32Array.from(axes, (_, k) =>
        places.reduce((sum, i) => sum + (rows[i]?.[k] ?? 0) / Math.sqrt(places.length), 0),
      ),
    );
  }
  const at = new Float32Array(rows.length * axes.length);
  rows.forEach((row, i) => {
    at.set(row, i * axes.length);
  });
  return { words: all, width: axes.length, at, weights: Float32Array.from(weights) };
};

interface Table {
  readonly words?: unknown;
  readonly vectors?: unknown;
  readonly dimensions?: unknown;
}

/** Reads the table of the package: its most frequent words. Throws a YeounError where it is none. */
export const vectorsIn = (text: string, most = WORDS): Vectors => {
  const { words, vectors, dimensions } = JSON.parse(text) as Table;
  const table = vectors as Record<string, readonly number[] | undefined> | null | undefined;
  if (!Array.isArray(words) || typeof dimensions !== 'number' || !table)
    throw new YeounError(
      'training.vectors-changed',
      'word vectors',
      'The table has no words, vectors and dimensions.',
      'Take the package as it was published.',
    );
  const names = (words as string[]).slice(0, most);
  return vectorsFrom(
    names,
    names.map((name) => Float64Array.from(table[name]?.slice(0, dimensions) ?? [])),
  );
};

/** GloVe's vectors, fetched where they are not in the cache. */
export const pretrained = (folder?: string): Vectors =>
  vectorsIn(vectorsText(packedVectors(folder)));
