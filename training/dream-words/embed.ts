import { SLOTS } from '../../conductor/imagery/dream/slots.ts';

/** A word of the lexicon: where it lies among words, and what it brings. */
export interface Anchor {
  readonly at: Float64Array;
  readonly brings: Float64Array;
}

/** What a word brings by guess: places in `SLOTS`, and how much, 0..2.55. */
export type Guess = readonly (readonly [slot: number, much: number])[];

const NEAREST = 20;
const WIDTH = 0.1;
/** A word further than the first from all that is known says nothing; nearer than the second it is believed. */
const DOUBT = 0.42;
const SURE = 0.72;
/** A guess speaks softly. */
const SHARE = 0.75;
const MOST_SLOTS = 8;
const LEAST = 0.04;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/**
 * Kernel regression (Nadaraya and Watson 1964) from the space of word vectors to the slots of the engine, over the
 * nearest words of the lexicon. Null where nothing that is known is near.
 */
export const guess = (at: Float64Array, anchors: readonly Anchor[]): Guess | null => {
  const near = anchors
    .map(({ at: other, brings }) => ({ like: dot(at, other), brings }))
    .sort((a, b) => b.like - a.like)
    .slice(0, NEAREST);
  const best = near[0]?.like ?? 0;
  const trust = Math.min(1, Math.max(0, (best - DOUBT) / (SURE - DOUBT)));
  if (trust <= 0) return null;
  const weights = near.map(({ like }) => Math.exp((like - best) / WIDTH));
  const all = weights.reduce((a, b) => a + b, 0);
  const row = new Float64Array(SLOTS.length);
  near.forEach(({ brings }, i) => {
    const weight = ((weights[i] ?? 0) / all) * trust * SHARE;
    brings.forEach((v, slot) => {
      row[slot] = (row[slot] ?? 0) + v * weight;
    });
  });
  const kept = [...row.entries()]
    .filter(([, v]) => v >= LEAST)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_SLOTS);
  return kept.length > 0 ? kept : null;
};

/** A guess as letters: two bytes a slot, its place and its hundredths, in base 64. */
export const packed = (one: Guess): string =>
  Buffer.from(one.flatMap(([slot, much]) => [slot, Math.min(255, Math.round(much * 100))]))
    .toString('base64')
    .replace(/=+$/, '');
