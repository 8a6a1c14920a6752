/**
 * The lower triangle L of A = L L' (Cholesky) of a symmetric positive definite A (n x n, row-major), written over A;
 * what lies above it is left as it was. A pivot that rounding made too small is raised, so that a column that repeats
 * another has no say.
 */
export const factorise = (a: Float64Array, n: number): void => {
  const at = (i: number, j: number): number => a[i * n + j] ?? 0;
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
};

/** Solves A x = b for a symmetric positive definite A (n x n, row-major); A and b are written over. */
export const solveSymmetric = (a: Float64Array, b: Float64Array): Float64Array => {
  const n = b.length;
  const at = (i: number, j: number): number => a[i * n + j] ?? 0;
  factorise(a, n);
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
  return b;
};
