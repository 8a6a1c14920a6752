import { closest } from '../kernel/edit-distance.ts';

const LONGEST = 64;

/**
 * The known name that was most likely meant, or null when none is close: at most a third of the
 * letters differ (and one letter always may), upper and lower case aside.
 */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const meant = word.slice(0, LONGEST).toLowerCase();
  const folded = known.map((name) => name.slice(0, LONGEST).toLowerCase());
  const found = closest(meant, folded);
  const isClose = found !== null && found.distance <= Math.max(1, Math.ceil(meant.length / 3));
  return isClose ? (known[folded.indexOf(found.name)] ?? null) : null;
};
