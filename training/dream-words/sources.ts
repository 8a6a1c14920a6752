import { gunzipSync } from 'node:zlib';
import { YeounError } from '#contracts/errors';
import { packedBytes, tarEntry } from '../packed.ts';
import { packedVectors, vectorsText } from '../text-en/vectors-file.ts';

/** What signs are called in Korean and English, by the Unicode Consortium: training alone needs it. */
export const ANNOTATIONS = {
  what: 'names of signs',
  spec: 'cldr-annotations-full@48.2.0',
  file: 'cldr-annotations-full-48.2.0.tgz',
  sha512:
    'DV7A+rEcgUSNTRsVGNGqBZRmAkGfwhGHO5Q1dRwzBoBnVrHWp804JP7/QJdEc66iHmx3+zLWVIMCFLm0lW7PUQ==',
} as const;

interface Annotation {
  readonly default?: readonly string[];
  readonly tts?: readonly string[];
}
/** By sign. */
export type Annotations = Readonly<Record<string, Annotation>>;

const annotationsIn = (tar: Uint8Array, language: string): Annotations => {
  const name = `package/annotations/${language}/annotations.json`;
  const entry = tarEntry(tar, name);
  if (!entry)
    throw new YeounError(
      'training.signs-changed',
      ANNOTATIONS.file,
      `There is no ${name} in it.`,
      `Take ${ANNOTATIONS.spec} as it was published.`,
    );
  return JSON.parse(Buffer.from(entry).toString('utf8')).annotations.annotations;
};

/** What every sign is called in both languages. */
export const annotations = (): { readonly en: Annotations; readonly ko: Annotations } => {
  const tar = gunzipSync(packedBytes(ANNOTATIONS, 'training.signs'));
  return { en: annotationsIn(tar, 'en'), ko: annotationsIn(tar, 'ko') };
};

/** Word vectors of unit length, commonest words first. */
export interface Vectors {
  readonly words: readonly string[];
  of(word: string): Float64Array | null;
}

export const unit = (row: ArrayLike<number>): Float64Array => {
  const v = Float64Array.from(row);
  const length = Math.hypot(...v) || 1;
  return v.map((x) => x / length);
};

/** GloVe (Pennington, Socher, Manning 2014; PDDL), 100 dimensions. */
export const glove = (): Vectors => {
  const table = JSON.parse(vectorsText(packedVectors())) as {
    readonly words: readonly string[];
    readonly vectors: Readonly<Record<string, readonly number[]>>;
    readonly dimensions: number;
  };
  return {
    words: table.words,
    of(word) {
      const row = Object.hasOwn(table.vectors, word) ? table.vectors[word] : undefined;
      return row ? unit(row.slice(0, table.dimensions)) : null;
    },
  };
};
