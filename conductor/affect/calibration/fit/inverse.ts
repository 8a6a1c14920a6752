/**
 * The inverse of a symmetric positive definite matrix (n x n, row-major), by Cholesky; `a` is written over.
 * A pivot that rounding made too small is raised, so that a column that repeats another has no say.
 */
export const inverse = (a: Float64Array, n: number): Float64Array => {
  const at = (i: number, j: number): number => a[i * n + j] as number;
  for (let j = 0; j < n; j++) {
    let pivot = at(j, j);
    for (let k = 0; k < j; k++) pivot -= at(j, k) ** 2;
    const root = Math.sqrt(Math.max(pivot, 1e-12));
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      a[i * n + j] = sum / root;
    }
  }
  // The inverse of the triangle, column by column; then its transpose times itself.
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let i = j; i < n; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= at(i, k) * (l[k * n + j] as number);
      l[i * n + j] = sum / at(i, i);
    }
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (l[k * n + i] as number) * (l[k * n + j] as number);
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  return out;
};
