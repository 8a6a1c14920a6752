import { factorise } from '../../learning/solve.ts';

/**
 * The inverse of a symmetric positive definite matrix (n x n, row-major), by Cholesky; `a` is written over.
 */
export const inverse = (a: Float64Array, n: number): Float64Array => {
  const at = (i: number, j: number): number => a[i * n + j] as number;
  factorise(a, n);
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
