/** Sums from which the likeness of two rows of numbers is drawn. */
export interface Pairing {
  push(a: number, b: number): void;
  /** Pearson's correlation; null where one of them never moves. */
  r(): number | null;
  rmse(): number;
  /** Largest distance. */
  most(): number;
  readonly n: () => number;
}

/** Welford's sums for two rows at once: no overflow, no second pass. */
export const pairing = (): Pairing => {
  let n = 0;
  let [meanA, meanB, varA, varB, both, squares, most] = [0, 0, 0, 0, 0, 0, 0];
  return {
    push(a, b) {
      n++;
      const [fromA, fromB] = [a - meanA, b - meanB];
      meanA += fromA / n;
      meanB += fromB / n;
      varA += fromA * (a - meanA);
      varB += fromB * (b - meanB);
      both += fromA * (b - meanB);
      squares += (a - b) ** 2;
      most = Math.max(most, Math.abs(a - b));
    },
    r: () => (varA > 1e-12 && varB > 1e-12 ? both / Math.sqrt(varA * varB) : null),
    rmse: () => (n === 0 ? 0 : Math.sqrt(squares / n)),
    most: () => most,
    n: () => n,
  };
};
