const LONGEST = 64;

/**
 * The one of `known` that takes the fewest changed letters (Levenshtein, 1966), or undefined where there is none.
 * Long words are compared by their first 64 letters.
 */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const steps = distance(word.slice(0, LONGEST), candidate.slice(0, LONGEST));
    if (steps >= least) continue;
    least = steps;
    best = candidate;
  }
  return best;
};

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const swap = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
