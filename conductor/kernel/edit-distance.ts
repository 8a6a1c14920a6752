/** Words are compared by their first letters only: the distance costs the product of both lengths. */
const LONGEST = 64;

/** Edit distance by insertions, deletions and substitutions (Levenshtein, 1966), in letters. */
export const editDistance = (left: string, right: string): number => {
  // What both begin with costs nothing.
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  const [a, b] = [left.slice(same), right.slice(same)];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** The first of `known` with the fewest changed letters, and how many; null where there is none. */
export const closest = (
  word: string,
  known: readonly string[],
): { readonly name: string; readonly distance: number } | null => {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    // Every letter that one has more than the other costs one.
    if (
      best &&
      Math.abs(word.length - name.length) >= best.distance &&
      name.length <= LONGEST &&
      word.length <= LONGEST
    )
      continue;
    const distance = editDistance(word.slice(0, LONGEST), name.slice(0, LONGEST));
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name, distance };
  }
  return best;
};
