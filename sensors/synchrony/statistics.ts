const at = (values: Float64Array, i: number): number => values[i] as number;

/** Takes the mean away; with `trend`, the straight line too. Returns the standard deviation of what is left. */
export const level = (values: Float64Array, trend = false): number => {
  const n = values.length;
  let [sum, weighted, squares] = [0, 0, 0];
  const middle = (n - 1) / 2;
  for (let i = 0; i < n; i++) {
    sum += at(values, i);
    weighted += (i - middle) * at(values, i);
  }
  const slope = trend ? weighted / ((n * (n * n - 1)) / 12) : 0;
  for (let i = 0; i < n; i++) {
    const left = at(values, i) - sum / n - slope * (i - middle);
    values[i] = left;
    squares += left * left;
  }
  return Math.sqrt(squares / n);
};

/**
 * Correlation of `n` samples of `a` from `fromA` with as many of `b` from `fromB`, each about its own mean
 * there; 0 where one of them stands still.
 */
export const correlation = (
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  n: number,
): number => {
  let [sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = at(a, fromA + i);
    const y = at(b, fromB + i);
    sa += x;
    sb += y;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  const [va, vb] = [aa - (sa * sa) / n, bb - (sb * sb) / n];
  return va > 1e-12 && vb > 1e-12 ? (ab - (sa * sb) / n) / Math.sqrt(va * vb) : 0;
};
