import { NEAR_WORDS } from './lexicon/near.ts';

/** Words of the lexicon that mean nearly the same as a word it does not have, and how nearly, 0..1. */
export type Neighbours = (word: string) => readonly (readonly [word: string, much: number])[];

/** A neighbour speaks softly: it is a guess. */
const SHARE = 0.6;

const build = (): Map<string, [string, number][]> => {
  const near = new Map<string, [string, number][]>();
  for (const line of NEAR_WORDS.split('\n')) {
    const [anchor = '', rest = ''] = line.split(': ');
    for (const item of rest.split(' ').filter(Boolean)) {
      const word = item.slice(0, -1);
      const much = (Number(item.slice(-1)) / 10) * SHARE;
      near.set(word, [...(near.get(word) ?? []), [anchor, much]]);
    }
  }
  return near;
};

const NEAR = build();

export const neighboursOf: Neighbours = (word) => NEAR.get(word) ?? [];
