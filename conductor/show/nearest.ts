/** Edit distance by insertions, deletions and substitutions (Levenshtein), in letters. */
export const editDistance = (a: string, b: string): number => {
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

const LONGEST = 64;

/**
 * The known name that was most likely meant, or null when none is close: at most a third of the
 * letters differ (and one letter always may), upper and lower case aside.
 */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const meant = word.slice(0, LONGEST).toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const distance = editDistance(meant, name.slice(0, LONGEST).toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return least <= Math.max(1, Math.ceil(meant.length / 3)) ? best : null;
};
