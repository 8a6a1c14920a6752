import { clamp01 } from '../belief.ts';
import type { Feelings, Felt } from './language.ts';

/** What a sentence of a longer text says, and how long it is. */
export interface Read {
  readonly feelings: Feelings;
  /** Letters, or anything that grows with the length. */
  readonly length: number;
}

/** The strongest sentence counts as much as all others together: one sentence may carry a memory. */
const STRONGEST_SHARE = 0.5;

type Side = 'positive' | 'negative' | 'arousal';

/** Mean weighted by length, half-way to the highest; the trust of those it comes from. */
const joinedSide = (reads: readonly Read[], side: Side): Felt | null => {
  let [length, sum, trust, most] = [0, 0, 0, 0];
  for (const read of reads) {
    const felt = read.feelings[side];
    if (!felt || !Number.isFinite(felt.value)) continue;
    length += read.length;
    sum += read.length * felt.value;
    trust += read.length * felt.r;
    most = Math.max(most, felt.value);
  }
  if (!(length > 0)) return null;
  const mean = sum / length;
  return { value: clamp01(mean + STRONGEST_SHARE * (most - mean)), r: trust / length };
};

/**
 * The feelings of a text from those of its sentences, each side by itself: a text with a glad and a sad
 * sentence is both. Null where no sentence says anything.
 */
export const joined = (reads: readonly Read[]): Feelings | null => {
  const positive = joinedSide(reads, 'positive');
  const negative = joinedSide(reads, 'negative');
  const arousal = joinedSide(reads, 'arousal');
  return positive && negative && { positive, negative, ...(arousal && { arousal }) };
};
