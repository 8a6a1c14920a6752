import { pearson } from '../../affect/learning/metrics.ts';

/** Whether a list has any variance that is worth the name. */
const changes = (list: readonly number[]): boolean => {
  const mean = list.reduce((sum, v) => sum + v, 0) / list.length;
  return list.reduce((sum, v) => sum + (v - mean) ** 2, 0) >= list.length * 1e-9;
};

/** Pearson's r of two lists as far as both go, and why there is none where one of them never changes. */
export const correlation = (
  a: readonly number[],
  b: readonly number[],
  names: readonly [string, string],
): { readonly r: number | null; readonly reason: string | null } => {
  const n = Math.min(a.length, b.length);
  if (n < 3) return { r: null, reason: 'too short' };
  const lists = [a.slice(0, n), b.slice(0, n)] as const;
  for (const [i, list] of lists.entries())
    if (!changes(list)) return { r: null, reason: `${names[i]} never changed` };
  return { r: Math.max(-1, Math.min(1, pearson(...lists))), reason: null };
};
