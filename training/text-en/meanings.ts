import type { Encoded } from './encode.ts';
import { in8Bits } from './rounding.ts';
import type { Vectors } from './vectors.ts';

/** Vectors of words that are not learnt further, as they ship. Row 0 is the word without one and stays nothing. */
export interface Meanings {
  readonly words: readonly string[];
  readonly width: number;
  /** [rows, width] in 8 bits, with a scale for each row, and the same multiplied out. */
  readonly levels: Int8Array;
  readonly scales: Float32Array;
  readonly at: Float32Array;
  /** What each row weighs in the sentence's sum. */
  readonly weights: Float32Array;
}

export const meaningsOf = ({ words, width, at, weights }: Vectors): Meanings => {
  const table = new Float32Array(width + at.length);
  table.set(at, width);
  const { levels, scales } = in8Bits(table, width);
  return {
    words,
    width,
    levels,
    scales,
    at: Float32Array.from(levels, (v, i) => v * (scales[Math.floor(i / width)] as number)),
    weights: Float32Array.from([0, ...weights]),
  };
};

/** Softens the length of short sentences: the sum is divided by the root of the tokens and so many more. */
export const MORE_TOKENS = 2;

/** The weighted sum of a sentence's words, over the root of its length. */
export const sentenceMeaning = (
  x: Encoded,
  i: number,
  { width, at, weights }: Meanings,
): Float32Array => {
  const out = new Float32Array(width);
  const [from, to] = [x.tokenStarts[i] as number, x.tokenStarts[i + 1] as number];
  const share = 1 / Math.sqrt(Math.max(1, to - from) + MORE_TOKENS);
  for (let t = from; t < to; t++) {
    const row = x.meant[t] as number;
    const weight = share * (weights[row] as number);
    for (let k = 0; k < width; k++)
      out[k] = (out[k] as number) + weight * (at[row * width + k] as number);
  }
  return out;
};
