import type { SparseRow } from './language.ts';

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * 32-bit FNV-1a over the UTF-16 code units of a word, low byte first, with Murmur3's last mixing so
 * that the low bits are even (Fowler, Noll and Vo; Appleby). Unsigned.
 */
export const hash32 = (text: string, seed = 0): number => {
  let h = (OFFSET ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), PRIME);
    h = Math.imul(h ^ (unit >>> 8), PRIME);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/**
 * Words hashed into `buckets` columns, counts added up, columns ascending; signs are not hashed
 * (Weinberger et al. 2009 without the sign: tables here are wide enough that collisions are rare).
 * @param offset number of the first column
 */
export const hashed = (words: Iterable<string>, buckets: number, offset = 0): SparseRow => {
  const counts = new Map<number, number>();
  for (const word of words) {
    const column = offset + (hash32(word) % buckets);
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const columns = [...counts.keys()].sort((a, b) => a - b);
  return {
    indices: Int32Array.from(columns),
    values: Float32Array.from(columns, (column) => counts.get(column) ?? 0),
  };
};

/** The values divided by their Euclidean length, so that long sentences speak no louder; an empty row stays empty. */
export const unitLength = (row: SparseRow): SparseRow => {
  const length = Math.hypot(...row.values);
  return length > 0 ? { indices: row.indices, values: row.values.map((v) => v / length) } : row;
};
