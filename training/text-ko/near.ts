import { koreanNormal } from '../../conductor/affect/text/korean-words.ts';

/** Signs in a shingle, and the overlap (Jaccard) from which two texts count as one. */
const SHINGLE = 5;
const SAME = 0.5;
/** Shingles in more texts than this are phrases everyone uses: they bring no two together. */
const COMMON = 40;

/** Letters and digits alone: two that differ in marks and spaces are one. */
export const bareText = (text: string): string => koreanNormal(text).replace(/[^\p{L}\p{N}]/gu, '');

const shingles = (text: string): Set<string> => {
  const bare = bareText(text);
  const all = new Set<string>();
  for (let i = 0; i + SHINGLE <= bare.length; i++) all.add(bare.slice(i, i + SHINGLE));
  if (all.size === 0) all.add(bare);
  return all;
};

/** How many shingles each earlier text shares with this one. */
const sharedWith = (of: Set<string>, holders: Map<string, number[]>): Map<number, number> => {
  const shared = new Map<number, number>();
  for (const piece of of) {
    const list = holders.get(piece) ?? [];
    if (list.length <= COMMON) for (const j of list) shared.set(j, (shared.get(j) ?? 0) + 1);
  }
  return shared;
};

/**
 * A group for each text: texts that are nearly the same (Jaccard over runs of five signs >= 0.5, Broder
 * 1997) get the same name, through chains too, so that none stands on both sides of a split.
 */
export const nearGroups = (texts: readonly string[]): string[] => {
  const parent = texts.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const sets = texts.map(shingles);
  const holders = new Map<string, number[]>();
  sets.forEach((set, i) => {
    for (const [j, n] of sharedWith(set, holders)) {
      const union = set.size + (sets[j]?.size ?? 0) - n;
      if (n / union >= SAME) parent[rootOf(i)] = rootOf(j);
    }
    for (const piece of set) {
      const list = holders.get(piece);
      if (list) list.push(i);
      else holders.set(piece, [i]);
    }
  });
  return texts.map((_, i) => `text ${rootOf(i)}`);
};
