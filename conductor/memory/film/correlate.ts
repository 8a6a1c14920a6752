/** Pearson's r of two lists of one length, and why there is none where one of them never changes. */
export const correlation = (
  a: readonly number[],
  b: readonly number[],
  names: readonly [string, string],
): { readonly r: number | null; readonly reason: string | null } => {
  const n = Math.min(a.length, b.length);
  if (n < 3) return { r: null, reason: 'too short' };
  const mean = (list: readonly number[]) => list.slice(0, n).reduce((s, v) => s + v, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [da, db] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    aa += da * da;
    bb += db * db;
    ab += da * db;
  }
  const still = n * 1e-9;
  if (aa < still) return { r: null, reason: `${names[0]} never changed` };
  if (bb < still) return { r: null, reason: `${names[1]} never changed` };
  return { r: Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb))), reason: null };
};
